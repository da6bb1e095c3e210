"""Sketches the slides around the content: cover, agenda, references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.fitting import columns, excess, fit, pages
from hefei_report.deck.storyboard.plan import (
    Item,
    Para,
    Role,
    Text,
    TextItem,
    Tint,
)
from hefei_report.deck.storyboard.ruled import ruled
from hefei_report.deck.storyboard.setting import first_flush, para, pieces, spaced, words
from hefei_report.deck.storyboard.sizes import REFERENCE_SIZES, SUBTITLE_SIZES
from hefei_report.deck.storyboard.sketches import Sketch
from hefei_report.diagnostics import Span
from hefei_report.document.model import (
    CrossLink,
    Document,
    Inline,
    Reference,
    ReferenceLink,
    Run,
    Section,
    WebLink,
)
from hefei_report.document.notes import without_marks
from hefei_report.evidence.numbers import date_text
from hefei_report.proof.binding import DATE, NUMBERING, joined, line_of

# Type size in points and the space between lines in em, the airiest first.
_AGENDA_SETTINGS = ((20.0, 1.7), (20.0, 1.3), (20.0, 0.9), (18.0, 0.9), (16.0, 0.9), (15.0, 0.9), (14.0, 0.9))
_AGENDA_ONE_COLUMN = 6  # sections
_BYLINE_SIZES = (14.0, 13.0, 12.0)
_LONGEST_ADDRESS = 40  # characters


def cover_sketch(document: Document, desk: Desk) -> Sketch:
    """The title slide."""
    layout = desk.layout("cover")
    items: list[Item] = []
    if document.subtitle:
        slot = layout.slot(Role.SUBTITLE)
        frame = slot.frame
        fitted = fit(lambda size: (para(document.subtitle, size, align=slot.align),), frame, SUBTITLE_SIZES)
        desk.overfull("the subtitle", fitted.excess, document.span, "shorten it")
        items.append(TextItem(Role.SUBTITLE, frame, fitted.text))
    date = words(date_text(document.date, document.language), DATE)
    issuer = joined((line_of(document, document.publisher), date), " · ")
    authors = joined((line_of(document, author) for author in document.authors), ", ")
    lines = [line for line in (issuer, authors) if line]
    slot = layout.slot(Role.BYLINE)
    frame = slot.frame
    byline = fit(
        lambda size: tuple(para(line, size, before=3.0, align=slot.align) for line in lines), frame, _BYLINE_SIZES
    )
    desk.overfull("the list of authors", byline.excess, document.span, "name fewer authors on the cover")
    items.append(TextItem(Role.BYLINE, frame, first_flush(byline.text)))
    return Sketch(Composition("cover", tuple(items)), document.title, document.span)


# -------------------------------------------------------------------------------------------- agenda


def agenda_sketches(sections: Sequence[Section], document: Document, desk: Desk) -> list[Sketch]:
    """The agenda: the sections, in one column or two, over as many slides as they need."""
    title: Inline = words(desk.labels.agenda)
    return [Sketch(composition, title, document.span) for composition in _agenda(sections, desk)]


def _agenda(sections: Sequence[Section], desk: Desk) -> Iterator[Composition]:
    left = desk.layout("agenda").slot(Role.BODY).frame
    wide = replace(left, w=desk.layout("text").slot(Role.BODY).frame.w)
    for size, space in _AGENDA_SETTINGS:
        text = _agenda_text(sections, size, space)
        if len(sections) <= _AGENDA_ONE_COLUMN and excess(text, wide) <= 0:
            yield Composition("agenda", ruled(TextItem(Role.BODY, wide, text)))
            return
        halves = columns(text, left) if len(sections) > _AGENDA_ONE_COLUMN else None
        if halves is not None:
            yield _in_columns("agenda", halves, desk, with_rules=True)
            return
    yield from _over_columns("agenda", _agenda_text(sections, *_AGENDA_SETTINGS[-1]), desk)


def _agenda_text(sections: Sequence[Section], size: float, space: float) -> Text:
    """A line for each section, whose number leads to it; exact pitches, so that rules can stand between lines."""
    indent = 2.1 * size
    out = []
    for section in sections:
        number = (Run(section.number, target=CrossLink(section.id)),) if section.number else ()
        label = pieces(number, size, Tint.ACCENT, bold=True)
        entry = Para(
            pieces(without_marks(section.title), size), left=indent, hang=indent if label else 0.0, label=label
        )
        out.append(replace(entry, before=space * size, pitch=round(1.25 * size, 1)))
    return first_flush(tuple(out))


def _in_columns(layout: str, texts: Sequence[Text], desk: Desk, with_rules: bool = False) -> Composition:
    roles = (Role.BODY, Role.BODY_2)
    items = [
        TextItem(role, desk.layout(layout).slot(role).frame, text) for role, text in zip(roles, texts, strict=False)
    ]
    return Composition(layout, tuple(part for item in items for part in (ruled(item) if with_rules else (item,))))


def _over_columns(layout: str, text: Text, desk: Desk) -> Iterator[Composition]:
    """A long text over the two columns of as many slides as it needs."""
    found = pages(text, desk.layout(layout).slot(Role.BODY).frame)
    for start in range(0, len(found), 2):
        yield _in_columns(layout, found[start : start + 2], desk)


# ---------------------------------------------------------------------------------------- references


def reference_sketches(references: tuple[Reference, ...], place: Span, desk: Desk) -> Iterator[Sketch]:
    """A list of references in two columns, in the larger size unless the smaller one saves a slide."""
    tries = [_reference_slides(references, size, desk) for size in REFERENCE_SIZES]
    first = 0
    for composition in min(tries, key=len):
        count = sum(len(item.text) for item in composition.items if isinstance(item, TextItem))
        here = references[first : first + count]
        targets = tuple(ReferenceLink(reference.key) for reference in here)
        yield Sketch(composition, words(desk.labels.references), place, targets=targets)
        first += count


def _reference_slides(references: tuple[Reference, ...], size: float, desk: Desk) -> list[Composition]:
    entries = tuple(_entry(reference, size) for reference in references)
    frame = desk.layout("references").slot(Role.BODY).frame
    for entry, reference in zip(entries, references, strict=True):
        desk.overfull("this reference", excess((entry,), frame), reference.span, "shorten its title")
    return list(_over_columns("references", first_flush(entries), desk))


def _entry(reference: Reference, size: float) -> Para:
    content = tuple(replace(_address(run), role=f"reference:{reference.key}") for run in reference.content)
    if not reference.numbered:
        return spaced(Para(pieces(content, size), before=5.0))
    back = (Run(f"[{reference.number}]", role=NUMBERING, target=cited_first(reference.key)),)
    label = pieces(back, size, Tint.PRIMARY, bold=True)
    return spaced(Para(pieces(content, size), left=30.0, hang=30.0, label=label, before=5.0))


def cited_first(key: str) -> CrossLink:
    """Leads to the first slide that cites source ``key``; the ids of authors begin otherwise."""
    return CrossLink(f"cited-{key}")


def _address(run: Run) -> Run:
    """A long web address by its site alone: on a slide it is there to be clicked, the briefing prints it in full."""
    if isinstance(run.target, WebLink) and len(run.text) > _LONGEST_ADDRESS and "/" in run.text:
        return replace(run, text=run.text.split("://")[-1].split("/")[0])
    return run
