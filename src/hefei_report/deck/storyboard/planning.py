"""Document to storyboard: which slide holds what, where and at what size. Everything is settled here.

The deck is a cover, an agenda, then for each section a divider and its content slides, then the references. A
section told on one slide has no divider: it would be as long as the section.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from hefei_report.deck.storyboard.chapters import NOTHING_EARLIER, Bearings, Chapter, Earlier, Glance, Standing
from hefei_report.deck.storyboard.desk import Desk
from hefei_report.deck.storyboard.front import cited_first
from hefei_report.deck.storyboard.furniture import Finish
from hefei_report.deck.storyboard.linebreaking import measured_in
from hefei_report.deck.storyboard.parts import Part, cited, numbers_of, parts_of
from hefei_report.deck.storyboard.plan import PlannedSlide, Storyboard, targets_of
from hefei_report.deck.storyboard.sketches import Sketch
from hefei_report.deck.storyboard.stage import Stage, our_stage
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, ReferenceLink, Run, Target
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.proof.binding import NUMBERING
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme


@dataclass(frozen=True, slots=True)
class _Told:
    """A part with its slides, and what each leads to: part ``number`` of the deck, whose slides begin at ``first``.

    ``numbered`` says of each slide which it is of how many with the same title.
    """

    part: Part
    number: int
    first: int
    numbered: tuple[tuple[int, int], ...]
    slides: tuple[PlannedSlide, ...]
    leads: tuple[tuple[Target, ...], ...]


def plan_deck(
    document: Document,
    theme: Theme,
    diagnostics: Diagnostics,
    stage: Stage | None = None,
    memory: Memory = NO_MEMORY,
    earlier: Earlier = NOTHING_EARLIER,
) -> Storyboard:
    """The deck of ``document``, with every text at the size at which it fits. What doesn't fit is reported.

    ``stage`` is what a customer's template gives; None is our own, from ``theme``. Slides of ``earlier`` builds aren't
    planned where nothing has changed that they depend on.
    """
    stage = stage or memory.once("deck stage", Same(theme), lambda: our_stage(theme))
    moved: frozenset[str] = frozenset()
    with measured_in(stage.text_face):
        while True:
            found = Diagnostics(draft=diagnostics.draft)
            desk = Desk(stage, labels(document.language), found, memory)
            storyboard = _planned(document, Standing(earlier, moved), desk)
            also = {key for key in storyboard.standing if storyboard.chapters.get(key) != earlier.find(key)}
            if not also:
                break
            moved |= also
    for each in found:
        diagnostics.add(each)
    return storyboard


def _planned(document: Document, standing: Standing, desk: Desk) -> Storyboard:
    """The deck with the slides that are ``standing`` as if they could stay; its ``chapters`` tell whether they can."""
    parts, finish, told, first = parts_of(document, standing, desk), Finish.of(document, desk), list[_Told](), 0
    for number, (part, numbered) in enumerate(zip(parts, numbers_of(parts), strict=True)):
        slides = tuple(_slides(part, number, first, numbered, finish))
        leads = tuple(_leads(each, slide, desk) for each, slide in zip(part.slides, slides, strict=True))
        told.append(_Told(part, number, first, numbered, slides, leads))
        first += len(slides)
        for each in part.desk.diagnostics:
            desk.diagnostics.add(each)
    anchors = _anchors(told)
    return Storyboard(
        tuple(slide for one in told for slide in one.slides),
        tuple(part.name for part in parts),
        anchors,
        document.language,
        desk.stage,
        dict(_chapters(told, anchors, desk)) if standing.earlier.kept else {},
        frozenset(part.key for part in parts if part.again),
    )


def _slides(
    part: Part, number: int, first: int, numbered: Iterable[tuple[int, int]], finish: Finish
) -> Iterator[PlannedSlide]:
    """The slides of ``part``, the one with this ``number``; the first of them is at place ``first`` of the deck."""
    own = replace(finish, desk=part.desk)
    for place, (slide, which) in enumerate(zip(part.slides, numbered, strict=True), first):
        if isinstance(slide, Glance):
            yield slide.slide(number)
        else:
            yield own.slide(_numbered(slide, *which, part.desk), number, place)


def _numbered(sketch: Sketch, number: int, count: int, desk: Desk) -> Sketch:
    """Slides of the same title are numbered, so that no two titles are the same."""

    def numbered(desk: Desk) -> Sketch:
        suffix = desk.labels.continued.format(title="", part=number, parts=count)
        return replace(sketch, title=(*sketch.title, Run(suffix, role=NUMBERING)))

    return desk.kept("deck numbered", (Same(sketch), number, count), numbered) if count > 1 else sketch


def _leads(seen: Sketch | Glance, slide: PlannedSlide, desk: Desk) -> tuple[Target, ...]:
    """What the texts of ``slide`` lead to."""
    if isinstance(seen, Glance):
        return seen.leads
    return desk.memory.once("deck targets", Same(slide), functools.partial(targets_of, slide))


def _anchors(told: Sequence[_Told]) -> dict[Target, int]:
    """The first slide that each target stands on, and the first that cites each source."""
    found: dict[Target, int] = {}
    for place, slide in enumerate(slide for one in told for slide in one.part.slides):
        for target in slide.targets:
            found.setdefault(target, place)
    for place, leads in enumerate(leads for one in told for leads in one.leads):
        for target in leads:
            if isinstance(target, ReferenceLink):
                found.setdefault(cited_first(target.key), place)
    return found


# -------------------------------------------------------------------------------- what is left for builds to come


def _chapters(told: Sequence[_Told], anchors: Mapping[Target, int], desk: Desk) -> Iterator[tuple[str, Chapter]]:
    """The slides of parts by their keys, except those that something was complained about, and parts that are alike."""
    alike = Counter(one.part.key for one in told)
    for one in told:
        if alike[one.part.key] == 1 and not len(one.part.desk.diagnostics):
            ends = tuple(anchors.get(target, -1) for leads in one.leads for target in leads)
            bearings = Bearings(one.number, len(told), one.first, one.numbered, ends)
            yield one.part.key, Chapter(tuple(_glances(one, desk)), bearings)


def _glances(told: _Told, desk: Desk) -> Iterator[Glance]:
    for seen, slide, leads in zip(told.part.slides, told.slides, told.leads, strict=True):
        if isinstance(seen, Glance):
            yield seen
        else:
            shown = slide.layout, slide.title, slide.section
            yield Glance(seen.full_title, *shown, cited(seen, desk), seen.targets, leads)
