"""Carries out a command for one outline, and says what it came to in plain values that travel between processes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from hefei_report.build import Counts, Publication, compose, counts, publish, rehearse
from hefei_report.cli.arguments import Arguments
from hefei_report.cli.printing import rendered, verdict
from hefei_report.diagnostics import Diagnostics, Severity
from hefei_report.document.model import Document, Medium
from hefei_report.records import dataclass
from hefei_report.workspace import DiskWorkspace, Workspace, cores, replace_files, user_cache

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: how many pages or slides it has, and its size in bytes; a manifest has no medium."""

    path: Path
    medium: Medium | None
    leaves: int
    size: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one outline.

    ``told`` are the diagnostics as lines, ``stopped`` says that they forbid a publication, and ``problem`` is what went
    wrong beside them ('' if nothing did). ``counts`` is None where the outline couldn't be read.
    """

    outline: Path
    told: str = ""
    errors: int = 0
    warnings: int = 0
    stopped: bool = False
    problem: str = ""
    written: tuple[Written, ...] = ()
    counts: Counts | None = None
    seconds: float = 0

    @property
    def sound(self) -> bool:
        """Whether the command did for this outline what was asked."""
        return not self.stopped and not self.problem

    @property
    def verdict(self) -> str:
        """ "2 errors, 1 warning"."""
        return verdict(self.errors, self.warnings)


def worked(arguments: Arguments, outline: Path, progress: Progress) -> Outcome:
    """Check or build ``outline`` as ``arguments`` say; what a build makes is written."""
    return _Desk(arguments, outline, progress, Diagnostics(draft=arguments.draft), time.perf_counter()).outcome()


@dataclass(frozen=True, slots=True)
class _Desk:
    arguments: Arguments
    outline: Path
    progress: Progress
    diagnostics: Diagnostics
    started: float

    @property
    def workspace(self) -> Workspace:
        return DiskWorkspace(self.outline.parent)

    def outcome(self) -> Outcome:
        cache = user_cache()
        document = compose(self.workspace, self.outline.name, self.diagnostics, self.progress, cache=cache)
        if document is None or self._stops():
            return self._told(document)
        if self.arguments.command == "check":
            rehearse(document, self.diagnostics, cache)
            return self._told(document)
        media = [Medium(name) for name in self.arguments.media]
        jobs = self.arguments.jobs or cores()
        publications = publish(document, media, cache, self.diagnostics, self.progress, jobs=jobs)
        return self._told(document) if self._stops() else self._keep(document, publications)

    def _stops(self) -> bool:
        strict = self.arguments.strict and self.diagnostics.count(Severity.WARNING) > 0
        return self.diagnostics.has_errors or strict

    def _keep(self, document: Document, publications: tuple[Publication, ...]) -> Outcome:
        folder = self.arguments.output
        try:
            replace_files({folder / publication.name: publication.content for publication in publications})
        except OSError as problem:
            return self._told(document, problem=f"can't write into '{folder}': {problem.strerror or problem}")
        return self._told(document, tuple(_written(folder, publication) for publication in publications))

    def _told(self, document: Document | None, written: tuple[Written, ...] = (), problem: str = "") -> Outcome:
        errors, warnings = (self.diagnostics.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
        return Outcome(
            self.outline,
            told=rendered(self.diagnostics, self.outline.parent, self.workspace),
            errors=errors,
            warnings=warnings,
            stopped=document is None or self._stops(),
            problem=problem,
            written=written,
            counts=None if document is None else counts(document),
            seconds=time.perf_counter() - self.started,
        )


def _written(folder: Path, publication: Publication) -> Written:
    return Written(folder / publication.name, publication.medium, publication.leaves, len(publication.content))
