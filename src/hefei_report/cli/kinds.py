"""The command ``kinds``: what there is to choose from in ``chart:``, and how each kind is written."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from hefei_report.build import compose
from hefei_report.charts.guide.entries import Entry, Record, entry_of
from hefei_report.charts.guide.gallery import OUTLINE, gallery
from hefei_report.charts.kind import chart_kind_names
from hefei_report.cli.kindarguments import KindArguments
from hefei_report.cli.posting import drawn
from hefei_report.cli.printing import refuse
from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.document.model import Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.workspace import MemoryWorkspace, replace_files, user_cache

_WIDTH = 100


def run(arguments: KindArguments) -> int:
    """Carry it out; 2 when there is no such kind."""
    if arguments.gallery is not None:
        return _write_gallery(arguments.gallery)
    if not arguments.kind:
        print("\n".join(listed()))
        return 0
    names = chart_kind_names()
    if arguments.kind not in names:
        hint = did_you_mean(arguments.kind, names) or f"there are {', '.join(names)}"
        return refuse(f"there is no chart '{arguments.kind}'\n  = hint: {hint}", 2)
    if arguments.picture is not None:
        return _draw(arguments.kind, arguments.picture)
    print("\n".join(described(entry_of(arguments.kind))))
    return 0


def listed() -> Iterator[str]:
    """A line for each kind."""
    from hefei_report.deck.charts.native import native_kinds

    names = chart_kind_names()
    column = max(map(len, names)) + 2
    for name in names:
        mark = "" if name in native_kinds() else " (drawn)"
        yield from _hanging(f"{name:{column}}{entry_of(name).purpose}{mark}", column)
    yield ""
    yield "On slides they are PowerPoint's own charts where it has room for all labels, but for those marked as drawn."


def described(entry: Entry) -> Iterator[str]:
    """All about one kind: what it is for, its keys, an example."""
    yield f"{entry.kind}: {entry.purpose}"
    if entry.advice:
        yield from ("", *textwrap.wrap(entry.advice, _WIDTH))
    for record in entry.records:
        yield from ("", f"{record.name or 'keys'}:", *_described(record))
    yield from ("", "example:", "", *(f"  {line}" for line in entry.example.splitlines()))


def _described(record: Record) -> Iterator[str]:
    for paragraph in record.about.split("\n\n") if record.about else []:
        yield from _paragraph(paragraph)
    column = max((len(key.name) for key in record.keys), default=0) + 4
    for key in record.keys:
        must = " (required)" if key.required else ""
        yield from _hanging(f"  {key.name:{column}}{key.takes}{must}", column + 2)


def _paragraph(text: str) -> Iterator[str]:
    """A paragraph in lines of a terminal; an example, which is indented, as it stands."""
    if text.startswith(" "):
        yield from ("", *text.splitlines(), "")
    else:
        yield from textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _hanging(line: str, indent: int) -> list[str]:
    return textwrap.wrap(line, _WIDTH, subsequent_indent=" " * indent, drop_whitespace=True)


def _write_gallery(folder: Path) -> int:
    files = {folder / name: text.encode() for name, text in gallery().items()}
    return _keep(files, folder / OUTLINE)


def _draw(kind: str, path: Path) -> int:
    """The kind's example as it stands in print."""
    document = compose(MemoryWorkspace.of(gallery(kind)), OUTLINE, Diagnostics(), cache=user_cache())
    assert document is not None
    (figure,) = (block for block in blocks_of(document) if isinstance(block, Figure))
    form = path.suffix.lower().removeprefix(".")
    return _keep({path: drawn(figure, document, form, Medium.BRIEFING, None, user_cache(), bare=False)}, path)


def _keep(files: Mapping[Path, bytes], told: Path) -> int:
    try:
        replace_files(files)
    except OSError as problem:
        return refuse(f"can't write '{told}': {problem.strerror or problem}", 1)
    print(told)
    return 0
