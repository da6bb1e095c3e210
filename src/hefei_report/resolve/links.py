"""Which links may leave the report: those that open a page or a letter, and nothing that runs or reads a file."""

from __future__ import annotations

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.model import SAFE_SCHEMES
from hefei_report.evidence.sources import Source

_HINT = "links are http, https or mailto"


def is_safe(url: str) -> bool:
    """Whether ``url`` is http, https or mailto, in printable characters without spaces."""
    return url.lower().startswith(SAFE_SCHEMES) and url.isprintable() and " " not in url


def report_unsafe_link(url: str, place: Span, diagnostics: Diagnostics) -> None:
    """A diagnostic about a link that :func:`is_safe` refuses."""
    diagnostics.error("unsafe-link", f"the link '{url[:60]}' is not allowed", place, _HINT)


def check_addresses(source: Source, diagnostics: Diagnostics) -> None:
    """Report the address of a source that must not become a link."""
    if source.URL is not None and not is_safe(source.URL.value):
        report_unsafe_link(source.URL.value, source.URL.span, diagnostics)
    if source.DOI is not None and not is_safe("https://doi.org/" + source.DOI.value):
        report_unsafe_link(source.DOI.value, source.DOI.span, diagnostics)
