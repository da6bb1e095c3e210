"""The names of the Open XML formats (ECMA-376): namespaces, content types, relationships, our fixed ids."""

from __future__ import annotations

import hashlib

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
P15 = "http://schemas.microsoft.com/office/powerpoint/2012/main"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
LINK_COLOUR = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"
CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
NAMESPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'

# Identifiers of extensions, from [MS-PPTX] and [MS-ODRAWXML].
EXT_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
EXT_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
EXT_LOCAL_DPI = "{28A0092B-C50C-407E-A947-70E740481C1C}"
EXT_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
EXT_LINK_COLOUR = "{A12FA001-AC4F-418D-AE19-62706E023703}"
EXT_GUIDES = "{27BBF7A9-308A-43DC-89C8-2F10F3537804}"

_OURS = bytes.fromhex("5d0c2f0e6a5b5c0e9d3c6865666569a1")


def guid(name: str) -> str:
    """A GUID of our own in the form that Office wants, always the same for ``name``.

    It is made as RFC 9562 makes UUIDs of version 5; Python's module for them is slow to import.
    """
    octets = bytearray(hashlib.sha1(_OURS + name.encode(), usedforsecurity=False).digest()[:16])
    octets[6] = octets[6] & 0x0F | 0x50  # version 5
    octets[8] = octets[8] & 0x3F | 0x80  # the variant of the standard
    digits = octets.hex().upper()
    return f"{{{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}}}"


TABLE_STYLE = guid("table style")

_OFFICE = "application/vnd.openxmlformats-officedocument"
_PRESENTATION, _DRAWING = f"{_OFFICE}.presentationml", f"{_OFFICE}.drawingml"
CONTENT_TYPES = {
    "presentation": f"{_PRESENTATION}.presentation.main+xml",
    "slideMaster": f"{_PRESENTATION}.slideMaster+xml",
    "slideLayout": f"{_PRESENTATION}.slideLayout+xml",
    "notesMaster": f"{_PRESENTATION}.notesMaster+xml",
    "slide": f"{_PRESENTATION}.slide+xml",
    "notesSlide": f"{_PRESENTATION}.notesSlide+xml",
    "presProps": f"{_PRESENTATION}.presProps+xml",
    "viewProps": f"{_PRESENTATION}.viewProps+xml",
    "tableStyles": f"{_PRESENTATION}.tableStyles+xml",
    "theme": f"{_OFFICE}.theme+xml",
    "chart": f"{_DRAWING}.chart+xml",
    "chartUserShapes": f"{_DRAWING}.chartshapes+xml",
    "workbook": f"{_OFFICE}.spreadsheetml.sheet",
    "customXmlProps": f"{_OFFICE}.customXmlProperties+xml",
    "xml": "application/xml",
    "app": f"{_OFFICE}.extended-properties+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
}
RELATIONSHIPS = {
    **{
        kind: f"{R}/{kind}"
        for kind in (
            "officeDocument",
            "slideMaster",
            "slideLayout",
            "notesMaster",
            "presProps",
            "viewProps",
            "tableStyles",
            "theme",
            "image",
            "slide",
            "notesSlide",
            "hyperlink",
            "chart",
            "chartUserShapes",
            "package",
            "customXml",
            "customXmlProps",
        )
    },
    "app": f"{R}/extended-properties",
    "core": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
}
