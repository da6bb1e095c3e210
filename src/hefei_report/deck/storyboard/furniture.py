"""What every slide has around its content: title, kicker, strip of sources, foot, and the speaker's notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hefei_report.deck.storyboard.backing import Backing, cited_in
from hefei_report.deck.storyboard.charting import charted, form_of, forms_of
from hefei_report.deck.storyboard.desk import Desk, led
from hefei_report.deck.storyboard.fitting import Fitted, cut_to_line, fit
from hefei_report.deck.storyboard.footnotes import marks_on, spoken_lines, strip_lines, unmarked
from hefei_report.deck.storyboard.layouts import Layout, Slot
from hefei_report.deck.storyboard.linebreaking import measured_in
from hefei_report.deck.storyboard.plan import (
    Frame,
    Item,
    Para,
    PlannedSlide,
    Role,
    Text,
    TextItem,
    Tint,
    runs_of,
)
from hefei_report.deck.storyboard.setting import para, pieces, spaced, words
from hefei_report.deck.storyboard.sizes import KICKER_SIZE
from hefei_report.deck.storyboard.sketches import Sketch
from hefei_report.deck.storyboard.speaking import speaker_notes
from hefei_report.deck.storyboard.stage import slot_of
from hefei_report.deck.storyboard.strip import strip_text
from hefei_report.document.cutting import cut
from hefei_report.document.model import (
    Align,
    ChartForm,
    CitationPlace,
    Document,
    Inline,
    Reference,
)
from hefei_report.evidence.numbers import date_text
from hefei_report.memory import Same
from hefei_report.proof.binding import DATE, NUMBERING, PAGE, joined, line_of, set_again
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Finish:
    """Gives sketches their titles and the furniture of the document's slides: kicker, strip, footer, notes."""

    document: Document
    desk: Desk
    backing: Backing
    forms: Mapping[str, ChartForm]
    footer: Inline
    date: str

    @classmethod
    def of(cls, document: Document, desk: Desk) -> Finish:
        """What finishes the slides of ``document``."""
        footer = line_of(document, document.deck.footer) or set_again(document.title)
        date = date_text(document.date, document.language)
        return cls(document, desk, Backing.of(document), forms_of(document), footer, date)

    def slide(self, sketch: Sketch, part: int, place: int) -> PlannedSlide:
        """The finished slide at ``place`` (from 0), of an earlier build where nothing that is on it has changed."""
        forms = tuple(form_of(item, self.forms) for item in sketch.composition.items)
        evidence = Same(self.document.facts), Same(self.document.references)
        key = (Same(sketch), part, place, forms, self.footer, self.date, self._manner, evidence)
        return self.desk.kept("deck plan", key, lambda desk: replace(self, desk=desk)._slide(sketch, part, place))

    @property
    def _manner(self) -> tuple[CitationPlace, bool]:
        return self.document.deck.citations, self.document.draft

    def _slide(self, sketch: Sketch, part: int, place: int) -> PlannedSlide:
        layout = (sketch.stage or self.desk.stage).layouts[sketch.composition.layout]
        title = self._title(sketch, layout)
        items: list[Item] = [title]
        if not layout.dark:
            items += self._kicker(sketch, layout)
        items += sketch.composition.items
        items, spoken = self._with_strip(items, sketch, layout)
        items += self._footing(layout, place + 1)
        if self.document.draft:
            items.append(self._draft(layout))
        told = (*sketch.notes, *spoken_lines((*sketch.footnotes, *spoken), led(self.desk.labels.note)))
        notes = speaker_notes(told, items, self.backing, self.desk.labels)
        section = sketch.path[-1].id if sketch.path else ""
        settled = charted(items, self.forms, self.desk.stage)
        return PlannedSlide(layout.key, sketch.full_title, settled, notes, part, section, sketch.span)

    def _title(self, sketch: Sketch, layout: Layout) -> TextItem:
        slot = layout.slot(Role.TITLE)

        def at(size: float) -> Text:
            title = spaced(Para(pieces(sketch.title, size, bold=slot.bold), align=slot.align))
            lead = para(words(sketch.lead, NUMBERING), size, layout.quiet, align=slot.align)
            return (lead, title) if sketch.lead else (title,)

        fitted = Fitted(())
        with measured_in(self.desk.stage.heading_face):
            for sizes, lines in self.desk.stage.title_tries(layout.key):
                fitted = fit(at, slot.frame, sizes, lines)
                if not fitted.excess:
                    break
        hint = "a title is one sentence on two lines at most; shorten it"
        self.desk.overfull("the title of this slide", fitted.excess, sketch.span, hint)
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
        self.desk.overfull("the note and the sources of this slide", fitted.excess, sketch.span, hint)
        return [*bare, *([TextItem(Role.SOURCE, frame, fitted.text)] if fitted.text else [])], marks

    def _strip(self, items: list[Item], notes: tuple[Inline, ...], sketch: Sketch, frame: Frame) -> Fitted:
        place, credit = self.document.deck.citations, sketch.composition.credits
        cited = () if place is CitationPlace.END else self._cited(items, (*credit, *notes))
        return strip_text(credit, notes, cited, place is not CitationPlace.SLIDE, frame, self.desk)

    def _cited(self, items: list[Item], lines: tuple[Inline, ...]) -> tuple[Reference, ...]:
        """The references behind all that stands on the slide, by number: cited in marks, or sources of its facts."""
        runs = (run for line in (*map(runs_of, items), *lines) for run in line)
        return self.backing.behind([cited_in(runs, items)])

    def _footing(self, layout: Layout, number: int) -> list[Item]:
        texts = (
            (Role.DATE, words(self.date, DATE)),
            (Role.FOOTER, self.footer),
            (Role.NUMBER, words(str(number), PAGE)),
        )
        placed = [(slot, text) for role, text in texts if (slot := slot_of(layout, role)) is not None]
        return [_footing_item(slot, text) for slot, text in placed]

    def _draft(self, layout: Layout) -> TextItem:
        mark = para(words(self.desk.labels.draft), 12.0, layout.warning, bold=True, align=Align.NUMBER)
        return TextItem(Role.DRAFT, self.desk.grid.draft(), (mark,))


def _footing_item(slot: Slot, text: Inline) -> TextItem:
    """A line of a slide's foot: the footer is shortened where it is longer than its place; a number never is."""
    line = cut_to_line(text, slot.size, slot.frame.width_pt) if slot.role is Role.FOOTER else text
    return TextItem(slot.role, slot.frame, (para(line, slot.size, align=slot.align),))
