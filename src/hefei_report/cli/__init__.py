"""The command line: arguments in, diagnostics and a summary out, and an exit code."""

from __future__ import annotations

import _thread
import atexit
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from hefei_report import __version__

if TYPE_CHECKING:
    from hefei_report.cli.arguments import Arguments
    from hefei_report.cli.furtherarguments import FurtherArguments

_A_MOMENT = 0.02  # seconds
_OBJECTS = 500_000  # between two looks for garbage in cycles: most of what a build makes, it needs to its end


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 done, 1 the outline has mistakes, 2 wrong usage, 130 interrupted."""
    gc.set_threshold(_OBJECTS)
    said = sys.argv[1:] if argv is None else argv
    if list(said) == ["--version"]:  # asked by scripts, again and again; the parser costs more than the answer
        print(f"hefei-report {__version__}")
        return 0
    try:
        from hefei_report.cli.arguments import parsed

        return _run(parsed(said))
    except KeyboardInterrupt:
        return _interrupted()
    except RuntimeError as problem:
        if isinstance(problem.__cause__, KeyboardInterrupt):  # Python 3.11 wraps what is raised while a class is made
            return _interrupted()
        raise
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _interrupted() -> int:
    print("interrupted; nothing was changed", file=sys.stderr)
    return 130


def _hear_interrupts(lost: sys.UnraisableHookArgs) -> None:
    """Ctrl-C in a moment in which nothing can be raised (Python would print it and go on) is raised a moment later."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        import threading  # only now: it would be loaded for each command

        threading.Timer(_A_MOMENT, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(lost)


def script(argv: Sequence[str] | None = None) -> NoReturn:
    """What the installed command runs: :func:`main`, and the end of the process.

    It ends at once: taking a hundred megabytes of objects apart, one by one, would take a tenth of a build. What was to
    be done at the end is done, and what was printed is handed over, before.
    """
    sys.unraisablehook = _hear_interrupts
    status = main(argv)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (BrokenPipeError, ValueError):  # nobody reads it any more
            status = status or 1
    os._exit(status)


def _run(arguments: Arguments | FurtherArguments) -> int:
    from hefei_report.cli.arguments import Arguments

    if isinstance(arguments, Arguments):
        from hefei_report.cli import commands

        return commands.run(arguments)
    return _run_further(arguments)


def _run_further(arguments: FurtherArguments) -> int:
    from hefei_report.cli.figurearguments import FigureArguments
    from hefei_report.cli.kindarguments import KindArguments
    from hefei_report.cli.templatearguments import TemplateArguments
    from hefei_report.cli.tracearguments import TraceArguments

    if isinstance(arguments, FigureArguments):
        from hefei_report.cli import posting

        return posting.run(arguments)
    if isinstance(arguments, KindArguments):
        from hefei_report.cli import kinds

        return kinds.run(arguments)
    if isinstance(arguments, TemplateArguments):
        from hefei_report.cli import templating

        return templating.run(arguments)
    if isinstance(arguments, TraceArguments):
        from hefei_report.cli import tracing

        return tracing.run(arguments)
    from hefei_report.cli import proving

    return proving.run(arguments)
