"""Prints as bytes for the cache, and back: a line of JSON, and behind it the data of pages and pictures as they are."""

from __future__ import annotations

import json
from typing import Any

from hefei_report.briefing.inline import RegisterLink
from hefei_report.briefing.landmarks import Area, Landmark
from hefei_report.briefing.picturedata import PictureData
from hefei_report.briefing.printed import NUMBER_PLACES, Link, PageNotes, PageNumber, PrintedPage, SheetPage
from hefei_report.briefing.reprint import Print
from hefei_report.briefing.sheet import SheetState
from hefei_report.briefing.treecode import Tree, elements, tree_fields
from hefei_report.briefing.typesetter import Asked, Typesetter
from hefei_report.document.content import content_digest
from hefei_report.document.model import CrossLink, Inline, ReferenceLink, Run, WebLink
from hefei_report.proof.inventory import Mark, Picture, Unit
from hefei_report.theme.face import Face
from hefei_report.theme.fonts import face_called

_TARGETS = {"web": WebLink, "source": ReferenceLink, "place": CrossLink, "fact": RegisterLink}
_KINDS = {kind: name for name, kind in _TARGETS.items()}
_CODE = 3  # glyph, text and code


def packed(part: Print) -> bytes | None:
    """``part`` as bytes; None if something on its pages belongs to elements elsewhere."""
    if not _is_closed(part):
        return None
    fields = {
        "before": _state_fields(part.before),
        "after": _state_fields(part.after),
        "codes": [[face.name, face.digest, _code_fields(codes)] for face, codes in part.codes.items()],
        "asked": _asked_fields(part.asked),
        "tree": tree_fields(part.node, part.asked.files),
        "pages": [_page_fields(page) for page in part.pages],
    }
    return b"\n".join((json.dumps(fields, separators=(",", ":")).encode("ascii"), b"".join(_data(part))))


def unpacked(content: bytes, typesetter: Typesetter) -> Print | None:
    """What :func:`packed` packed; None for bytes that it didn't write, and where a font or a file is another now."""
    try:
        line, data = content.split(b"\n", 1)
        fields = json.loads(line)
        asked = _asked(fields["asked"], typesetter)
        codes = {_face(name, digest, typesetter): _codes(flat) for name, digest, flat in fields["codes"]}
        before, after = _state(fields["before"]), _state(fields["after"])
        tree = Tree(fields["tree"], asked.files)
        pages = tuple(_pages(fields["pages"], _Data(data), tree, before.page))
        return Print(pages, codes, tree.root, before, after, asked)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _is_closed(part: Print) -> bool:
    """Whether the marks and links on its pages are those in its element."""
    marks, links = elements(part.node)
    for number, each in enumerate(part.pages, part.before.page):
        mine = (thing.node for thing in each.page.used if isinstance(thing, Link))
        if not all(marks.get((number, at)) is node for at, node in enumerate(each.page.marked)):
            return False
        if not all(links.get((number, at)) is node for at, node in enumerate(mine)):
            return False
    return True


# ------------------------------------------------------------------------------------------------- pages


def _data(part: Print) -> list[bytes]:
    """The contents of its pages, each with its pictures behind it."""
    found: list[bytes] = []
    for each in part.pages:
        found.append(each.page.content)
        found += [thing.content for thing in each.page.used if isinstance(thing, PictureData)]
    return found


