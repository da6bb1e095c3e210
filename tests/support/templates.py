"""Templates of customers, made for the tests with real parts: python-pptx's own 4:3 template, changed as brands are."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping

import pptx
from lxml import etree
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches

_THEME = "ppt/theme/theme1.xml"
_MASTER = "ppt/slideMasters/slideMaster1.xml"
_TYPES = "[Content_Types].xml"
_CHINESE = {
    "Title Slide": "标题幻灯片",
    "Title and Content": "标题和内容",
    "Section Header": "节标题",
    "Two Content": "两栏内容",
    "Comparison": "比较",
    "Title Only": "仅标题",
}
BRAND = {"accent1": "7A0019", "accent2": "004B87", "accent3": "B35900", "dk1": "22252B", "dk2": "3C3F46"}

Changed = Callable[[bytes], bytes]


def four_to_three() -> bytes:
    """A 4:3 template with a sample slide, in Times New Roman and colours of its own."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "A sample slide that must not stay"
    slide.notes_slide.notes_text_frame.text = "Sample notes"
    return edited(_saved(presentation), {_THEME: _branded("Times New Roman")})


def chinese() -> bytes:
    """A 16:9 template whose layouts have Chinese names and no types, in Arial, titles at the left."""
    presentation = pptx.Presentation()
    _widen(presentation)
    for layout in presentation.slide_layouts:
        layout.name = _CHINESE.get(layout.name, f"版式 {layout.name}")
        if "type" in layout._element.attrib:
            del layout._element.attrib["type"]
    return edited(_saved(presentation), {_THEME: _branded("Arial"), _MASTER: _left})


def lacking() -> bytes:
    """A template with three layouts only: a cover, one for content without places at its foot, and a blank one."""
    presentation = pptx.Presentation()
    _widen(presentation)
    kept = ("Title Slide", "Title and Content", "Blank")
    for layout in [layout for layout in presentation.slide_layouts if layout.name not in kept]:
        presentation.slide_layouts.remove(layout)
    content = presentation.slide_layouts.get_by_name("Title and Content")
    assert content is not None
    _without(content, lambda number: number >= 10)
    return edited(_saved(presentation), {_THEME: _branded("Arial")})


def untitled() -> bytes:
    """A template none of whose layouts has a title."""
    presentation = pptx.Presentation()
    for layout in presentation.slide_layouts:
        _without(layout, lambda number: number == 0)
    return _saved(presentation)


def layoutless() -> bytes:
    """A template without any layout."""
    presentation = pptx.Presentation()
    for layout in list(presentation.slide_layouts):
        presentation.slide_layouts.remove(layout)
    return _saved(presentation)


def as_potx(content: bytes) -> bytes:
    """The same as a .potx says of itself."""
    return edited(content, {_TYPES: lambda xml: xml.replace(b"presentation.main+xml", b"template.main+xml")})


def with_macros(content: bytes) -> bytes:
    """The same with a content type for macros."""
    macro = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    kind = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return edited(content, {_TYPES: lambda xml: xml.replace(kind, macro)})


def with_entities(content: bytes) -> bytes:
    """The same with a document type in its theme that would grow without end."""
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    return edited(content, {_THEME: lambda xml: re.sub(rb"(<a:theme )", bomb + rb"\1", xml, count=1)})


def with_linked_picture(content: bytes, target: str = "file:///etc/hostname") -> bytes:
    """The same with a layout that has a picture somewhere else."""
    place = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="{target}" TargetMode="External"/>'
    return edited(content, {place: lambda xml: xml.replace(b"</Relationships>", link.encode() + b"</Relationships>")})


