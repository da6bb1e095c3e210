"""An organisation's brand as a document carries it: colours by their roles, fonts by their names, logos as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from hefei_report.document.brandfonts import BrandFonts
from hefei_report.document.picture import PictureFile
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo, and what it is called for those who don't see it."""

    picture: PictureFile
    alt: str


@dataclass(frozen=True, slots=True)
class Brand:
    """The colours are "#rrggbb" by their roles in brand.yml, for ``light`` grounds and for ``dark`` ones.

    ``palette`` are further colours. ``text_font`` and ``heading_font`` are names, '' for none, ``text_files`` and
    ``heading_files`` their faces, None where the brand has no files of them. ``logo`` stands on light grounds,
    ``dark_logo`` on dark ones; without the one, the other is used.
    """

    name: str
    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    palette: tuple[str, ...] = ()
    text_font: str = ""
    heading_font: str = ""
    text_files: BrandFonts | None = None
    heading_files: BrandFonts | None = None
    logo: Logo | None = None
    dark_logo: Logo | None = None
