"""Document to storyboard: which slide holds what, where and at what size. Everything is settled here.

The deck is a cover, an agenda, then for each section a divider and its content slides, then the references. A
section told on one slide has no divider: it would be as long as the section.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hefei_report.deck.storyboard.backing import Backing, Cited, cited_in
from hefei_report.deck.storyboard.closing import closing_sketch
from hefei_report.deck.storyboard.desk import Desk
from hefei_report.deck.storyboard.dividers import divider_sketch
from hefei_report.deck.storyboard.front import (
    agenda_sketches,
    cited_first,
    cover_sketch,
    reference_sketches,
)
from hefei_report.deck.storyboard.furniture import Finish
from hefei_report.deck.storyboard.linebreaking import measured_in
from hefei_report.deck.storyboard.plan import (
    PlannedSlide,
    Storyboard,
    runs_of,
    targets_of,
)
from hefei_report.deck.storyboard.register import register_sketches
from hefei_report.deck.storyboard.sketches import Sketch, section_sketches
from hefei_report.deck.storyboard.stage import Stage, our_stage
from hefei_report.deck.storyboard.summary import summary_sketches
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.labels import labels
from hefei_report.document.model import (
    CitationPlace,
    Document,
    Medium,
    Reference,
    ReferenceLink,
    Run,
    Section,
    Target,
    plain,
)
from hefei_report.document.naming import full_name
from hefei_report.document.notes import with_notes
from hefei_report.document.registerwords import register_words
from hefei_report.document.walking import shown_in
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.proof.binding import NUMBERING
from hefei_report.proof.uses import facts_in_order
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme

_PART_LENGTH = 80  # characters of a PowerPoint section's name


@dataclass(frozen=True, slots=True)
class _Part:
    """A PowerPoint section: its name and its slides."""

    name: str
    sketches: tuple[Sketch, ...]


def plan_deck(
    document: Document,
    theme: Theme,
    diagnostics: Diagnostics,
    stage: Stage | None = None,
    memory: Memory = NO_MEMORY,
) -> Storyboard:
    """The deck of ``document``, with every text at the size at which it fits. What doesn't fit is reported.

    ``stage`` is what a customer's template gives; None is our own, from ``theme``.
    """
    stage = stage or memory.once("deck stage", Same(theme), lambda: our_stage(theme))
    desk = Desk(stage, labels(document.language), diagnostics, memory)
    with measured_in(desk.stage.text_face):
        return _planned(document, desk)


def _planned(document: Document, desk: Desk) -> Storyboard:
    parts = _titled_apart(_parts(document, desk), desk)
    sketches = [(number, sketch) for number, part in enumerate(parts) for sketch in part.sketches]
    finish = Finish.of(document, desk)
    slides = tuple(finish.slide(sketch, part, place) for place, (part, sketch) in enumerate(sketches))
    return Storyboard(
        slides, tuple(part.name for part in parts), _anchors(sketches, slides, desk), document.language, desk.stage
    )


def _parts(document: Document, desk: Desk) -> list[_Part]:
    chapters = [section for section in document.sections if shown_in(section, Medium.DECK)]
    told = [(section, _told(section, desk)) for section in chapters]
    told = [(section, sketches) for section, sketches in told if sketches or section.headline]
    parts = [_Part(plain(document.title), _front([section for section, _ in told], document, desk))]
    for place, (section, sketches) in enumerate(told):
        divided = len(sketches) != 1
        head = (_divider(section, place, len(told), sketches, desk),) if divided else ()
        parts.append(_Part(full_name(section, desk.labels), head + sketches))
    if document.deck.register and document.facts:
        parts.append(_Part(register_words(document.language).title, _register(document, desk)))
    last = closing_sketch(document, desk)
    closing = [_Part(plain(last.title), (_as_before(last, desk),))] if last else []
    cited = _cited_in(document, [sketch for part in (*parts, *closing) for sketch in part.sketches], desk)
    if cited and document.deck.citations is not CitationPlace.SLIDE:
        parts.append(_Part(desk.labels.references, _references(cited, document.span, desk)))
    parts += closing
    return [replace(part, name=name) for part, name in zip(parts, _names_apart(parts), strict=True)]


# ---------------------------------------------------------------------------- what earlier builds may have composed


def _told(section: Section, desk: Desk) -> tuple[Sketch, ...]:
    return desk.kept("deck section", Same(section), lambda desk: tuple(section_sketches(section, (), desk)))


def _divider(section: Section, place: int, count: int, sketches: tuple[Sketch, ...], desk: Desk) -> Sketch:
    key = (Same(section), place, count, Same(sketches))
    return desk.kept("deck divider", key, lambda desk: divider_sketch(section, place, count, sketches, desk))


def _front(shown: list[Section], document: Document, desk: Desk) -> tuple[Sketch, ...]:
    """What comes before the first section."""
    front = [_as_before(cover_sketch(document, desk), desk)]
    if document.deck.agenda and len(shown) > 1:
        listed = tuple((section.id, section.number, Same(section.title)) for section in shown)
        front += desk.kept("deck agenda", (listed, document.span), lambda desk: agenda_sketches(shown, document, desk))
    if document.deck.summary:
        found = tuple((section.id, section.number, Same(section.headline)) for section in shown)
        places = document.span, document.deck.span
        front += desk.kept("deck summary", (found, places), lambda desk: tuple(summary_sketches(shown, document, desk)))
    return tuple(front)


def _register(document: Document, desk: Desk) -> tuple[Sketch, ...]:
    facts = facts_in_order(document)
    key = (tuple(map(Same, facts)), Same(document.references), document.span, document.language)
    return desk.kept("deck register", key, lambda desk: tuple(register_sketches(document, desk)))


def _references(cited: tuple[Reference, ...], place: Span, desk: Desk) -> tuple[Sketch, ...]:
    key = (tuple(map(Same, cited)), place)
    return desk.kept("deck references", key, lambda desk: tuple(reference_sketches(cited, place, desk)))


def _as_before(sketch: Sketch, desk: Desk) -> Sketch:
    """An equal sketch of an earlier build, for those that are made again each time: what is made of it is kept."""
    return desk.memory.once("deck sketch", sketch, lambda: sketch)


def _names_apart(parts: list[_Part]) -> Iterator[str]:
    """The names of PowerPoint's sections, cut to a length; the second of the same name has "(2)" behind it."""
    seen = Counter[str]()
    for part in parts:
        name = " ".join(part.name.split())[:_PART_LENGTH]
        seen[name] += 1
        yield f"{name} ({seen[name]})" if seen[name] > 1 else name


