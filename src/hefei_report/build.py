"""The pipeline, from the outline's text to the bytes of both publications; it reads like the list of its stages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace

from hefei_report.citations.libraries import read_libraries
from hefei_report.citations.pandoc import Pandoc
from hefei_report.collector import keep_for_good, no_collection
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.model import Document, Figure, Image, InputFile, Medium, Table
from hefei_report.document.sharing import moves, shared
from hefei_report.document.walking import blocks_of
from hefei_report.evidence.facts import Facts
from hefei_report.evidence.lock import LOCK_NAME, Lock, lock_beside
from hefei_report.evidence.reading import read_facts
from hefei_report.evidence.sources import Source
from hefei_report.evidence.standing import demand
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.outline.files import author_text
from hefei_report.outline.model import Outline, read_outline
from hefei_report.outline.nodes import parse
from hefei_report.outline.parts import parse_by_sections
from hefei_report.proof.inventory import MANIFEST_SUFFIX, Leaf
from hefei_report.proof.manifest import manifest
from hefei_report.publishing import Task, editions, look_of, theme_of
from hefei_report.records import dataclass
from hefei_report.resolve.brandfonts import FONT_SUFFIXES
from hefei_report.resolve.colours import check_colours
from hefei_report.resolve.document import resolve
from hefei_report.resolve.standing import with_standing
from hefei_report.workspace import NO_CACHE, Cache, WitnessedWorkspace, Workspace

SUFFIXES = {Medium.BRIEFING: "-briefing.pdf", Medium.DECK: "-deck.pptx"}

# Told what is being done, for a progress display.
Progress = Callable[[str], None]


def _silent(stage: str) -> None:
    """No display."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A finished file: its name, its content, and how many pages or slides it has.

    The manifest has no medium: it is the same record that the publications carry, for machines.
    """

    medium: Medium | None
    name: str
    content: bytes = field(repr=False)
    leaves: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """What a document holds, for the closing summary."""

    figures: int
    tables: int
    facts: int
    sources: int


@dataclass(frozen=True, slots=True)
class Report:
    """An outline and its evidence, as they are read."""

    outline: Outline
    sources: dict[str, Source]
    facts: Facts


def compose(
    workspace: Workspace,
    name: str,
    diagnostics: Diagnostics,
    progress: Progress = _silent,
    cache: Cache = NO_CACHE,
    memory: Memory = NO_MEMORY,
) -> Document | None:
    """The Document of the outline ``name``, or None when it can't be read; see ``diagnostics`` either way."""
    workspace = WitnessedWorkspace(workspace)
    report = read_report(workspace, name, diagnostics, progress, cache, memory)
    if report is None:
        return None
    progress("binding facts, citations and numbers")
    document = resolve(
        report.outline, report.sources, report.facts, workspace, diagnostics, Pandoc(cache), memory=memory
    )
    lock = _demand_proof(report, document, workspace, diagnostics, memory)
    inputs = _inputs(workspace.contents, name, report.outline)
    return replace(with_standing(document, report.facts, lock, memory), inputs=inputs)


def read_report(
    workspace: Workspace,
    name: str,
    diagnostics: Diagnostics,
    progress: Progress = _silent,
    cache: Cache = NO_CACHE,
    memory: Memory = NO_MEMORY,
) -> Report | None:
    """The outline ``name`` with its sources and facts, or None when it can't be read."""
    progress("reading the outline")
    text = author_text(workspace, name, Span(name, 1, 1), diagnostics)
    node = parse_by_sections(text, name, diagnostics, memory) if text is not None else None
    outline = read_outline(node, diagnostics, memory) if node is not None else None
    if outline is None:
        return None
    progress("reading the evidence")
    sources = read_libraries(outline.sources, workspace, Pandoc(cache), diagnostics, memory)
    return Report(outline, sources, _read_facts(outline, sources, workspace, diagnostics, memory))


def _demand_proof(
    report: Report, document: Document, workspace: Workspace, diagnostics: Diagnostics, memory: Memory
) -> Lock:
    """What the outline requires of its facts, asked of the lock; no archive is needed. Returns the lock.

    Where nothing is required, no lock or another report's is as good as an empty one.
    """
    evidence, name = report.outline.evidence, report.outline.report.value
    if evidence is None or evidence.require is None or not document.facts:
        return lock_beside(workspace, name, Diagnostics(), memory) or Lock(name)
    lock = lock_beside(workspace, name, diagnostics, memory)
    if lock is not None and lock.entries:
        demand(evidence.require, [entry.id for entry in document.facts], report.facts, lock, diagnostics)
    elif lock is not None:
        message = (
            f"this report requires {evidence.require} facts, and there is no {LOCK_NAME} that says how they are proven"
        )
        hint = "run 'hefei-report verify', then 'hefei-report attest --remaining --by NAME'"
        diagnostics.error("missing-lock", message, evidence.span, hint)
    return lock or Lock(name)


def rehearse(document: Document, diagnostics: Diagnostics, cache: Cache = NO_CACHE) -> None:
    """Plan without writing: finds unknown layouts, texts that do not fit their slides, colours that are too alike.

    Slides without a complaint that the last build has left in the ``cache`` needn't be planned to know that.
    """
    from hefei_report.deck import rehearse_deck

    rehearse_deck(document, theme_of(Medium.DECK, document), diagnostics, cache)
    memory = Memory()  # what stands side by side in a figure is the same in both
    for medium in Medium:
        check_colours(document, medium, look_of(medium, document), diagnostics, memory)


