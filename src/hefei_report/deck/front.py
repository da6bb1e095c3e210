"""Sketches the slides that aren't content: cover, agenda, section dividers, references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hefei_report.deck.desk import Composition, Desk
from hefei_report.deck.fitting import columns, excess, fit, pages
from hefei_report.deck.layouts import REFERENCE_SIZE, SUBTITLE_SIZES
from hefei_report.deck.plan import Frame, Item, MarkItem, Para, Role, Text, TextItem, Tint, emu
from hefei_report.deck.setting import first_flush, para, pieces, spaced, words
from hefei_report.deck.sketches import Sketch
from hefei_report.document.labels import long_date
from hefei_report.document.model import CrossLink, Document, Inline, ReferenceLink, Run, Section, Target

_AGENDA_SIZES = (20.0, 18.0, 16.0, 15.0, 14.0)
_AGENDA_ONE_COLUMN = 6  # sections
_BYLINE_SIZES = (14.0, 13.0, 12.0)
_PROGRESS = (6.75, 0.05)  # inches from the top, and high


def cover_sketch(document: Document, desk: Desk) -> Sketch:
    """The title slide."""
    layout = desk.layout("cover")
    items: list[Item] = []
    if document.subtitle:
        frame = layout.slot(Role.SUBTITLE).frame
        fitted = fit(lambda size: (para(document.subtitle, size),), frame, SUBTITLE_SIZES)
        desk.overfull("the subtitle", fitted.excess, document.span, "shorten it")
        items.append(TextItem(Role.SUBTITLE, frame, fitted.text))
    issuer = " · ".join(part for part in (document.publisher, long_date(document.date, document.language)) if part)
    lines = [line for line in (issuer, ", ".join(document.authors)) if line]
    frame = layout.slot(Role.BYLINE).frame
    byline = fit(lambda size: tuple(para(words(line), size, before=3.0) for line in lines), frame, _BYLINE_SIZES)
    desk.overfull("the list of authors", byline.excess, document.span, "name fewer authors on the cover")
    items.append(TextItem(Role.BYLINE, frame, first_flush(byline.text)))
    return Sketch(Composition("cover", tuple(items)), document.title, document.span)


# -------------------------------------------------------------------------------------------- agenda


def agenda_sketches(sections: Sequence[Section], document: Document, desk: Desk) -> list[Sketch]:
    """The agenda: the sections with links to them, in one column or two."""
    title: Inline = words(desk.labels.agenda)
    left = desk.layout("agenda").slot(Role.BODY).frame
    if len(sections) <= _AGENDA_ONE_COLUMN:
        wide = replace(left, w=desk.layout("text").slot(Role.BODY).frame.w)
        for size in _AGENDA_SIZES:
            text = _agenda_text(sections, size)
            if excess(text, wide) <= 0:
                composition = Composition("agenda", (TextItem(Role.BODY, wide, text),))
                return [Sketch(composition, title, document.span)]
    for size in _AGENDA_SIZES:
        halves = columns(_agenda_text(sections, size), left)
        if halves is not None:
            return [Sketch(_in_columns("agenda", halves, desk), title, document.span)]
    return [
        Sketch(composition, title, document.span)
        for composition in _over_columns("agenda", _agenda_text(sections, _AGENDA_SIZES[-1]), desk)
    ]


def _agenda_text(sections: Sequence[Section], size: float) -> Text:
    indent = 2.1 * size
    out = []
    for section in sections:
        title = tuple(replace(run, target=CrossLink(section.id)) for run in section.title)
        label = pieces(words(section.number), size, Tint.ACCENT, bold=True)
        entry = Para(pieces(title, size), left=indent, hang=indent if label else 0.0, label=label, before=0.8 * size)
        out.append(spaced(entry))
    return first_flush(tuple(out))


def _in_columns(layout: str, texts: Sequence[Text], desk: Desk) -> Composition:
    roles = (Role.BODY, Role.BODY_2)
    items = tuple(
        TextItem(role, desk.layout(layout).slot(role).frame, text) for role, text in zip(roles, texts, strict=False)
    )
    return Composition(layout, items)


def _over_columns(layout: str, text: Text, desk: Desk) -> Iterator[Composition]:
    """A long text over the two columns of as many slides as it needs."""
    found = pages(text, desk.layout(layout).slot(Role.BODY).frame)
    for start in range(0, len(found), 2):
        yield _in_columns(layout, found[start : start + 2], desk)


# ------------------------------------------------------------------------------------------ dividers


def divider_sketch(section: Section, all_sections: Sequence[Section], has_content: bool, desk: Desk) -> Sketch:
    """The slide that opens a section: its number and title, and how far through the deck it is.

    The headline stands on it only when no content slide bears it.
    """
    items: list[Item] = []
    if not has_content:
        frame = desk.layout("divider").slot(Role.BODY).frame
        fitted = fit(lambda size: (para(section.headline, size),), frame, SUBTITLE_SIZES)
        desk.overfull("this headline", fitted.excess, section.span, "shorten it")
        items.append(TextItem(Role.BODY, frame, fitted.text))
    items += _progress(all_sections.index(section), len(all_sections), desk)
    number = (Run(section.number), Run("\n")) if section.number else ()
    targets: tuple[Target, ...] = (CrossLink(section.id),)
    return Sketch(
        Composition("divider", tuple(items)), (*number, *section.title), section.span, (section,), (), targets
    )


def _progress(current: int, count: int, desk: Desk) -> Iterator[MarkItem]:
    """A row of bars, one for each section, the current one in the accent."""
    line = desk.grid.span(0, 12, _PROGRESS)
    gap = emu(0.06)
    width = (line.w - (count - 1) * gap) // count
    for index in range(count):
        tint = Tint.ACCENT if index == current else Tint.QUIET
        yield MarkItem(Frame(line.x + index * (width + gap), line.y, width, line.h), tint)


# ---------------------------------------------------------------------------------------- references


def reference_sketches(document: Document, desk: Desk) -> Iterator[Sketch]:
    """The list of references in two columns, on as many slides as it needs."""
    entries = tuple(_entry(reference.number, reference.content) for reference in document.references)
    frame = desk.layout("references").slot(Role.BODY).frame
    for entry, reference in zip(entries, document.references, strict=True):
        desk.overfull("this reference", excess((entry,), frame), reference.span, "shorten its title")
    place = 0
    for composition in _over_columns("references", first_flush(entries), desk):
        count = sum(len(item.text) for item in composition.items if isinstance(item, TextItem))
        here = document.references[place : place + count]
        targets = tuple(ReferenceLink(reference.key) for reference in here)
        yield Sketch(composition, words(desk.labels.references), document.span, targets=targets)
        place += count


def _entry(number: int, content: Inline) -> Para:
    label = pieces(words(f"[{number}]"), REFERENCE_SIZE, Tint.PRIMARY, bold=True)
    return spaced(Para(pieces(content, REFERENCE_SIZE), left=30.0, hang=30.0, label=label, before=5.0))
