"""The command line: arguments in, diagnostics and a summary out, and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from hefei_report.cli.arguments import parsed


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 done, 1 the outline has mistakes, 2 wrong usage, 130 interrupted."""
    arguments = parsed(sys.argv[1:] if argv is None else argv)
    from hefei_report.cli import commands

    try:
        return commands.run(arguments)
    except KeyboardInterrupt:
        print("interrupted; nothing was changed", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
