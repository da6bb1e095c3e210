"""Document to storyboard: which slide holds what, where and at what size. Everything is settled here.

The deck is a cover, an agenda, then for each section a divider and its content slides, then the references. A
section told on one slide has no divider: it would be as long as the section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hefei_report.deck.storyboard.backing import Backing
from hefei_report.deck.storyboard.charting import with_charts
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
)
from hefei_report.deck.storyboard.register import register_sketches
from hefei_report.deck.storyboard.sketches import Sketch, section_sketches
from hefei_report.deck.storyboard.stage import Stage, our_stage
from hefei_report.deck.storyboard.summary import summary_sketches
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.labels import labels
from hefei_report.document.model import (
    CitationPlace,
    Document,
    Medium,
    Reference,
    ReferenceLink,
    Run,
    Target,
    plain,
)
from hefei_report.document.naming import full_name
from hefei_report.document.notes import with_notes
from hefei_report.document.registerwords import register_words
from hefei_report.document.walking import shown_in
from hefei_report.proof.binding import NUMBERING
from hefei_report.theme.tokens import Theme

_PART_LENGTH = 80  # characters of a PowerPoint section's name


@dataclass(frozen=True, slots=True)
class _Part:
    """A PowerPoint section: its name and its slides."""

    name: str
    sketches: tuple[Sketch, ...]


def plan_deck(document: Document, theme: Theme, diagnostics: Diagnostics, stage: Stage | None = None) -> Storyboard:
    """The deck of ``document``, with every text at the size at which it fits. What doesn't fit is reported.

    ``stage`` is what a customer's template gives; None is our own, from ``theme``.
    """
    desk = Desk(stage or our_stage(theme), labels(document.language), diagnostics)
    with measured_in(desk.stage.text_face):
        return _planned(document, desk)


def _planned(document: Document, desk: Desk) -> Storyboard:
    parts = _titled_apart(_parts(document, desk), desk)
    sketches = [(number, sketch) for number, part in enumerate(parts) for sketch in part.sketches]
    finish = Finish(document, desk)
    slides = tuple(finish.slide(sketch, part, place) for place, (part, sketch) in enumerate(sketches))
    slides = tuple(with_charts(slides, document, desk.stage))
    return Storyboard(
        slides, tuple(part.name for part in parts), _anchors(sketches, slides), document.language, desk.stage
    )


def _parts(document: Document, desk: Desk) -> list[_Part]:
    chapters = [section for section in document.sections if shown_in(section, Medium.DECK)]
    told = [(section, tuple(section_sketches(section, (), desk))) for section in chapters]
    told = [(section, sketches) for section, sketches in told if sketches or section.headline]
    shown = [section for section, _ in told]
    front = [cover_sketch(document, desk)]
    if document.deck.agenda and len(shown) > 1:
        front += agenda_sketches(shown, document, desk)
    if document.deck.summary:
        front += summary_sketches(shown, document, desk)
    parts = [_Part(plain(document.title), tuple(front))]
    for place, (section, sketches) in enumerate(told):
        divided = len(sketches) != 1
        head = (divider_sketch(section, place, len(told), sketches, desk),) if divided else ()
        parts.append(_Part(full_name(section, desk.labels), head + sketches))
    if document.deck.register and document.facts:
        parts.append(_Part(register_words(document.language).title, tuple(register_sketches(document, desk))))
    last = closing_sketch(document, desk)
    closing = [_Part(plain(last.title), (last,))] if last else []
    cited = _cited_in(document, [sketch for part in (*parts, *closing) for sketch in part.sketches])
    if cited and document.deck.citations is not CitationPlace.SLIDE:
        parts.append(_Part(desk.labels.references, tuple(reference_sketches(cited, document.span, desk))))
    parts += closing
    return [replace(part, name=name) for part, name in zip(parts, _names_apart(parts), strict=True)]


def _names_apart(parts: list[_Part]) -> Iterator[str]:
    """The names of PowerPoint's sections, cut to a length; the second of the same name has "(2)" behind it."""
    seen = Counter[str]()
    for part in parts:
        name = " ".join(part.name.split())[:_PART_LENGTH]
        seen[name] += 1
        yield f"{name} ({seen[name]})" if seen[name] > 1 else name


def _cited_in(document: Document, sketches: list[Sketch]) -> tuple[Reference, ...]:
    """The references that these slides and their notes cite, or that stand behind their facts."""
    items = [item for sketch in sketches for item in sketch.composition.items]
    inlines = [
        line
        for sketch in sketches
        for line in (sketch.title, *sketch.composition.credits, *sketch.notes, sketch.footnotes)
    ]
    runs = (run for line in (*map(runs_of, items), *inlines) for run in with_notes(line))
    return Backing.of(document).of_slide(runs, items)


def _titled_apart(parts: list[_Part], desk: Desk) -> list[_Part]:
    """Slides of the same title are numbered, so that no two titles are the same."""
    titles = [sketch.full_title.casefold() for part in parts for sketch in part.sketches]
    count, seen = Counter(titles), Counter[str]()
    out = []
    for part in parts:
        sketches = []
        for sketch in part.sketches:
            key = sketch.full_title.casefold()
            seen[key] += 1
            suffix = desk.labels.continued.format(title="", part=seen[key], parts=count[key])
            sketches.append(
                replace(sketch, title=(*sketch.title, Run(suffix, role=NUMBERING))) if count[key] > 1 else sketch
            )
        out.append(replace(part, sketches=tuple(sketches)))
    return out


def _anchors(sketches: list[tuple[int, Sketch]], slides: Iterable[PlannedSlide]) -> dict[Target, int]:
    """The first slide that each target stands on, and the first that cites each source."""
    found: dict[Target, int] = {}
    for place, (_, sketch) in enumerate(sketches):
        for target in sketch.targets:
            found.setdefault(target, place)
    for place, slide in enumerate(slides):
        for run in (run for item in slide.items for run in runs_of(item)):
            if isinstance(run.target, ReferenceLink):
                found.setdefault(cited_first(run.target.key), place)
    return found