def with_active_drawing(content: bytes) -> bytes:
    """The same with a drawing on a layout that would run a script."""
    svg = b'<Default Extension="svg" ContentType="image/svg+xml"/><Default '
    changes: dict[str, Changed] = {
        "ppt/slideLayouts/_rels/slideLayout2.xml.rels": lambda xml: xml.replace(b' TargetMode="External"', b""),
        _TYPES: lambda xml: xml.replace(b"<Default ", svg, 1),
    }
    whole = io.BytesIO(edited(with_linked_picture(content, "../media/logo.svg"), changes))
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr(
            "ppt/media/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        )
    return whole.getvalue()


def with_broken_layout(content: bytes) -> bytes:
    """The same with a layout that ends in the middle."""
    return edited(content, {"ppt/slideLayouts/slideLayout2.xml": lambda xml: xml[: len(xml) // 2]})


def inflating(megabytes: int) -> bytes:
    """The 4:3 template with a part that inflates to ``megabytes``, packed into a thousandth of that."""
    out = io.BytesIO(four_to_three())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("ppt/media/image9.bmp", "w") as part:
        for _ in range(megabytes):
            part.write(bytes(1_000_000))
    return out.getvalue()


def edited(content: bytes, changes: Mapping[str, Changed]) -> bytes:
    """``content`` with some of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changes[name](part) if name in changes else part)
    return out.getvalue()


def _without(layout: SlideLayout, these: Callable[[int], bool]) -> None:
    """A layout without the placeholders of certain numbers."""
    tree = layout.shapes._spTree
    for place in [place for place in tree.iter(qn("p:ph")) if these(int(place.get("idx", "0")))]:
        tree.remove(next(shape for shape in place.iterancestors() if shape.getparent() is tree))


def _saved(presentation: pptx.presentation.Presentation) -> bytes:
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def _branded(font: str) -> Changed:
    def change(xml: bytes) -> bytes:
        root = etree.fromstring(xml)
        for name, value in BRAND.items():
            entry = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
            assert entry is not None
            entry[:] = [etree.Element(qn("a:srgbClr"), val=value)]
        for kind in ("majorFont", "minorFont"):
            latin = root.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}")
            assert latin is not None
            latin.set("typeface", font)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return change


def _left(xml: bytes) -> bytes:
    """Titles at the left, of 28 points."""
    return re.sub(rb'(<p:titleStyle>.*?)algn="ctr"(.*?)sz="4400"', rb'\1algn="l"\2sz="2800"', xml, flags=re.S)


def _widen(presentation: pptx.presentation.Presentation) -> None:
    """From 4:3 to 16:9: everything a third wider."""
    presentation.slide_width = Inches(13.333)
    sheets = [presentation.slide_master, *presentation.slide_layouts]
    for place in (place for sheet in sheets for place in sheet._element.iter(qn("a:off"), qn("a:ext"))):
        for name in ("x", "cx"):
            if place.get(name) is not None:
                place.set(name, str(Emu(int(int(place.get(name)) * 4 / 3))))


def mangled(content: bytes, seed: int) -> bytes:
    """A template with its structure damaged: an element or attribute lost, two parts swapped, a part gone."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(name for name in members if name.endswith((".xml", ".rels")))
    for _ in range(chance.choice((1, 1, 2))):
        name, other = chance.choice(names), chance.choice(names)
        match chance.randrange(4):
            case 0:
                members[name], members[other] = members[other], members[name]
            case 1:
                members[name] = b""
            case 2:
                members[name] = _without_one(members[name], chance, attribute=True)
            case _:
                members[name] = _without_one(members[name], chance, attribute=False)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return out.getvalue()


def _without_one(part: bytes, chance: random.Random, *, attribute: bool) -> bytes:
    """A part without one of its elements, or without an attribute of one."""
    if not part:
        return part
    root = etree.fromstring(part)
    inside = [(parent, child) for parent in root.iter("*") for child in parent if child.attrib or not attribute]
    if not inside:
        return part
    parent, child = chance.choice(inside)
    if attribute:
        del child.attrib[chance.choice(sorted(map(str, child.attrib)))]
    else:
        parent.remove(child)
    return etree.tostring(root)
