"""A source as pandoc gets it: CSL-JSON, with what its engine would misread put right."""

from __future__ import annotations

from typing import Any

from hefei_report.citations.naming import is_in_chinese
from hefei_report.evidence import csl
from hefei_report.evidence.sources import Source
from hefei_report.outline.languages import in_chinese

# Of Chinese names, with the dots between the parts of foreign ones. (A pattern with so many characters takes a
# millisecond to compile.)
_HAN = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"), ("·", "·"), ("•", "•"))

# Two variables that no source has tell our own styles what CSL has no condition for (see styles/house.csl).
_SOURCE_IS_CHINESE = {"dimensions": "zh"}
_PUBLICATION_IS_CHINESE = {"scale": "zh"}


def item_of(source: Source) -> dict[str, Any]:
    """``source`` for any style."""
    item = dict(source.item)
    for role in csl.ROLES & item.keys():
        item[role] = [_name(name) for name in item[role]]
    if item.get("publisher") == item.get("container-title"):
        item.pop("publisher", None)
    return item


def marked_item(source: Source, language: str) -> dict[str, Any]:
    """``source`` for a style of our own, in a publication in ``language`` ("en" or "zh")."""
    own = _SOURCE_IS_CHINESE if is_in_chinese(source) else {}
    return item_of(source) | own | (_PUBLICATION_IS_CHINESE if in_chinese(language) else {})


def _name(name: dict[str, str]) -> dict[str, str]:
    """A name; one in Chinese characters as a whole: it has no initials, no space, and the family name first."""
    family, given = name.get("family", ""), name.get("given", "")
    if family and all(map(_is_han, family + given)):
        return {"literal": family + given}
    return name


def _is_han(character: str) -> bool:
    return any(first <= character <= last for first, last in _HAN)
