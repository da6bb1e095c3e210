"""The source strip of a slide: notes and sources of what stands on it, shortened until they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hefei_report.deck.storyboard.desk import Desk
from hefei_report.deck.storyboard.fitting import Fitted, excess
from hefei_report.deck.storyboard.plan import Frame, Text
from hefei_report.deck.storyboard.setting import para
from hefei_report.document.model import Inline, Reference, ReferenceLink, Run, WebLink, plain

_LENGTHS = (60, 44, 32, 24, 0)  # characters of a source's name to try; 0: its number only, where it has one
_YEAR = re.compile(r"^(?P<who>.{2,80}?)[.,]?\s*\((?P<year>\d{4})[^)]*\)")


def strip_text(
    credit: Sequence[Inline],
    notes: Sequence[Inline],
    cited: Sequence[Reference],
    jumps: bool,
    frame: Frame,
    desk: Desk,
) -> Fitted:
    """The finished lines of ``credit``, the footnotes, then the sources in ``cited`` that no credit names; 10 points.

    ``jumps``: the marks lead to the list of references, else to the source itself. Footnotes leave the sources as much
    of their names as tells them.
    """
    told = [line for line in credit if not cited or not _only_marks(line)]
    mentioned = {run.target.key for line in told for run in line if isinstance(run.target, ReferenceLink)}
    rest = [reference for reference in cited if reference.key not in mentioned]
    text: Text = ()
    for length in _LENGTHS[:-1] if notes else _LENGTHS:
        lines = [*told, *notes, *((_sources(rest, length, jumps, desk),) if rest else ())]
        text = tuple(para(line, desk.tokens.source) for line in lines)
        if excess(text, frame) <= 0:
            break
    return Fitted(text, max(0.0, excess(text, frame)))


def _only_marks(line: Inline) -> bool:
    """Whether a line, after the word that leads it, is nothing but citation marks: names will say more."""
    told = (run.text for run in line[1:] if not isinstance(run.target, ReferenceLink))
    return not any(character.isalnum() for character in "".join(told))


def _sources(references: Iterable[Reference], length: int, jumps: bool, desk: Desk) -> Inline:
    """One line that names ``references``, with at most ``length`` characters for each."""
    label = desk.labels.sources_short
    out = [Run(label + (" " if label.isascii() else ""))]
    for position, reference in enumerate(references):
        if position:
            out.append(Run(desk.labels.joiner))
        target = ReferenceLink(reference.key) if jumps else _address(reference)
        if reference.numbered:
            out.append(Run(f"[{reference.number}]", target=target, role=f"cite:{reference.key}"))
        if length or not reference.numbered:
            name = (" " if reference.numbered else "") + short_name(reference, length or min(_LENGTHS[:-1]))
            own = None if reference.numbered else target
            out.append(Run(name, lang=reference.language or None, target=own, role=f"reference:{reference.key}"))
    return tuple(out)


def short_name(reference: Reference, length: int) -> str:
    """What to call a source in ``length`` characters: its short name, else author and year, else how it begins."""
    text = reference.short or _author_and_year(plain(reference.content))
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:，。；：") + "…"


def _author_and_year(entry: str) -> str:
    found = _YEAR.match(entry)
    return f"{found['who'].rstrip(' .,')} ({found['year']})" if found else entry


def _address(reference: Reference) -> WebLink | None:
    """The web address that an entry gives, or None."""
    return next((run.target for run in reference.content if isinstance(run.target, WebLink)), None)
