"""The commands that prove facts: fetch the sources, hold the facts against them, record who vouches for the rest."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from hefei_report.build import Report, read_report
from hefei_report.cli.printing import complain, plural, print_diagnostics, refuse
from hefei_report.cli.progress import ProgressDisplay
from hefei_report.cli.proofarguments import ProofArguments
from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.evidence.attesting import attest, remaining
from hefei_report.evidence.lock import LOCK_NAME, Lock, State, lock_beside
from hefei_report.evidence.sources import file_stem
from hefei_report.evidence.verification import Archive, ArchivedText, Verification, verify
from hefei_report.records import dataclass
from hefei_report.workspace import DiskWorkspace, FileMissing, WorkspaceError, replace_files, today, user_cache

ARCHIVE_FOLDER = ".archive"


def run(arguments: ProofArguments) -> int:
    """Carry out a command; returns the exit code."""
    if not arguments.outline.is_file():
        return refuse(f"there is no outline '{arguments.outline}'", 2)
    if arguments.command == "verify" and arguments.archive is not None and not arguments.archive.is_dir():
        return refuse(f"there is no folder '{arguments.archive}'", 2)
    desk = _Desk(arguments)
    report = read_report(desk.workspace, arguments.outline.name, desk.diagnostics, cache=user_cache())
    if report is None:
        desk.print_diagnostics()
        return 1
    return {"archive": _archive, "verify": _verify, "attest": _attest}[arguments.command](desk, report)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all three commands work with."""

    arguments: ProofArguments
    diagnostics: Diagnostics = field(default_factory=Diagnostics)

    @property
    def folder(self) -> Path:
        return self.arguments.outline.parent

    @property
    def workspace(self) -> DiskWorkspace:
        return DiskWorkspace(self.folder)

    @property
    def archive(self) -> Path:
        return self.arguments.archive or self.folder / ARCHIVE_FOLDER

    def lock(self, report: Report) -> Lock | None:
        return lock_beside(self.workspace, report.outline.report.value, self.diagnostics)

    def print_diagnostics(self) -> None:
        print_diagnostics(self.diagnostics, self.folder, self.workspace)

    def say(self, line: str) -> None:
        if not self.arguments.quiet:
            print(line)

    def keep(self, lock: Lock) -> bool:
        """Write the lock if it changed; False after saying why it can't be written."""
        target, content = self.folder / LOCK_NAME, lock.render().encode()
        try:
            if not target.is_file() or target.read_bytes() != content:
                replace_files({target: content})
        except OSError as problem:
            complain(f"can't write '{target}': {problem.strerror or problem}")
            return False
        return True


def _no_such(what: str, names: Iterable[str], known: Iterable[str]) -> str:
    lines = (f"there is no {what} '{name}'; {did_you_mean(name, known)}".rstrip("; ") for name in names)
    return "\nhefei-report: ".join(lines)


# -------------------------------------------------------------------------------------------- verify


def _verify(desk: _Desk, report: Report) -> int:
    lock = desk.lock(report)
    readable = lock is not None and not desk.diagnostics.has_errors  # what verifying adds is told in the lock
    found = verify(report.facts, _texts(desk, report), lock or Lock(report.outline.report.value), desk.diagnostics)
    kept = readable and desk.keep(found.lock)
    desk.print_diagnostics()
    if desk.arguments.json:
        print(_as_json(found, desk.diagnostics))
    else:
        for state, number in _summary(found):
            desk.say(f"{state.value:14}{number:5}")
        if found.renewed:
            desk.say(f"derived in another way than before: {', '.join(found.renewed)}")
        if not readable:
            desk.say(f"{LOCK_NAME} was not written: mend the mistakes first")
    return 0 if kept and not desk.diagnostics.has_errors else 1


def _texts(desk: _Desk, report: Report) -> Archive:
    """The archived texts by key of the source, each read once."""
    folder = DiskWorkspace(desk.archive)

    @functools.cache
    def text_of(key: str) -> ArchivedText | None:
        try:
            return ArchivedText.of(folder.read_bytes(f"{file_stem(key)}.txt"))
        except FileMissing:
            return None
        except WorkspaceError as problem:
            place = report.sources[key].id.span
            desk.diagnostics.error(problem.code, f"the archived text {problem}", place, problem.hint)
            return None

    return text_of


def _summary(found: Verification) -> list[tuple[State, int]]:
    counted = found.count()
    return [(state, counted[state]) for state in State if counted[state]]


def _as_json(found: Verification, diagnostics: Diagnostics) -> str:
    problems = [
        {
            "severity": d.severity.value,
            "code": d.code,
            "message": d.message,
            "file": d.span.file,
            "line": d.span.line,
            "column": d.span.column,
            "hint": d.hint,
        }
        for d in diagnostics
    ]
    states = {id: state.value for id, state in sorted(found.states.items())}
    counts = {state.value: number for state, number in _summary(found)}
    whole = {"counts": counts, "facts": states, "diagnostics": problems}
    return json.dumps(whole, ensure_ascii=False, indent=1)


# -------------------------------------------------------------------------------------------- attest


def _attest(desk: _Desk, report: Report) -> int:
    arguments, facts = desk.arguments, report.facts
    unknown = [name for name in arguments.names if name not in facts.by_id]
    lock = desk.lock(report)
    if desk.diagnostics.has_errors or lock is None:
        desk.print_diagnostics()
        return 1
    if unknown:
        return refuse(_no_such("fact", unknown, facts.by_id), 2)
    wanted = remaining(facts, lock) if arguments.remaining else arguments.names
    made = attest(facts, lock, wanted, arguments.by.strip(), arguments.on or today())
    for refusal in made.refusals:
        complain(refusal)
    if made.refusals or not desk.keep(made.lock):
        return 1
    for id in made.proven:
        desk.say(f"{id} is verified by its archived source already")
    desk.say(f"{plural(len(made.attested), 'fact')} attested by {arguments.by.strip()}")
    return 0


# ------------------------------------------------------------------------------------------- archive


def _archive(desk: _Desk, report: Report) -> int:
    from hefei_report.archive.archiving import archive, waiting
    from hefei_report.archive.extracting import is_at_hand
    from hefei_report.archive.fetching import Fetcher
    from hefei_report.archive.store import Store

    arguments, store = desk.arguments, Store(desk.archive)
    unknown = [name for name in arguments.names if name not in report.sources]
    if unknown:
        return refuse(_no_such("source", unknown, report.sources), 2)
    named = [report.sources[name] for name in arguments.names]
    wanted = named or [source for source in report.sources.values() if source.URL]
    todo = waiting(wanted, store, refresh=arguments.refresh)
    if todo and not is_at_hand():
        return refuse("archiving needs trafilatura: pip install 'hefei-report[archive]'", 2)
    fetcher = Fetcher(arguments.timeout, arguments.allow_private)
    progress = ProgressDisplay(sys.stderr, arguments.quiet)
    found = Diagnostics()  # mistakes in the facts keep nobody from fetching sources
    try:
        outcome = archive(todo, store, fetcher, today(), found, progress)
    except OSError as problem:
        progress.done()
        return refuse(f"can't write into '{store.folder}': {problem.strerror or problem}", 1)
    progress.done()
    print_diagnostics(found, desk.folder, desk.workspace)
    for key in outcome.changed:
        desk.say(f"{key} says something else than before: run 'hefei-report verify'")
    got, missed = len(outcome.fetched) + len(outcome.changed), len(outcome.missed)
    desk.say(f"{got} fetched, {len(wanted) - len(todo)} kept, {missed} not archived, in {store.folder}")
    return 1 if missed else 0
