"""Reads BibLaTeX: we find the entries and their keys, with places; pandoc reads what is in them.

pandoc gives up a whole file for one bad entry. So the entries that can't be whole are told and blanked out first, and
when pandoc refuses one more, that one is told, blanked out, and the rest is asked for again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from hefei_report.citations.foreign import entries_within_bounds, node_of
from hefei_report.citations.pandoc import Pandoc, PandocError, PandocRefused
from hefei_report.diagnostics import Diagnostics
from hefei_report.expressions import expression
from hefei_report.outline.nodes import Sequence, Source
from hefei_report.records import dataclass

_DEEPEST = 30  # braces; pandoc takes seconds where there are thousands
_MOST_REFUSALS = 20
_MOST_UNCLOSED = 20  # each is looked for to the end of the file
_SECONDS = 40.0
_HEAD = expression(r"^[ \t]*@[ \t]*(?P<kind>[A-Za-z]+)\s*[{(]", re.MULTILINE)
_KEY = expression(r"\s*(?P<key>[^\s,{}()=\"#%]+)\s*(?=[,}])")
_NOT_ENTRIES = {"comment", "preamble", "string"}
_NOT_SOURCES = {"set", "xdata"}
_LINE = expression(r"\(line (?P<line>\d+), column (?P<column>\d+)\):?\s*(?P<what>.*)", re.DOTALL)
_LANGUAGES = {"chinese": "zh-CN", "english": "en-US", "american": "en-US", "british": "en-GB"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry with its offsets in the file; ``wrong`` is why it can't be read, or ''."""

    kind: str
    key: str
    start: int
    key_start: int
    end: int
    wrong: str = ""


def read_bibtex(text: str, name: str, pandoc: Pandoc, diagnostics: Diagnostics) -> Sequence | None:
    """The entries of the file ``name`` as CSL items, or None after a diagnostic about all of it."""
    file = Source(name, text)
    entries = entries_within_bounds(file, _entries, diagnostics)
    if entries is None:
        return None
    for entry in entries:
        if entry.wrong:
            _report(entry, entry.wrong, file, diagnostics)
    sound = [entry for entry in entries if not entry.wrong and entry.kind not in _NOT_ENTRIES]
    text = _without(text, [entry for entry in entries if entry.wrong])
    items = _asked(text, sound, file, pandoc, diagnostics)
    return None if items is None else _placed(items, sound, file, diagnostics)


def _asked(
    text: str, sound: list[_Entry], file: Source, pandoc: Pandoc, diagnostics: Diagnostics
) -> list[dict[str, Any]] | None:
    """What pandoc reads in ``text``; the entries that it refuses are reported and taken out of ``sound``."""
    for _ in range(_MOST_REFUSALS):
        try:
            return pandoc.ask(["--from=biblatex", "--to=csljson"], text.encode(), _items, seconds=_SECONDS)
        except PandocRefused as problem:
            refused = _refused(str(problem), sound, file)
            if refused is None:
                message = f"pandoc can't read '{file.file}': {' '.join(str(problem).split())[:200]}"
                diagnostics.error("bad-source", message, file.span(0), _HINT)
                return None
            entry, what = refused
            _report(entry, what, file, diagnostics)
            sound.remove(entry)
            text = _without(text, [entry])
        except PandocError as problem:
            diagnostics.error(
                "citation-engine", f"'{file.file}' could not be read: {problem}", file.span(0), problem.hint
            )
            return None
    return None


_HINT = "see that its braces and quotes are closed and that a comma stands between fields; or export it again"


def _report(entry: _Entry, what: str, file: Source, diagnostics: Diagnostics) -> None:
    place = file.span(entry.key_start, max(len(entry.key), 1))
    diagnostics.error("bad-source", f"the entry '{entry.key or entry.kind}' can't be read: {what}", place, _HINT)


def _refused(said: str, sound: list[_Entry], file: Source) -> tuple[_Entry, str] | None:
    """Which entry pandoc stumbled over, by the line that it names, and what it said."""
    found = _LINE.search(said)
    if found is None:
        return None
    lines = file.text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: int(found["line"]) - 1]) + int(found["column"]) - 1
    blamed = [entry for entry in sound if entry.start <= offset]
    what = found["what"].split("\n")[0].strip() or "it is not BibLaTeX"
    return (blamed[-1], f"{what} (line {found['line']}, column {found['column']})") if blamed else None


def _items(answer: bytes) -> list[dict[str, Any]]:
    items = json.loads(answer)
    if isinstance(items, list) and all(isinstance(item, dict) and "id" in item for item in items):
        return items
    raise ValueError("no list of CSL items")


def _placed(items: list[dict[str, Any]], sound: list[_Entry], file: Source, diagnostics: Diagnostics) -> Sequence:
    """The items as nodes at their entries: entry by entry, so that a key given twice is found twice."""
    by_key = {str(item["id"]): item for item in items}
    nodes = []
    for entry in sound:
        item = by_key.get(entry.key)
        if item is not None:
            spoken = str(item.get("language", "")).lower()
            item = item | ({"language": _LANGUAGES[spoken]} if spoken in _LANGUAGES else {})
            nodes.append(node_of(item, file, entry.key_start, entry.key_start + len(entry.key)))
        elif entry.kind not in _NOT_SOURCES:
            _report(entry, f"'@{entry.kind}' is no kind of entry that makes a source", file, diagnostics)
    return Sequence(tuple(nodes), file, 0)


def _entries(text: str) -> Iterator[_Entry]:
    """Everything in the file that begins with ``@kind{``, in order; nothing more after many that never close."""
    at = unclosed = 0
    while head := _HEAD.search(text, at):
        kind = head["kind"].lower()
        start, opened = head.start(), head.end() - 1
        end, deepest = _closing(text, opened)
        key = _KEY.match(text, head.end())
        key_start = key.start("key") if key else start + head.group().index("@")
        name = key["key"] if key else ""
        wrong = ""
        if end is None:
            unclosed += 1
            following = _HEAD.search(text, head.end()) if unclosed < _MOST_UNCLOSED else None
            end, wrong = following.start() if following else len(text), "it is never closed"
        elif deepest > _DEEPEST:
            wrong = f"braces nested more than {_DEEPEST} deep"
        elif key is None and kind not in _NOT_ENTRIES:
            wrong = "it has no key"
        yield _Entry(kind, name, start, key_start, end, wrong)
        at = end


def _closing(text: str, opened: int) -> tuple[int | None, int]:
    """Where what opens at ``opened`` has ended, or None; and how deep it is nested. A ``\\{`` opens nothing."""
    depth = deepest = 0
    closer = ")" if text[opened] == "(" else "}"
    for found in re.compile(r"\\.|[{}()]", re.DOTALL).finditer(text, opened):
        mark = found.group()
        if mark == "{" or found.start() == opened:
            depth += 1
            deepest = max(deepest, depth)
        elif mark == "}" or (mark == ")" == closer and depth == 1):
            depth -= 1
            if depth == 0:
                return found.end(), deepest
    return None, deepest


def _without(text: str, entries: list[_Entry]) -> str:
    """``text`` with these entries blank; every other character stays at its line and column."""
    parts: list[str] = []
    at = 0
    for entry in entries:
        parts += [text[at : entry.start], re.sub(r"[^\n]", " ", text[entry.start : entry.end])]
        at = entry.end
    return "".join([*parts, text[at:]])
