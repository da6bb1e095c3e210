"""A part's slides as bytes for the cache, and back: a line of JSON, and behind it the contents of their parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hefei_report.deck.storyboard.backing import Cited
from hefei_report.deck.storyboard.chapters import Bearings, Chapter, Glance
from hefei_report.deck.writing.slideparts import (
    ChartParts,
    FinishedSlide,
    Lead,
    Medium,
    SlideAt,
    SlideParts,
    WebAddress,
)
from hefei_report.document.model import CrossLink, ReferenceLink, Target, WebLink
from hefei_report.proof.inventory import Leaf, Mark, Picture, Unit
from hefei_report.records import dataclass

_TARGETS: dict[str, Callable[[str], Target]] = {"web": WebLink, "source": ReferenceLink, "place": CrossLink}


@dataclass(frozen=True, slots=True)
class WrittenChapter:
    """The slides of a part, as the rest of the deck sees them and as they are written."""

    chapter: Chapter
    slides: tuple[FinishedSlide, ...]


def packed(written: WrittenChapter) -> bytes:
    """``written`` as bytes."""
    chapter, slides = written.chapter, written.slides
    at = chapter.bearings
    fields = {
        "glances": [_glance_fields(glance) for glance in chapter.glances],
        "bearings": [at.part, at.count, at.first, at.numbered, at.anchors],
        "slides": [_slide_fields(slide) for slide in slides],
    }
    contents = b"".join(content for slide in slides for content in _contents(slide.parts))
    return b"\n".join((json.dumps(fields, separators=(",", ":")).encode("ascii"), contents))


def unpacked(content: bytes) -> WrittenChapter | None:
    """What :func:`packed` packed; None for bytes that it didn't write."""
    try:
        line, data = content.split(b"\n", 1)
        fields = json.loads(line)
        glances = tuple(_glance(*glance) for glance in fields["glances"])
        chapter = Chapter(glances, _bearings(*fields["bearings"]))
        contents = _Contents(data)
        numbers = range(chapter.bearings.first + 1, chapter.bearings.first + 1 + len(glances))
        slides = tuple(
            _slide(number, contents, *slide) for number, slide in zip(numbers, fields["slides"], strict=True)
        )
        return WrittenChapter(chapter, slides) if glances and contents.taken else None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _text(value: Any) -> str:
    """``value``, which is a text. Raises TypeError for any other."""
    if type(value) is not str:
        raise TypeError(value)
    return value


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _number(value: Any) -> int:
    """``value``, which is a whole number. Raises TypeError for any other."""
    if type(value) is not int:
        raise TypeError(value)
    return value


# ---------------------------------------------------------------------------------- what the rest of the deck sees


def _glance_fields(glance: Glance) -> list[Any]:
    shown = [glance.full_title, glance.layout, glance.title, glance.section]
    cited = [sorted(glance.cited.keys), sorted(glance.cited.facts)]
    return [shown, cited, _target_fields(glance.targets), _target_fields(glance.leads)]


def _glance(shown: Any, cited: Any, targets: Any, leads: Any) -> Glance:
    full_title, layout, title, section = _texts(shown)
    keys, facts = map(frozenset, map(_texts, cited))
    return Glance(full_title, layout, title, section, Cited(keys, facts), _targets(targets), _targets(leads))


def _target_fields(targets: Sequence[Target]) -> list[tuple[str, str]]:
    return [_told(target) for target in targets]


def _told(target: Target) -> tuple[str, str]:
    match target:
        case WebLink():
            return "web", target.url
        case ReferenceLink():
            return "source", target.key
        case CrossLink():
            return "place", target.id


def _targets(fields: Any) -> tuple[Target, ...]:
    return tuple(_TARGETS[kind](_text(said)) for kind, said in fields)


def _bearings(part: Any, count: Any, first: Any, numbered: Any, anchors: Any) -> Bearings:
    pairs = tuple((_number(which), _number(many)) for which, many in numbered)
    return Bearings(_number(part), _number(count), _number(first), pairs, tuple(map(_number, anchors)))


# ------------------------------------------------------------------------------------------------------- slides


class _Contents:
    """Takes the contents of parts, one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def next(self, length: Any) -> bytes:
        """As many bytes as that. Raises ValueError when there are fewer."""
        start, self._at = self._at, self._at + length
        if not start <= self._at <= len(self._data):
            raise ValueError(length)
        return self._data[start : self._at]

    @property
    def taken(self) -> bool:
        """Whether nothing is left."""
        return self._at == len(self._data)


def _contents(parts: SlideParts) -> Iterator[bytes]:
    yield parts.xml
    yield parts.notes
    for lead in parts.leads:
        match lead:
            case Medium():
                yield lead.content
            case ChartParts():
                yield from (lead.chart, lead.workbook, lead.shapes)
            case WebAddress() | SlideAt():
                pass


def _slide_fields(slide: FinishedSlide) -> list[Any]:
    parts, leaf = slide.parts, slide.leaf
    pictures = [[picture.sha256, _unit_fields(picture.labels), picture.at] for picture in leaf.pictures]
    leads = [_lead_fields(lead) for lead in parts.leads]
    return [parts.layout, len(parts.xml), len(parts.notes), leads, _unit_fields(leaf.units), pictures]


def _slide(
    number: int, contents: _Contents, layout: Any, xml: Any, notes: Any, leads: Any, units: Any, pictures: Any
) -> FinishedSlide:
    spelt, said = contents.next(xml), contents.next(notes)
    parts = SlideParts(_text(layout), spelt, tuple(_lead(contents, *lead) for lead in leads), said)
    drawn = tuple(Picture(_texts(digests), _units(labels), _text(at)) for digests, labels, at in pictures)
    return FinishedSlide(parts, Leaf(number, _units(units), drawn))


def _lead_fields(lead: Lead) -> list[Any]:
    match lead:
        case Medium():
            return ["medium", lead.suffix, len(lead.content)]
        case ChartParts():
            return ["chart", len(lead.chart), len(lead.workbook), len(lead.shapes)]
        case WebAddress():
            return ["web", lead.uri]
        case SlideAt():
            return ["slide", lead.place]


def _lead(contents: _Contents, kind: str, *said: Any) -> Lead:
    match kind, said:
        case "medium", (str(suffix), length):
            return Medium(contents.next(length), suffix)
        case "chart", (chart, workbook, shapes):
            return ChartParts(contents.next(chart), contents.next(workbook), contents.next(shapes))
        case "web", (str(uri),):
            return WebAddress(uri)
        case "slide", (int(place),):
            return SlideAt(place)
        case _:
            raise ValueError(kind)


def _unit_fields(units: Sequence[Unit]) -> list[Any]:
    return [[unit.text, unit.at, *([mark.start, mark.length, mark.binding] for mark in unit.marks)] for unit in units]


def _units(units: Any) -> tuple[Unit, ...]:
    return tuple(_unit(*unit) for unit in units)


def _unit(text: Any, at: Any, *marks: Any) -> Unit:
    return Unit(_text(text), tuple(_mark(*mark) for mark in marks), _text(at))


def _mark(start: Any, length: Any, binding: Any) -> Mark:
    return Mark(_number(start), _number(length), _text(binding))