class _Data:
    """Takes the same apart."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def next(self, length: int) -> bytes:
        """As many bytes as that. Raises ValueError when there are fewer."""
        self._at += length
        found = self._content[self._at - length : self._at]
        if len(found) != length:
            raise ValueError(length)
        return found


def _page_fields(each: SheetPage) -> dict[str, Any]:
    page, notes = each.page, each.notes
    landmarks = [[mark.name, mark.title, mark.depth, mark.section, x, top] for mark, x, top in each.landmarks]
    return {
        "size": page.size,
        "length": len(page.content),
        "marked": len(page.marked),
        "used": [_used_fields(thing) for thing in page.used],
        "landmarks": landmarks,
        "citations": each.citations,
        "units": [_unit_fields(unit) for unit in notes.units],
        "pictures": [[pic.sha256, [_unit_fields(unit) for unit in pic.labels], pic.at] for pic in notes.pictures],
        "tips": notes.tips,
    }


def _waits(content: bytes, units: tuple[Unit | PageNumber, ...]) -> bool:
    """Whether numbers of pages are to be set into ``content``. Raises ValueError when it has other places for them."""
    numbers = sum(isinstance(unit, PageNumber) for unit in units)
    if numbers and len(NUMBER_PLACES.findall(content.decode("latin-1"))) != numbers:
        raise ValueError(numbers)
    return numbers > 0


def _used_fields(thing: Link | PictureData) -> list[Any]:
    if isinstance(thing, PictureData):
        return [len(thing.content), {key: value.decode("latin-1") for key, value in thing.entries.items()}]
    area = thing.area
    return [thing.tip, thing.entry.decode("latin-1"), area.left, area.bottom, area.right, area.top]


def _unit_fields(unit: Unit | PageNumber) -> list[Any]:
    """A text with its place and its marks, or what is told of the number of a page."""
    if isinstance(unit, PageNumber):
        return [unit.name, unit.depth, unit.right, unit.baseline]
    return [unit.text, unit.at, *([mark.start, mark.length, mark.binding] for mark in unit.marks)]


def _pages(pages: list[dict[str, Any]], data: _Data, tree: Tree, first: int) -> list[SheetPage]:
    return [_page(fields, data, tree, number) for number, fields in enumerate(pages, first)]


def _page(fields: dict[str, Any], data: _Data, tree: Tree, number: int) -> SheetPage:
    wide, high = fields["size"]
    content = data.next(fields["length"])
    marked = tuple(tree.marks[number, at] for at in range(fields["marked"]))
    units = tuple(_page_number(*unit) if isinstance(unit[1], int) else _unit(*unit) for unit in fields["units"])
    used, waits = _used(fields["used"], data, tree, number), _waits(content, units)
    page = PrintedPage((wide, high), content, marked, used, waits)
    landmarks = tuple((Landmark(*parts), x, top) for *parts, x, top in fields["landmarks"])
    pictures = tuple(Picture(tuple(digests), _units(labels), at) for digests, labels, at in fields["pictures"])
    notes = PageNotes(units, pictures, tuple(fields["tips"]))
    return SheetPage(page, landmarks, tuple((key, name) for key, name in fields["citations"]), notes)


def _used(used: list[list[Any]], data: _Data, tree: Tree, number: int) -> tuple[Link | PictureData, ...]:
    found: list[Link | PictureData] = []
    links = 0
    for first, second, *sides in used:
        if sides:
            found.append(Link(Area(*sides), first, second.encode("latin-1"), tree.links[number, links]))
            links += 1
        else:
            found.append(PictureData(data.next(first), {key: each.encode("latin-1") for key, each in second.items()}))
    return tuple(found)


def _units(units: list[list[Any]]) -> tuple[Unit, ...]:
    return tuple(_unit(*unit) for unit in units)


def _unit(text: str, at: str, *marks: list[Any]) -> Unit:
    return Unit(text, tuple(Mark(*mark) for mark in marks), at)


def _page_number(name: str, depth: int, right: float, baseline: float) -> PageNumber:
    return PageNumber(name, right, baseline, depth)


# ------------------------------------------------------------------------------------------ codes of glyphs


def _code_fields(codes: Any) -> list[Any]:
    return [part for (glyph, text), code in codes.items() for part in (glyph, text, code)]


def _codes(flat: list[Any]) -> dict[tuple[int, str], int]:
    glyphs, texts, codes = (flat[start::_CODE] for start in range(_CODE))
    return dict(zip(zip(glyphs, texts, strict=True), codes, strict=True))


def _face(name: str, digest: str, typesetter: Typesetter) -> Face:
    """The face that is called so. Raises LookupError when there is none now, or it has another file."""
    faces = typesetter.theme.faces
    found = face_called(name, (faces.text, faces.labels, faces.headings))
    if found.digest != digest:
        raise LookupError(name)
    return found


# ----------------------------------------------------------------------------- states, and what was asked


def _state_fields(state: SheetState) -> list[Any]:
    chapter = _inline_fields(state.chapter)
    return [state.page, chapter, state.chapter_page, state.at, state.depth, state.body]


def _state(fields: list[Any]) -> SheetState:
    page, chapter, *others = fields
    return SheetState(page, _inline(chapter), *others)


def _inline_fields(inline: Inline) -> list[Any]:
    return [
        [
            *(run.text, run.bold, run.italic, run.code, run.script, run.lang, _target_fields(run.target)),
            *(run.fact, run.waiver, run.role, _inline_fields(run.note), run.small_caps),
        ]
        for run in inline
    ]


def _inline(fields: list[Any]) -> Inline:
    return tuple(map(_run, fields))


def _run(fields: list[Any]) -> Run:
    text, bold, italic, code, script, lang, target, fact, waiver, role, note, small_caps = fields
    said = (_target(target), fact, waiver, role, _inline(note))
    return Run(text, bold, italic, code, script, lang, *said, small_caps)


def _target_fields(target: Any) -> list[str] | str | None:
    """A text stands for itself."""
    if target is None or isinstance(target, str):
        return target
    said = target.url if isinstance(target, WebLink) else target.key if isinstance(target, ReferenceLink) else target.id
    return [_KINDS[type(target)], said]


def _target(fields: list[str] | str | None) -> Any:
    return _TARGETS[fields[0]](fields[1]) if isinstance(fields, list) else fields


def _asked_fields(asked: Asked) -> dict[str, Any]:
    return {
        "links": [[_target_fields(target), found] for target, found in asked.links.items()],
        "tips": [[_target_fields(target), tip] for target, tip in asked.tips.items()],
        "files": {id_: content_digest(files) for id_, files in asked.files.items()},
        "tables": asked.tables,
        "citing": asked.citing,
        "stating": asked.stating,
    }


def _asked(fields: dict[str, Any], typesetter: Typesetter) -> Asked:
    """What was asked. Raises LookupError when a figure's files are others now."""
    links = {_target(target): found for target, found in fields["links"]}
    tips = {_target(target): tip for target, tip in fields["tips"]}
    files = {id_: typesetter.files_of(id_) for id_ in fields["files"]}
    if any(content_digest(found) != fields["files"][id_] for id_, found in files.items()):
        raise LookupError("files")
    citing, stating = (_places(fields[name]) for name in ("citing", "stating"))
    return Asked(links, tips, files, fields["tables"], citing, stating)


def _places(fields: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(map(int, pages)) for key, pages in fields.items()}
