"""``python -m hefei_report`` is the command line."""

import sys

from hefei_report.cli import main

if __name__ == "__main__":
    sys.exit(main())
