"""A customer's template as all that a deck needs of it: read once, whoever asks."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from hefei_report.deck.corporate.cleaning import cleaned
from hefei_report.deck.corporate.matching import Match, matched, sheet_named
from hefei_report.deck.corporate.opening import Package
from hefei_report.deck.corporate.reading import read_brand
from hefei_report.deck.corporate.refusal import Refused
from hefei_report.deck.corporate.staging import stage_of
from hefei_report.deck.corporate.theming import themed
from hefei_report.deck.corporate.values import Brand
from hefei_report.deck.openxml.archive import document
from hefei_report.deck.storyboard.layouts import layouts
from hefei_report.deck.storyboard.stage import Stage
from hefei_report.deck.template.theme_xml import table_styles
from hefei_report.records import dataclass
from hefei_report.theme import load_theme
from hefei_report.theme.tokens import Theme

_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Branding:
    """What is in a template, which of its layouts is which of ours, and the stage and theme that come of it.

    ``remarks`` are the colours that were not taken as the template has them, with the reason.
    """

    brand: Brand
    matches: Mapping[str, Match]
    stage: Stage
    theme: Theme
    remarks: tuple[str, ...]


@functools.lru_cache(maxsize=2)
def opened(content: bytes) -> tuple[Package, Brand]:
    """A template, opened and read. Raises Refused."""
    if len(content) > _MOST_BYTES:
        raise Refused("it is larger than 20 MB", "remove its sample slides and compress its pictures")
    package = Package(content)
    return package, read_brand(package)


@functools.lru_cache(maxsize=2)
def branding(content: bytes, named: tuple[tuple[str, str], ...], theme_name: str) -> Branding:
    """The template ``content`` with the layouts that ``named`` gives to keys; these exist and have titles.

    Raises Refused.
    """
    package, brand = opened(content)
    theme = load_theme(theme_name)
    by_key = {key: sheet for key, name in named if (sheet := sheet_named(name, brand.sheets)) is not None}
    matches = matched(brand.sheets, layouts(theme.slide), brand.slide, by_key)
    if not matches:
        raise Refused("none of its layouts has a title", "insert a title placeholder in its slide master")
    look = themed(brand, theme, matches["text"].sheet.ground)
    new = cleaned(package, document(table_styles(look.palette)), brand.table_style)
    stage = stage_of(brand, matches, theme.slide, look.palette, new.content, new.names)
    return Branding(brand, matches, stage, look.theme, look.remarks)
