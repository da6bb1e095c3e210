"""The source line of a figure that leaves its document: its marks lead nowhere there, so sources are named instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hefei_report.document.model import Document, Inline, ReferenceLink, Run


def named_sources(source: Inline, document: Document) -> str:
    """``source`` with the short names of its references instead of their numbers, each once: "Bureau (2025)"."""
    said: dict[str, None] = {}
    parts: list[str] = []
    for keys, text in _stretches(source):
        new = [document.reference(key).short or key for key in keys if key not in said]
        said.update(dict.fromkeys(keys))
        if keys and parts and new and new[0].startswith(parts[-1].strip("\xa0 ")):
            parts.pop()  # "Bureau [1]" names its author already
        parts += ["; ".join(new)] if keys else [text]
    return _tidy(parts)


def _stretches(source: Inline) -> Iterator[tuple[list[str], str]]:
    """What stands between marks as text, and the marks in one bracket as the keys that they lead to."""
    text, keys = "", []
    for run in source:
        if _is_number(run):
            assert isinstance(run.target, ReferenceLink)
            if text:
                yield [], text
            text = ""
            keys.append(run.target.key)
            if run.text.endswith("]"):
                yield keys, ""
                keys = []
        elif not keys:
            text += run.text
    if text:
        yield [], text


def _is_number(run: Run) -> bool:
    return isinstance(run.target, ReferenceLink) and (run.text.startswith("[") or run.text.strip("[]").isdigit())


def _tidy(parts: Iterable[str]) -> str:
    """``parts`` with one separator where several met, none at the ends."""
    found: list[str] = []
    for part in (piece.strip("\xa0 ;；") for piece in parts):
        if part and part not in found:
            found.append(part)
    return "; ".join(found)
