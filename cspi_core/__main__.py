"""Run the command line: `python -m cspi_core`."""

import sys

from .cli import main

sys.exit(main())
