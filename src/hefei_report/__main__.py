"""``python -m hefei_report`` is the command line."""

from hefei_report.cli import script

if __name__ == "__main__":
    script()
