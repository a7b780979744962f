"""For those who keep the site going: new files to fill in, and the pages that explain them."""
