"""Run the commands: `python -m cspi_build`."""

import sys

from cspi_build.cli.main import main

sys.exit(main(sys.argv[1:]))
