"""The source strip of a slide: notes and sources of what stands on it, shortened until they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import ne

from hefei_report.deck.storyboard.desk import Desk, led
from hefei_report.deck.storyboard.fitting import Fitted, excess
from hefei_report.deck.storyboard.plan import Frame, Text
from hefei_report.deck.storyboard.setting import para
from hefei_report.document.model import Inline, Reference, ReferenceLink, Run, WebLink, plain
from hefei_report.proof.binding import joined

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
    """The notes among ``credit``, the footnotes, then one line with all sources: those of ``credit``, then those in
    ``cited`` that it doesn't name.

    ``jumps``: the marks lead to the list of references, else to the source itself. Footnotes leave the sources as much
    of their names as tells them.
    """
    told = [line for line in credit if not cited or not _only_marks(line)]
    sources = [line[1:] for line in told if _is_source(line, desk)]
    other = [line for line in told if not _is_source(line, desk)]
    mentioned = {run.target.key for line in told for run in line if isinstance(run.target, ReferenceLink)}
    rest = [reference for reference in cited if reference.key not in mentioned]
    text: Text = ()
    for length in _LENGTHS[:-1] if notes else _LENGTHS:
        named = [*sources, *((_sources(rest, length, jumps, desk, behind=bool(sources)),) if rest else ())]
        lines = [*other, *notes, *((_one_line(named, desk),) if named else ())]
        text = tuple(para(line, desk.tokens.source) for line in lines)
        if excess(text, frame) <= 0:
            break
    return Fitted(text, max(0.0, excess(text, frame)))


def _only_marks(line: Inline) -> bool:
    """Whether a line, after the word that leads it, is nothing but citation marks: names will say more."""
    told = (run.text for run in line[1:] if not isinstance(run.target, ReferenceLink))
    return not any(character.isalnum() for character in "".join(told))


def _is_source(line: Inline, desk: Desk) -> bool:
    """Whether a credit says where a figure or table is from, and is no note."""
    return line[0].text == led(desk.labels.source)


def _one_line(parts: Sequence[Inline], desk: Desk) -> Inline:
    """``parts`` behind one word; what we have computed is said once, at the end."""
    computed = (Run(desk.labels.joiner), Run(desk.labels.calculated))
    bare = [part[:-2] if part[-2:] == computed else part for part in parts]
    several = len(parts) > 1 or sum(isinstance(run.target, ReferenceLink) for run in parts[0]) > 1
    word = desk.labels.sources_short if several else desk.labels.source
    line = (Run(led(word)), *joined(dict.fromkeys(bare), desk.labels.joiner))
    return (*line, *computed) if any(map(ne, parts, bare)) else line


def _sources(references: Iterable[Reference], length: int, jumps: bool, desk: Desk, *, behind: bool) -> Inline:
    """The names of ``references``, each ``length`` characters at most; numbers stand before or ``behind`` them."""
    out: list[Run] = []
    for position, reference in enumerate(references):
        if position:
            out.append(Run(desk.labels.joiner))
        target = ReferenceLink(reference.key) if jumps else _address(reference)
        mark = Run(f"[{reference.number}]", target=target, role=f"cite:{reference.key}")
        name = short_name(reference, length or min(_LENGTHS[:-1])) if length or not reference.numbered else ""
        own = None if reference.numbered else target
        told = Run(name, lang=reference.language or None, target=own, role=f"reference:{reference.key}")
        space = Run("\u00a0" if behind else " ")
        parts = (told, space, mark) if behind else (mark, space, told)
        out += parts if reference.numbered and name else (mark,) if reference.numbered else (told,)
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
