"""Texts: a language that can be spoken, a size that can be read, links that say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.parts import child, number
from hefei_report.deck.openxml.names import A

_LEAST_SIZE = 900  # hundredths of a point
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*")  # BCP 47
_PROPERTIES = tuple(f"{{{A}}}{name}" for name in ("rPr", "endParaRPr", "defRPr"))
_RUNS = tuple(f"{{{A}}}{name}" for name in ("r", "fld"))
_CHINESE = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
_EAST_ASIAN = ("zh", "ja", "ko")
# What a list of a slide's links would read like; addresses in full are as bad as "here".
_UNCLEAR = re.compile(
    r"(?i)(click |tap )?(here|this|link|more|read more|learn more|see more|details|website|page|url)[.:…]*"
    r"|(点击)?(这里|此处|链接|更多|详情|网址|阅读更多|查看更多)[。：…]*"
)
_ADDRESS = re.compile(r"(?i)https?://\S{60,}")


def texts(root: etree._Element, where: str, slide: int) -> Iterator[Finding]:
    """What is wrong with the texts of a slide or a page of notes."""
    yield from languages(root, where, slide)
    for run in root.iter(*_RUNS):
        properties, set_text = child(run, f"{{{A}}}rPr"), child(run, f"{{{A}}}t")
        text = (set_text.text if set_text is not None else "") or ""
        named = properties.get("lang") if properties is not None else None
        if not named:
            yield Finding("no-language", where, text[:30], slide, shape_of(run))
        elif not text.isascii() and named[:2].lower() not in _EAST_ASIAN and any(map(_is_chinese, text)):
            yield Finding("wrong-language", where, text[:30], slide, shape_of(run))
        if number(properties, "sz", _LEAST_SIZE) < _LEAST_SIZE and text.strip():
            yield Finding("tiny-text", where, text[:30], slide, shape_of(run))
    for link in root.iter(f"{{{A}}}hlinkClick"):
        yield from _link(link, where, slide)


def _is_chinese(character: str) -> bool:
    return any(first <= character <= last for first, last in _CHINESE)


def languages(root: etree._Element, where: str, slide: int = 0) -> Iterator[Finding]:
    """Languages that are none; PowerPoint repairs files that have such."""
    found = {properties.get(key) for properties in root.iter(*_PROPERTIES) for key in ("lang", "altLang")}
    for named in sorted(named for named in found if named is not None):
        if not _LANGUAGE.fullmatch(named):
            yield Finding("bad-language", where, named[:30], slide)


def _link(link: etree._Element, where: str, slide: int) -> Iterator[Finding]:
    """A link on a run of text; one on a shape has the shape's alternative text."""
    run = next(link.iterancestors(*_RUNS), None)
    if run is None or link.get("action"):
        return
    text = (run.findtext(f"{{{A}}}t") or "").strip()
    if _UNCLEAR.fullmatch(text) or _ADDRESS.fullmatch(text):
        yield Finding("unclear-link", where, text[:60], slide, shape_of(run))


def shape_of(element: etree._Element) -> int:
    """The id of the shape that ``element`` stands in, or 0."""
    for outer in element.iterancestors():
        if outer.tag.endswith(("}sp", "}graphicFrame", "}pic")):
            named = next((inner for inner in outer.iter() if str(inner.tag).endswith("}cNvPr")), None)
            return number(named, "id")
    return 0
