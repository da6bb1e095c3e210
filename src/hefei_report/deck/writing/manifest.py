"""The manifest as a custom XML part: JSON as the text of one element in a namespace of our own."""

from __future__ import annotations

from hefei_report.deck.openxml.archive import document
from hefei_report.deck.openxml.escaping import escape
from hefei_report.proof.inventory import MANIFEST_NAMESPACE


def manifest_xml(manifest: bytes) -> tuple[bytes, str]:
    """The part that holds ``manifest``, which is JSON in ASCII, and its namespace."""
    text = escape(manifest.decode("ascii"))
    return document(f'<manifest xmlns="{MANIFEST_NAMESPACE}" format="application/json">{text}</manifest>'), (
        MANIFEST_NAMESPACE
    )
