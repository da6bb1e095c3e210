"""Takes the text out of a page, table rows included, one paragraph a line; the only user of trafilatura."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import logging
import re

from hefei_report.archive.fetching import Page
from hefei_report.archive.refusal import Refused

_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# What pages call these charsets is a part of what they use.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}


def is_at_hand() -> bool:
    """Whether trafilatura is installed."""
    return importlib.util.find_spec("trafilatura") is not None


def extractor() -> str:
    """What takes the text out, with its version, for the record."""
    return f"trafilatura {importlib.metadata.version('trafilatura')}"


def text_of(page: Page) -> str:
    """The text of ``page``, a paragraph a line. Raises Refused for what holds no text that can be read."""
    kind = page.content_type.partition(";")[0].strip().lower()
    if kind not in (*_HTML, "text/plain"):
        raise Refused(f"it is '{kind or 'of no declared type'}', not a page or a text")
    decoded = _decoded(page, is_html=kind in _HTML)
    text = _extracted(decoded, page.url) if kind in _HTML else decoded
    whole = "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
    if not whole:
        raise Refused("no text was found in the page")
    return whole + "\n"


def _extracted(html: str, url: str) -> str:
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):  # they log what is none of the author's business
        logging.getLogger(name).addHandler(logging.NullHandler())
    found = trafilatura.extract(
        html, url=url, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    return found or ""


def _decoded(page: Page, *, is_html: bool) -> str:
    """The characters of a page, by what its head, itself or its bytes say."""
    told = re.search(r"charset\s*=\s*\"?([A-Za-z0-9_:.-]+)", page.content_type, re.IGNORECASE)
    inside = _CHARSET.search(page.content[:4096]) if is_html else None
    names = [told[1]] if told else [inside[1].decode("ascii")] if inside else []
    for name in (*names, "utf-8-sig", "gb18030"):
        try:
            return page.content.decode(_WIDER.get(name.lower(), name))
        except (UnicodeDecodeError, LookupError):
            continue
    return page.content.decode("utf-8", "replace")
