"""A brand's fonts as a document carries them: files that were opened and found good, by what they are for."""

from __future__ import annotations

from dataclasses import field

from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a font that may be embedded: a TrueType file without variations, found to be whole.

    ``digest`` is the SHA-256 of ``content``: files with the same are the same.
    """

    path: str = field(compare=False)
    digest: str
    content: bytes = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BrandFonts:
    """The faces of a brand's font called ``name``; one that the brand lacks is its nearest one."""

    name: str
    regular: FontFile
    bold: FontFile
    italic: FontFile
    bold_italic: FontFile
