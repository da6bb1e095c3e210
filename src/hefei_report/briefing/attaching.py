"""Files inside the PDF: associated with the document as its data (ISO 32000-2, 14.13), as PDF/A-3 wants it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfdoc

from hefei_report.proof.inventory import MANIFEST_SUFFIX


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str
    media_type: str
    description: str
    content: bytes


def manifest_file(report: str, content: bytes) -> Attachment:
    """The record of what the briefing of ``report`` shows and what proves it."""
    return Attachment(report + MANIFEST_SUFFIX, "application/json", "What proves the figures in this file", content)


def file_specification(attachment: Attachment, document: Any) -> pdfdoc.PDFDictionary:
    """The file specification (ISO 32000-1, 7.11.3) of ``attachment`` with its content, for reportlab's ``document``."""
    stream = pdfdoc.PDFStream(content=attachment.content, filters=[pdfdoc.PDFZCompress])
    digest = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()  # the format names no better one
    stream.dictionary["Type"] = pdfdoc.PDFName("EmbeddedFile")
    stream.dictionary["Subtype"] = "/" + attachment.media_type.replace("/", "#2F")  # PDFName leaves a slash as it is
    stream.dictionary["Params"] = pdfdoc.PDFDictionary(
        {
            "Size": len(attachment.content),
            "ModDate": pdfdoc.PDFDate(ts=document._timeStamp),
            "CheckSum": f"<{digest}>",
        }
    )
    held = document.Reference(stream)
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": pdfdoc.PDFString(attachment.name),
            "UF": pdfdoc.PDFString(attachment.name),
            "Desc": pdfdoc.PDFString(attachment.description),
            "AFRelationship": pdfdoc.PDFName("Data"),
            "EF": pdfdoc.PDFDictionary({"F": held, "UF": held}),
        }
    )
