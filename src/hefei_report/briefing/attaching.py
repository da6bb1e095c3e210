"""Files inside the PDF, associated with the document or with a figure in it (ISO 19005-3, 6.8 and annex E)."""

from __future__ import annotations

import hashlib
from enum import Enum
from typing import Any

from reportlab.pdfbase import pdfdoc

from hefei_report.briefing.objects import Reserved, date, dictionary, is_known, name, reference, reference_to, string
from hefei_report.proof.inventory import MANIFEST_SUFFIX
from hefei_report.records import dataclass


class Relationship(Enum):
    """What a file is to what it is associated with."""

    DATA = "Data"  # what it shows
    SOURCE = "Source"  # what it was made from


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str
    media_type: str
    description: str
    content: bytes
    relationship: Relationship = Relationship.DATA


def manifest_file(report: str, content: bytes) -> Attachment:
    """The record of what the briefing of ``report`` shows and what proves it."""
    return Attachment(report + MANIFEST_SUFFIX, "application/json", "What proves the figures in this file", content)


def associated(attachment: Attachment, document: Any, epoch: int) -> bytes:
    """A reference to the file specification (ISO 32000-1, 7.11.3) of ``attachment`` in reportlab's ``document``.

    Its content is written at the first call for it. ``epoch`` (seconds since 1970, UTC) dates it.
    """
    key = f"attachment {attachment.name}"
    if not is_known(key, document):
        held = reference(_embedded(attachment, epoch), document)
        named = string(attachment.name)
        entries = {
            "Type": name("Filespec"),
            "F": named,
            "UF": named,
            "Desc": string(attachment.description),
            "AFRelationship": name(attachment.relationship.value),
            "EF": dictionary({"F": held, "UF": held}),
        }
        reference(Reserved(dictionary(entries)), document, key)
    return reference_to(key, document)


def _embedded(attachment: Attachment, epoch: int) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=attachment.content, filters=[pdfdoc.PDFZCompress])
    digest = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()  # the format names no better one
    stream.dictionary["Type"] = name("EmbeddedFile")
    stream.dictionary["Subtype"] = name(attachment.media_type)
    stream.dictionary["Params"] = dictionary(
        {
            "Size": str(len(attachment.content)).encode(),
            "ModDate": date(epoch),
            "CheckSum": f"<{digest}>".encode(),
        }
    )
    return stream