def _cited_in(document: Document, sketches: list[Sketch], desk: Desk) -> tuple[Reference, ...]:
    """The references that these slides and their notes cite, or that stand behind their facts."""
    found = [desk.memory.once("deck cited", Same(sketch), functools.partial(_cited, sketch)) for sketch in sketches]
    return Backing.of(document).behind(found)


def _cited(sketch: Sketch) -> Cited:
    items = sketch.composition.items
    inlines = (sketch.title, *sketch.composition.credits, *sketch.notes, sketch.footnotes)
    return cited_in((run for line in (*map(runs_of, items), *inlines) for run in with_notes(line)), items)


def _titled_apart(parts: list[_Part], desk: Desk) -> list[_Part]:
    """Slides of the same title are numbered, so that no two titles are the same."""
    titles = [[sketch.full_title.casefold() for sketch in part.sketches] for part in parts]
    count, seen = Counter(title for each in titles for title in each), Counter[str]()
    out = []
    for part, keys in zip(parts, titles, strict=True):
        sketches = []
        for sketch, key in zip(part.sketches, keys, strict=True):
            seen[key] += 1
            sketches.append(_numbered(sketch, seen[key], count[key], desk) if count[key] > 1 else sketch)
        out.append(replace(part, sketches=tuple(sketches)))
    return out


def _numbered(sketch: Sketch, number: int, count: int, desk: Desk) -> Sketch:
    def numbered(desk: Desk) -> Sketch:
        suffix = desk.labels.continued.format(title="", part=number, parts=count)
        return replace(sketch, title=(*sketch.title, Run(suffix, role=NUMBERING)))

    return desk.kept("deck numbered", (Same(sketch), number, count), numbered)


def _anchors(sketches: list[tuple[int, Sketch]], slides: Iterable[PlannedSlide], desk: Desk) -> dict[Target, int]:
    """The first slide that each target stands on, and the first that cites each source."""
    found: dict[Target, int] = {}
    for place, (_, sketch) in enumerate(sketches):
        for target in sketch.targets:
            found.setdefault(target, place)
    for place, slide in enumerate(slides):
        for target in desk.memory.once("deck targets", Same(slide), functools.partial(targets_of, slide)):
            if isinstance(target, ReferenceLink):
                found.setdefault(cited_first(target.key), place)
    return found
