"""Reads a template into plain values: each placeholder with what it inherits from its layout, master and theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from hefei_report.deck.corporate.cleaning import start_of
from hefei_report.deck.corporate.colours import colour_in, mapped, scheme_of
from hefei_report.deck.corporate.opening import Package
from hefei_report.deck.corporate.refusal import Refused
from hefei_report.deck.corporate.values import Brand, Holder, Sheet
from hefei_report.deck.openxml.names import A, P, R
from hefei_report.deck.storyboard.plan import Frame, emu
from hefei_report.document.model import Align
from hefei_report.records import dataclass
from hefei_report.theme.tokens import mixed

_NS = {"a": A, "p": P, "r": R}
_MOST_LAYOUTS = 500
_LARGEST = emu(56)  # the longest side of a slide (ECMA-376 part 1, 19.7.18)
_LEAST = emu(4)
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}  # 21.1.2.1.1
_ALIGN = {"r": Align.NUMBER, "ctr": Align.CENTER}
_STYLES = {**dict.fromkeys(("title", "ctrTitle"), "titleStyle"), **dict.fromkeys(("dt", "ftr", "sldNum"), "otherStyle")}
_ON_MASTER = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
_OTHERWISE = {"title": 44.0, "ctrTitle": 44.0, "dt": 12.0, "ftr": 12.0, "sldNum": 12.0}  # points
# What PowerPoint writes for tables that nobody chose a style for.
_DEFAULT_TABLE_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"


def read_brand(package: Package) -> Brand:
    """All that is asked of a template. Raises Refused."""
    start = start_of(package)
    size = package.xml(start).find("p:sldSz", _NS)
    slide = Frame(0, 0, *(_number(size, name) for name in ("cx", "cy")))
    if not (_LEAST <= slide.w <= _LARGEST and _LEAST <= slide.h <= _LARGEST):
        raise Refused("its slides are smaller than four inches, or have no size", "choose a slide size in PowerPoint")
    masters = [_Master.read(package, name) for name in _linked_in_order(package, start, "sldMasterIdLst")]
    sheets = tuple(sheet for master in masters for sheet in master.sheets(slide))
    if not sheets:
        raise Refused("it has no layouts", "open its slide master in PowerPoint and insert layouts")
    if len(sheets) > _MOST_LAYOUTS:
        raise Refused(f"it has {len(sheets)} layouts, which nobody can choose from", "remove those that nobody uses")
    first = masters[0]
    return Brand(slide, sheets, first.colours, *first.fonts, _table_style(package, start))


@dataclass(frozen=True, slots=True)
class _Master:
    """A master with its theme."""

    package: Package
    name: str
    root: etree._Element
    theme: etree._Element

    @classmethod
    def read(cls, package: Package, name: str) -> _Master:
        themes = [link.target for link in package.links(name) if link.kind == "theme" and not link.external]
        if not themes:
            raise Refused("its slide master has no theme", "open it in PowerPoint and save it again")
        return cls(package, name, package.xml(name), package.xml(themes[0]))

    @property
    def colours(self) -> dict[str, str]:
        return mapped(scheme_of(self.theme), self.root.find("p:clrMap", _NS))

    @property
    def fonts(self) -> tuple[str, str, str]:
        """The fonts for titles, for text, and for Chinese, Japanese and Korean."""
        kinds = (("majorFont", "latin"), ("minorFont", "latin"), ("minorFont", "ea"))
        found = [self.theme.find(f".//a:fontScheme/a:{font}/a:{script}", _NS) for font, script in kinds]
        major, minor, asian = ("" if entry is None else entry.get("typeface", "") for entry in found)
        return major or "Arial", minor or "Arial", asian

    def sheets(self, slide: Frame) -> Iterator[Sheet]:
        for name in _linked_in_order(self.package, self.name, "sldLayoutIdLst"):
            yield _Layout(self, name, self.package.xml(name), slide).sheet()


@dataclass(frozen=True, slots=True)
class _Layout:
    """A layout as it is read."""

    master: _Master
    name: str
    root: etree._Element
    slide: Frame

    def sheet(self) -> Sheet:
        colours = self._colours()
        found = [h for shape in _shapes(self.root) if (h := self._holder(shape, colours)) is not None]
        told_apart = {(holder.kind, holder.number): holder for holder in reversed(found)}
        holders = tuple(reversed(told_apart.values()))
        tree = self.root.find("p:cSld", _NS)
        shown = [self.root, *([self.master.root] if self.root.get("showMasterSp") != "0" else [])]
        marks = tuple(frame for root in shown for frame in _marks(root))
        return Sheet(
            self.name,
            ((tree.get("name", "") if tree is not None else "") or "untitled").strip(),
            self.root.get("type", ""),
            holders,
            self._ground(colours),
            colours.get("tx1", "#000000"),
            colours.get("bg1", "#ffffff"),
            marks,
        )

    def _colours(self) -> Mapping[str, str]:
        override = self.root.find("p:clrMapOvr/a:overrideClrMapping", _NS)
        return self.master.colours if override is None else mapped(scheme_of(self.master.theme), override)

    def _ground(self, colours: Mapping[str, str]) -> str:
        """The colour behind the slide; "" for a picture."""
        for root in (self.root, self.master.root):
            cover = _covering(root, self.slide)
            if cover is not None and (root is self.root or self.root.get("showMasterSp") != "0"):
                fill = cover.find("p:spPr/a:solidFill", _NS)
                return colour_in(fill, colours) if fill is not None else ""
            ground = root.find("p:cSld/p:bg", _NS)
            if ground is not None:
                if ground.find(".//a:blipFill", _NS) is not None:
                    return ""
                stops = [colour_in(stop, colours) for stop in ground.iterfind(".//a:gs", _NS)]
                return _mean(stops) or colour_in(ground, colours)
        return colours.get("bg1", "#ffffff")

    def _holder(self, shape: etree._Element, colours: Mapping[str, str]) -> Holder | None:
        mark = shape.find(".//p:nvPr/p:ph", _NS)
        if mark is None or mark.get("orient") == "vert":
            return None
        kind = mark.get("type", "")
        kind = "" if kind == "obj" else kind
        above = _on_master(self.master.root, _ON_MASTER.get(kind, "body"))
        chain = [shape, *([above] if above is not None else [])]
        outer = next((f for root in chain if (f := _frame(root)) is not None), None)
        if outer is None or outer.w <= 0 or outer.h <= 0:
            return None
        found = [root.find("p:txBody/a:lstStyle/a:lvl1pPr", _NS) for root in chain]
        found.append(self.master.root.find(f"p:txStyles/p:{_STYLES.get(kind, 'bodyStyle')}/a:lvl1pPr", _NS))
        levels = [level for level in found if level is not None]
        runs = [run for level in levels if (run := level.find("a:defRPr", _NS)) is not None]
        size = int(_first(runs, "sz", "0")) / 100 if _first(runs, "sz", "0").isdecimal() else 0.0
        fills = [fill for run in runs if (fill := run.find("a:solidFill", _NS)) is not None]
        faces = [face.get("typeface", "") for run in runs if (face := run.find("a:latin", _NS)) is not None]
        return Holder(
            kind,
            int(mark.get("idx", "0")) if mark.get("idx", "0").isdecimal() else 0,
            _name(shape),
            outer,
            _inside(outer, chain),
            size or _OTHERWISE.get(kind, 18.0),
            _first(runs, "b", "0") in ("1", "true"),
            _ALIGN.get(_first(levels, "algn", "l"), Align.LEFT),
            colour_in(fills[0], colours) if fills else colours.get("tx1", ""),
            self._font(faces[0] if faces else "", kind),
        )

    def _font(self, face: str, kind: str) -> str:
        major, minor, _ = self.master.fonts
        if face.startswith("+"):
            return major if face.startswith("+mj") else minor
        return face or (major if _ON_MASTER.get(kind) == "title" else minor)


# ------------------------------------------------------------------------------------------- elements


def _linked_in_order(package: Package, name: str, listed: str) -> list[str]:
    """The parts that the list ``listed`` of a part names, in its order."""
    targets = {link.id: link.target for link in package.links(name) if not link.external}
    entries = package.xml(name).find(f"p:{listed}", _NS)
    ids = [entry.get(f"{{{R}}}id", "") for entry in entries] if entries is not None else []
    return [targets[id_] for id_ in ids if id_ in targets]


def _shapes(root: etree._Element) -> list[etree._Element]:
    tree = root.find("p:cSld/p:spTree", _NS)
    return [] if tree is None else list(tree.iterchildren("*"))


def _drawn(root: etree._Element) -> list[etree._Element]:
    """What is drawn: shapes, pictures and lines that are no placeholders."""
    return [shape for shape in _shapes(root) if shape.find(".//p:nvPr/p:ph", _NS) is None]


def _marks(root: etree._Element) -> list[Frame]:
    return [frame for shape in _drawn(root) if (frame := _frame(shape)) is not None]


def _covering(root: etree._Element, slide: Frame) -> etree._Element | None:
    """A shape or picture that nearly covers the slide, or None."""
    most = 0.8 * slide.w * slide.h
    return next((shape for shape in _drawn(root) if (frame := _frame(shape)) and frame.w * frame.h > most), None)


def _on_master(master: etree._Element, kind: str) -> etree._Element | None:
    for shape in _shapes(master):
        mark = shape.find(".//p:nvPr/p:ph", _NS)
        if mark is not None and mark.get("type", "obj") == kind:
            return shape
    return None


def _frame(shape: etree._Element) -> Frame | None:
    place = next((shape.find(path, _NS) for path in _PLACES if shape.find(path, _NS) is not None), None)
    if place is None:
        return None
    off, ext = place.find("a:off", _NS), place.find("a:ext", _NS)
    return Frame(_number(off, "x"), _number(off, "y"), _number(ext, "cx"), _number(ext, "cy"))


_PLACES = ("p:spPr/a:xfrm", "p:xfrm", "p:grpSpPr/a:xfrm")


def _inside(outer: Frame, chain: list[etree._Element]) -> Frame:
    """What the insets of a text body leave of its frame."""
    bodies = [body for root in chain if (body := root.find("p:txBody/a:bodyPr", _NS)) is not None]
    left, top, right, bottom = (
        next((_number(body, side) for body in bodies if body.get(side)), usual) for side, usual in _INSETS.items()
    )
    inner = Frame(outer.x + left, outer.y + top, outer.w - left - right, outer.h - top - bottom)
    return inner if inner.w > 0 and inner.h > 0 else outer


def _number(element: etree._Element | None, name: str) -> int:
    value = "" if element is None else element.get(name, "")
    return int(value) if value.lstrip("-").isdecimal() and len(value) < 12 else 0


def _first(elements: list[etree._Element], name: str, otherwise: str) -> str:
    return next((element.get(name, "") for element in elements if element.get(name) is not None), otherwise)


def _name(shape: etree._Element) -> str:
    named = shape.find(".//p:cNvPr", _NS)
    return "" if named is None else named.get("name", "")


def _mean(colours: list[str]) -> str:
    known = [colour for colour in colours if colour]
    return mixed(known[0], known[-1], 0.5) if known else ""


def _table_style(package: Package, start: str) -> str:
    """The id of the style that the template gives tables, where it is one of its own; else ""."""
    for link in package.links(start):
        if link.kind == "tableStyles" and not link.external and package.has(link.target):
            root = package.xml(link.target)
            own = root.get("def", "")
            ids = {style.get("styleId") for style in root.iterfind("a:tblStyle", _NS)}
            return own if own in ids and own.upper() != _DEFAULT_TABLE_STYLE else ""
    return ""
