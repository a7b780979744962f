"""The command `build.py test`: what the tests need, how it is installed, and how pytest is run."""
