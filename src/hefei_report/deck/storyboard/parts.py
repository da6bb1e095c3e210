"""The parts of a deck in order, each with what its slides hold: what comes first, a part for each section, the rest."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from hefei_report.deck.storyboard.backing import Backing, Cited, cited_in
from hefei_report.deck.storyboard.chapters import Glance, Standing
from hefei_report.deck.storyboard.closing import closing_sketch
from hefei_report.deck.storyboard.desk import Desk
from hefei_report.deck.storyboard.dividers import divider_sketch
from hefei_report.deck.storyboard.front import agenda_sketches, cover_sketch, reference_sketches
from hefei_report.deck.storyboard.plan import runs_of
from hefei_report.deck.storyboard.register import register_sketches
from hefei_report.deck.storyboard.sketches import Sketch, section_sketches
from hefei_report.deck.storyboard.summary import summary_sketches
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.model import CitationPlace, Document, Medium, Reference, Section, plain
from hefei_report.document.naming import full_name
from hefei_report.document.notes import with_notes
from hefei_report.document.registerwords import register_words
from hefei_report.document.walking import shown_in
from hefei_report.memory import Same
from hefei_report.proof.uses import facts_in_order
from hefei_report.records import dataclass

_PART_LENGTH = 80  # characters of a PowerPoint section's name


@dataclass(frozen=True, slots=True)
class Part:
    """A PowerPoint section: its name and its slides, as ``sketches`` or, where an earlier build wrote them, ``again``.

    What is wrong with them is reported on its ``desk``; ``key`` is what they are kept under.
    """

    name: str
    desk: Desk
    key: str
    sketches: tuple[Sketch, ...] = ()
    again: tuple[Glance, ...] = ()

    @property
    def slides(self) -> tuple[Sketch | Glance, ...]:
        """All that is known of its slides."""
        return self.again or self.sketches


def parts_of(document: Document, standing: Standing, desk: Desk) -> list[Part]:
    """The parts of the deck of ``document``; those that are ``standing`` aren't composed."""
    part = functools.partial(_part, standing, desk)
    sections = [section for section in document.sections if shown_in(section, Medium.DECK)]
    told = [(section, part(section, functools.partial(_content, section))) for section in sections]
    told = [(section, each) for section, each in told if each.slides or section.headline]
    parts = [_front_part([section for section, _ in told], document, part)]
    for place, (section, each) in enumerate(told):
        parts.append(replace(_divided(each, section, place, len(told)), name=full_name(section, desk.labels)))
    if document.deck.register and document.facts:
        register = part(("register",), functools.partial(_register, document))
        parts.append(replace(register, name=register_words(document.language).title))
    last = part(("closing",), functools.partial(_closing, document))
    closing = [replace(last, name=slide.full_title) for slide in last.slides]
    found = _all_cited(document, [slide for each in (*parts, *closing) for slide in each.slides], desk)
    if found and document.deck.citations is not CitationPlace.SLIDE:
        keys = tuple(reference.key for reference in found)
        references = part(("references", keys), functools.partial(_references, found, document.span))
        parts.append(replace(references, name=desk.labels.references))
    parts += closing
    return [replace(each, name=name) for each, name in zip(parts, _names_apart(parts), strict=True)]


def _part(standing: Standing, desk: Desk, subject: object, make: Callable[[Desk], tuple[Sketch, ...]]) -> Part:
    """The part that tells ``subject``, still without a name; ``make`` composes it if it isn't standing."""
    own, key = replace(desk, diagnostics=Diagnostics(draft=desk.diagnostics.draft)), standing.earlier.key(subject)
    again = standing.glances(key)
    return Part("", own, key, () if again else make(own), again)


def _front_part(shown: list[Section], document: Document, part: Callable[..., Part]) -> Part:
    """What comes before the sections that are ``shown``."""
    listed = tuple((section.id, section.number, section.title, section.headline) for section in shown)
    return replace(part(("front", listed), functools.partial(_front, shown, document)), name=plain(document.title))


def numbers_of(parts: Sequence[Part]) -> list[tuple[tuple[int, int], ...]]:
    """Of each slide of each part, which it is of how many with the same title."""
    titles = [[sketch.full_title.casefold() for sketch in part.slides] for part in parts]
    count, seen = Counter(title for each in titles for title in each), Counter[str]()

    def number(title: str) -> tuple[int, int]:
        seen[title] += 1
        return seen[title], count[title]

    return [tuple(map(number, each)) for each in titles]


def cited(slide: Sketch | Glance, desk: Desk) -> Cited:
    """What a slide and its notes cite and print."""
    if isinstance(slide, Glance):
        return slide.cited
    return desk.memory.once("deck cited", Same(slide), functools.partial(_cited, slide))


def _cited(sketch: Sketch) -> Cited:
    items = sketch.composition.items
    inlines = (sketch.title, *sketch.composition.credits, *sketch.notes, sketch.footnotes)
    return cited_in((run for line in (*map(runs_of, items), *inlines) for run in with_notes(line)), items)


def _all_cited(document: Document, slides: Iterable[Sketch | Glance], desk: Desk) -> tuple[Reference, ...]:
    """The references that these slides and their notes cite, or that stand behind their facts."""
    return Backing.of(document).behind([cited(slide, desk) for slide in slides])


# ---------------------------------------------------------------------------- what earlier builds may have composed


def _content(section: Section, desk: Desk) -> tuple[Sketch, ...]:
    return desk.kept("deck section", Same(section), lambda desk: tuple(section_sketches(section, (), desk)))


def _divided(part: Part, section: Section, place: int, count: int) -> Part:
    """``part``, which tells ``section``, the one at ``place`` of ``count``, with its divider if it takes one."""
    if part.again or len(part.sketches) == 1:
        return part
    return replace(part, sketches=(_divider(section, place, count, part.sketches, part.desk), *part.sketches))


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


def _closing(document: Document, desk: Desk) -> tuple[Sketch, ...]:
    last = closing_sketch(document, desk)
    return (_as_before(last, desk),) if last else ()


def _as_before(sketch: Sketch, desk: Desk) -> Sketch:
    """An equal sketch of an earlier build, for those that are made again each time: what is made of it is kept."""
    return desk.memory.once("deck sketch", sketch, lambda: sketch)


def _names_apart(parts: list[Part]) -> Iterator[str]:
    """The names of PowerPoint's sections, cut to a length; the second of the same name has "(2)" behind it."""
    seen = Counter[str]()
    for part in parts:
        name = " ".join(part.name.split())[:_PART_LENGTH]
        seen[name] += 1
        yield f"{name} ({seen[name]})" if seen[name] > 1 else name
