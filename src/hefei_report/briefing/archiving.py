"""What makes a file fit for an archive (PDF/A-3, level A): metadata that say what it is, and what its colours mean.

The same file says that it is accessible (PDF/UA-1). The metadata (XMP, ISO 16684-1) are made from the values that the
document information dictionary is made from, so the two can't disagree.
"""

from __future__ import annotations

import time
from html import escape  # the one in xml.sax brings a client for HTTP along
from typing import Any

from reportlab.pdfbase import pdfdoc

from hefei_report import __version__
from hefei_report.briefing.objects import array, date, dictionary, name, reference, string
from hefei_report.briefing.profile import srgb_profile
from hefei_report.records import dataclass

_TOOL = f"hefei-report {__version__}"
_CONDITION = "sRGB IEC61966-2.1"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about itself; ``epoch`` is in seconds since 1970, UTC, ``names`` are the Document's."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    epoch: int
    names: tuple[str, ...] = ()


def information(imprint: Imprint) -> bytes:
    """The document information dictionary (ISO 32000-1, 14.3.3)."""
    texts = {
        "Title": imprint.title,
        "Author": imprint.author,
        "Subject": imprint.subject,
        "Keywords": imprint.keywords,
        "Creator": _TOOL,
        "Producer": _TOOL,
    }
    moment = date(imprint.epoch)
    written = {key: string(text) for key, text in texts.items() if text}
    return dictionary({**written, "CreationDate": moment, "ModDate": moment})


def metadata(imprint: Imprint) -> pdfdoc.PDFStream:
    """The same as XMP, as an uncompressed stream, so that any tool finds it."""
    stream = pdfdoc.PDFStream(content=_packet(imprint).encode(), filters=[])
    stream.dictionary["Type"], stream.dictionary["Subtype"] = name("Metadata"), name("XML")
    return stream


def output_intent(document: Any) -> bytes:
    """What the file's RGB colours mean (14.11.5), for reportlab's ``document``."""
    profile = pdfdoc.PDFStream(content=srgb_profile())
    profile.dictionary["N"] = 3
    entries = {
        "Type": name("OutputIntent"),
        "S": name("GTS_PDFA1"),
        "OutputConditionIdentifier": string(_CONDITION),
        "Info": string(_CONDITION),
        "DestOutputProfile": reference(profile, document),
    }
    return array([dictionary(entries)])


# ------------------------------------------------------------------------------------------ metadata

_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

# PDF/A wants each property explained that isn't its own (ISO 19005-3, 6.6.2.3.3): that of PDF/UA is such a one.
_EXPLAINED = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_SPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Which part of ISO 14289 the file follows</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


def _packet(imprint: Imprint) -> str:
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())
    properties = "\n".join((*_described(imprint), _EXPLAINED))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about=""{spaces}>\n{properties}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n'
        '<?xpacket end="r"?>'
    )


def _described(imprint: Imprint) -> list[str]:
    """The properties that say what the file is; those without a value are left out."""
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(imprint.epoch))
    languages = {
        "dc:title": imprint.title,
        "dc:description": imprint.subject,
    }
    plain = {
        "dc:format": "application/pdf",
        "pdf:Keywords": imprint.keywords,
        "pdf:Producer": _TOOL,
        "xmp:CreatorTool": _TOOL,
        "xmp:CreateDate": moment,
        "xmp:ModifyDate": moment,
        "pdfaid:part": "3",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
    }
    found = [_collected(key, "Alt", text, ' xml:lang="x-default"') for key, text in languages.items() if text]
    found += [_collected("dc:creator", "Seq", imprint.author)] if imprint.author else []
    found.append(_collected("dc:language", "Bag", imprint.language))
    return found + [f"<{key}>{escape(text, quote=False)}</{key}>" for key, text in plain.items() if text]


def _collected(key: str, kind: str, text: str, features: str = "") -> str:
    return f"<{key}><rdf:{kind}><rdf:li{features}>{escape(text, quote=False)}</rdf:li></rdf:{kind}></{key}>"
