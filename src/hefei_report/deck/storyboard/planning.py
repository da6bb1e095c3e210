"""Document to storyboard: which slide holds what, where and at what size. Everything is settled here.

The deck is a cover, an agenda, then for each section a divider and its content slides, then the references. A
section told on one slide has no divider: it would be as long as the section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hefei_report.deck.storyboard.charting import with_charts
from hefei_report.deck.storyboard.closing import closing_sketch
from hefei_report.deck.storyboard.desk import Desk, led
from hefei_report.deck.storyboard.dividers import divider_sketch
from hefei_report.deck.storyboard.fitting import Fitted, cut_to_line, fit
from hefei_report.deck.storyboard.footnotes import marks_on, spoken_lines, strip_lines, unmarked
from hefei_report.deck.storyboard.front import (
    agenda_sketches,
    cited_first,
    cover_sketch,
    reference_sketches,
)
from hefei_report.deck.storyboard.layouts import Layout, Slot
from hefei_report.deck.storyboard.linebreaking import measured_in
from hefei_report.deck.storyboard.plan import (
    Frame,
    Item,
    Para,
    PlannedSlide,
    Role,
    Storyboard,
    Text,
    TextItem,
    Tint,
    runs_of,
)
from hefei_report.deck.storyboard.register import register_sketches
from hefei_report.deck.storyboard.setting import para, pieces, spaced, words
from hefei_report.deck.storyboard.sizes import KICKER_SIZE
from hefei_report.deck.storyboard.sketches import Sketch, section_sketches
from hefei_report.deck.storyboard.speaking import facts_by_id, facts_drawn, speaker_notes
from hefei_report.deck.storyboard.stage import Stage, our_stage, slot_of
from hefei_report.deck.storyboard.strip import strip_text
from hefei_report.deck.storyboard.summary import summary_sketches
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.cutting import cut
from hefei_report.document.labels import labels
from hefei_report.document.model import (
    Align,
    CitationPlace,
    Document,
    Inline,
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
from hefei_report.evidence.numbers import date_text
from hefei_report.proof.binding import DATE, NUMBERING, PAGE, joined, line_of, set_again
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
    finish = _Finish(document, desk)
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
    for section, sketches in told:
        divided = len(sketches) != 1
        head = (divider_sketch(section, shown, sketches, desk),) if divided else ()
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
    runs = [run for line in (*map(runs_of, items), *inlines) for run in with_notes(line)]
    keys = {run.target.key for run in runs if isinstance(run.target, ReferenceLink)}
    facts = facts_by_id(document)
    shown = {*(run.fact for run in runs if run.fact), *facts_drawn(items)}
    keys |= {key for id_ in shown if id_ in facts for key in facts[id_].references}
    return tuple(reference for reference in document.references if reference.key in keys)


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


# ------------------------------------------------------------------------------------------ furniture


class _Finish:
    """Gives sketches their titles and the furniture of the document's slides: kicker, strip, footer, notes."""

    def __init__(self, document: Document, desk: Desk) -> None:
        self._document = document
        self._desk = desk
        self._facts = facts_by_id(document)
        self._references = {reference.key: reference for reference in document.references}
        footer = line_of(document, document.deck.footer) or set_again(document.title)
        self._footer = footer
        self._date = date_text(document.date, document.language)

    def slide(self, sketch: Sketch, part: int, place: int) -> PlannedSlide:
        """The finished slide at ``place`` (from 0)."""
        layout = (sketch.stage or self._desk.stage).layouts[sketch.composition.layout]
        title = self._title(sketch, layout)
        items: list[Item] = [title]
        if not layout.dark:
            items += self._kicker(sketch, layout)
        items += sketch.composition.items
        items, spoken = self._with_strip(items, sketch, layout)
        items += self._footing(layout, place + 1)
        if self._document.draft:
            items.append(self._draft(layout))
        told = (*sketch.notes, *spoken_lines((*sketch.footnotes, *spoken), led(self._desk.labels.note)))
        notes = speaker_notes(told, items, self._facts, self._references, self._desk.labels)
        section = sketch.path[-1].id if sketch.path else ""
        return PlannedSlide(layout.key, sketch.full_title, tuple(items), notes, part, section, sketch.span)

    def _title(self, sketch: Sketch, layout: Layout) -> TextItem:
        slot = layout.slot(Role.TITLE)

        def at(size: float) -> Text:
            title = spaced(Para(pieces(sketch.title, size, bold=slot.bold), align=slot.align))
            tint = Tint.HAIRLINE if layout.dark else Tint.QUIET
            lead = para(words(sketch.lead, NUMBERING), size, tint, align=slot.align)
            return (lead, title) if sketch.lead else (title,)

        fitted = Fitted(())
        with measured_in(self._desk.stage.heading_face):
            for sizes, lines in self._desk.stage.title_tries(layout.key):
                fitted = fit(at, slot.frame, sizes, lines)
                if not fitted.excess:
                    break
        hint = "a title is one sentence on two lines at most; shorten it"
        self._desk.overfull("the title of this slide", fitted.excess, sketch.span, hint)
        return TextItem(Role.TITLE, slot.frame, fitted.text)

    def _kicker(self, sketch: Sketch, layout: Layout) -> list[Item]:
        """The number and titles of the sections that the slide stands in, in small type."""
        if not sketch.path or not any(slot.role is Role.KICKER for slot in layout.slots):
            return []
        frame = layout.slot(Role.KICKER).frame
        number = sketch.path[-1].number
        lead = f"{number}  " if number else ""
        names = joined((set_again(section.title) for section in sketch.path), " · ")
        line = cut_to_line((*words(lead, NUMBERING), *names), KICKER_SIZE, frame.width_pt - 8, bold=True)
        start, rest = cut(line, len(lead))
        head = pieces(start, KICKER_SIZE, Tint.ACCENT, bold=True)
        return [TextItem(Role.KICKER, frame, (spaced(Para((*head, *pieces(rest, KICKER_SIZE)))),))]

    def _with_strip(self, items: list[Item], sketch: Sketch, layout: Layout) -> tuple[list[Item], Inline]:
        """``items`` and the strip under them, and the marks of those footnotes for which it has no room."""
        marks = marks_on(items)
        bare = [unmarked(item) for item in items] if marks else items
        if not any(slot.role is Role.SOURCE for slot in layout.slots):
            return bare, marks
        frame = layout.slot(Role.SOURCE).frame
        if marks:
            fitted = self._strip(items, tuple(strip_lines(marks)), sketch, frame)
            if not fitted.excess:
                return [*items, TextItem(Role.SOURCE, frame, fitted.text)], ()
        fitted = self._strip(bare, (), sketch, frame)
        hint = "shorten the note or the source"
        self._desk.overfull("the note and the sources of this slide", fitted.excess, sketch.span, hint)
        return [*bare, *([TextItem(Role.SOURCE, frame, fitted.text)] if fitted.text else [])], marks

    def _strip(self, items: list[Item], notes: tuple[Inline, ...], sketch: Sketch, frame: Frame) -> Fitted:
        place, credit = self._document.deck.citations, sketch.composition.credits
        cited = [] if place is CitationPlace.END else self._cited(items, (*credit, *notes))
        return strip_text(credit, notes, cited, place is not CitationPlace.SLIDE, frame, self._desk)

    def _cited(self, items: list[Item], credit: tuple[Inline, ...]) -> list[Reference]:
        """The references behind all that stands on the slide, by number: cited in marks, or sources of its facts."""
        runs = [run for item in items for run in runs_of(item)] + [run for line in credit for run in line]
        keys = {run.target.key for run in runs if isinstance(run.target, ReferenceLink)}
        shown = dict.fromkeys([*(run.fact for run in runs if run.fact), *facts_drawn(items)])
        keys |= {key for id_ in shown if id_ in self._facts for key in self._facts[id_].references}
        return [reference for reference in self._document.references if reference.key in keys]

    def _footing(self, layout: Layout, number: int) -> list[Item]:
        texts = (
            (Role.DATE, words(self._date, DATE)),
            (Role.FOOTER, self._footer),
            (Role.NUMBER, words(str(number), PAGE)),
        )
        placed = [(slot, text) for role, text in texts if (slot := slot_of(layout, role)) is not None]
        return [_footing_item(slot, text) for slot, text in placed]

    def _draft(self, layout: Layout) -> TextItem:
        tint = Tint.PAPER if layout.dark else Tint.CAUTION
        mark = para(words(self._desk.labels.draft), 12.0, tint, bold=True, align=Align.NUMBER)
        return TextItem(Role.DRAFT, self._desk.grid.draft(), (mark,))


def _footing_item(slot: Slot, text: Inline) -> TextItem:
    """A line of a slide's foot: the footer is shortened where it is longer than its place; a number never is."""
    line = cut_to_line(text, slot.size, slot.frame.width_pt) if slot.role is Role.FOOTER else text
    return TextItem(slot.role, slot.frame, (para(line, slot.size, align=slot.align),))