def publish(
    document: Document,
    media: Iterable[Medium],
    cache: Cache,
    diagnostics: Diagnostics,
    progress: Progress = _silent,
    memory: Memory = NO_MEMORY,
    jobs: int = 1,
) -> tuple[Publication, ...]:
    """The document in each of ``media``, then the manifest that each of them carries.

    They are worth keeping only if ``diagnostics`` has no errors afterwards. They are the same however many processes
    work at them, of which there are ``jobs`` at most.
    """
    task = Task(document, cache, memory)
    shown: dict[Medium, tuple[Leaf, ...]] = {}
    with editions(task, tuple(media), diagnostics, jobs) as set_by:
        for medium, edition in set_by.items():
            progress(f"writing the {medium.value}")
            shown[medium] = edition.leaves()
        record = manifest(document, shown, memory)
        for edition in set_by.values():
            edition.take(record)
        written = [
            Publication(medium, document.report + SUFFIXES[medium], *edition.finished())
            for medium, edition in set_by.items()
        ]
    return (*written, Publication(None, document.report + MANIFEST_SUFFIX, record))


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to. ``publications`` are worth keeping only if ``diagnostics`` has no errors."""

    document: Document | None
    publications: tuple[Publication, ...]
    diagnostics: Diagnostics


class Builder:
    """Builds one outline again and again in one process: each build redoes only what changed since the last ones.

    What it gives is what a single build gives, to the byte. It is for one thread.
    """

    def __init__(self, workspace: Workspace, name: str, cache: Cache = NO_CACHE, *, draft: bool = False) -> None:
        self._workspace, self._name, self._cache, self._draft = workspace, name, cache, draft
        self._memory, self._builds = Memory(), 0
        self._last: Document | None = None

    def build(self, media: Iterable[Medium] = tuple(Medium), progress: Progress = _silent) -> Built:
        """The publications of the outline as it is now; none where it has errors before they are written."""
        with no_collection():
            built = self._build(media, progress)
        if self._builds == 0:
            keep_for_good()
        self._builds += 1
        return built

    def _build(self, media: Iterable[Medium], progress: Progress) -> Built:
        self._memory.turn()
        diagnostics = Diagnostics(draft=self._draft)
        document = compose(self._workspace, self._name, diagnostics, progress, self._cache, self._memory)
        if document is None or diagnostics.has_errors:
            return Built(document, (), diagnostics)
        self._last = shared(document, self._last)
        found = Diagnostics(draft=self._draft)
        publications = publish(self._last, media, self._cache, found, progress, self._memory)
        if not _tell_again(found, document, self._last, diagnostics):
            publications = publish(document, media, self._cache, diagnostics, progress)
        return Built(document, publications, diagnostics)


def _tell_again(found: Diagnostics, document: Document, kept: Document, diagnostics: Diagnostics) -> bool:
    """Tell ``found``, complaints about ``kept``, of the places in ``document``; False when some can't be told."""
    if not len(found):
        return True
    places = moves(document, kept)
    if places is None or not all(each.span in places for each in found):
        return False
    for each in found:
        diagnostics.add(replace(each, span=places[each.span]))
    return True


def counts(document: Document) -> Counts:
    """How much there is in ``document``."""
    blocks = list(blocks_of(document))
    return Counts(
        figures=sum(isinstance(block, Figure | Image) for block in blocks),
        tables=sum(isinstance(block, Table) for block in blocks),
        facts=len(document.facts),
        sources=len(document.references),
    )


# ------------------------------------------------------------------------------------------ reading


def _read_facts(
    outline: Outline, sources: dict[str, Source], workspace: Workspace, diagnostics: Diagnostics, memory: Memory
) -> Facts:
    """The facts in the files that ``outline`` names."""
    texts = [(name.value, author_text(workspace, name.value, name.span, diagnostics)) for name in outline.facts]
    files = tuple((name, text) for name, text in texts if text is not None)
    names = tuple(name.value for name in outline.evidence.names) if outline.evidence else ()

    def read(found: Diagnostics) -> Facts:
        nodes = [parse(text, name, found) for name, text in files]
        return read_facts([node for node in nodes if node is not None], sources, found, names)

    return memory.told("facts", (files, Same(sources), names, diagnostics.draft), diagnostics, read)


def _inputs(contents: Mapping[str, bytes], name: str, outline: Outline) -> tuple[InputFile, ...]:
    """The author's files that were read, each with what it is."""
    roles = {name: "outline", LOCK_NAME: "lock"}
    roles |= {text.value: role for role in ("facts", "sources") for text in getattr(outline, role)}
    if outline.deck is not None and outline.deck.template is not None:
        roles[outline.deck.template.file.value] = "template"
    if outline.brand is not None:
        roles[outline.brand.value] = "brand"
    roles |= {path: "font" for path in contents if path.lower().endswith(FONT_SUFFIXES)}
    return tuple(
        InputFile(path, roles.get(path, "data"), hashlib.sha256(content).hexdigest(), content)
        for path, content in contents.items()
    )
