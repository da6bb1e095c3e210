"""The commands: each composes, perhaps publishes, prints what was found, and says how it went."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from hefei_report.build import Counts, Publication, compose, counts, publish, rehearse
from hefei_report.cli.arguments import Arguments
from hefei_report.cli.printing import plural, print_diagnostics, refuse
from hefei_report.cli.progress import ProgressDisplay
from hefei_report.diagnostics import Diagnostics, Severity
from hefei_report.document.model import Document, Medium
from hefei_report.workspace import DiskWorkspace, Workspace, cores, replace_files, user_cache


def run(arguments: Arguments) -> int:
    """Carry out a command; returns the exit code."""
    if not arguments.outline.is_file():
        return refuse(f"there is no outline '{arguments.outline}'", 2)
    command = _Command(arguments, Diagnostics(draft=arguments.draft), ProgressDisplay(sys.stderr, arguments.quiet))
    return command.check() if arguments.command == "check" else command.build()


@dataclass(frozen=True, slots=True)
class _Command:
    arguments: Arguments
    diagnostics: Diagnostics
    progress: ProgressDisplay

    @property
    def workspace(self) -> Workspace:
        return DiskWorkspace(self.arguments.outline.parent)

    def check(self) -> int:
        started = time.perf_counter()
        document = self._compose()
        if document is not None and not self._stops():
            rehearse(document, self.diagnostics)
        self._print_diagnostics()
        if not self.arguments.quiet and document is not None:
            print(f"{_counted(counts(document))}, {self._verdict()}, {_seconds(started)}")
        return self._exit_code()

    def build(self) -> int:
        started = time.perf_counter()
        document = self._compose()
        publications: tuple[Publication, ...] = ()
        if document is not None and not self._stops():
            media = [Medium(name) for name in self.arguments.media]
            publications = publish(document, media, user_cache(), self.diagnostics, self.progress, jobs=cores())
        self._print_diagnostics()
        if document is None or self._stops():
            return self._give_up()
        return self._keep(document, publications, started)

    def _compose(self) -> Document | None:
        return compose(self.workspace, self.arguments.outline.name, self.diagnostics, self.progress, cache=user_cache())

    def _stops(self) -> bool:
        strict = self.arguments.strict and self.diagnostics.count(Severity.WARNING) > 0
        return self.diagnostics.has_errors or strict

    def _exit_code(self) -> int:
        return 1 if self._stops() else 0

    def _give_up(self) -> int:
        if not self.arguments.quiet:
            print(f"nothing was written: {self._verdict()}", file=sys.stderr)
        return 1

    def _keep(self, document: Document, publications: tuple[Publication, ...], started: float) -> int:
        folder = self.arguments.output
        try:
            replace_files({folder / publication.name: publication.content for publication in publications})
        except OSError as problem:
            return refuse(f"can't write into '{folder}': {problem.strerror or problem}", 1)
        if not self.arguments.quiet:
            for publication in publications:
                print(_described(folder / publication.name, publication))
            print(f"{_counted(counts(document))}, {self._verdict()}, {_seconds(started)}")
        return 0

    def _verdict(self) -> str:
        errors, warnings = (self.diagnostics.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
        return (plural(errors, "error") + ", " if errors else "") + plural(warnings, "warning")

    def _print_diagnostics(self) -> None:
        self.progress.done()
        print_diagnostics(self.diagnostics, self.arguments.outline.parent, self.workspace)


def _described(path: Path, publication: Publication) -> str:
    if publication.medium is None:
        return f"{path}  what proves their figures, {len(publication.content) / 1000:,.0f} kB"
    unit = "page" if publication.medium is Medium.BRIEFING else "slide"
    return f"{path}  {plural(publication.leaves, unit)}, {len(publication.content) / 1000:,.0f} kB"


def _counted(found: Counts) -> str:
    parts = ((found.figures, "figure"), (found.tables, "table"), (found.facts, "fact"), (found.sources, "source"))
    return ", ".join(plural(number, noun) for number, noun in parts)


def _seconds(started: float) -> str:
    return f"{time.perf_counter() - started:.1f} s"
