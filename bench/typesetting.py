"""The same text set by Typst and by us, side by side; and what a page costs in short and in long briefings.

Usage: python bench/typesetting.py [--pages 20] [--lengths 10 100 1000] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import typst

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:1] = [str(CHECKOUT), str(CHECKOUT / "src")]  # in place of this folder, where bench.py hides the package

from bench.evenness import Evenness, evenness  # noqa: E402  # found only now
from bench.prose import as_outline, as_typst, chapters  # noqa: E402  # so is this


def set_by_us(text: str, path: Path) -> int:
    """Write the briefing of an outline; returns its number of pages."""
    from hefei_report.build import compose, publish
    from hefei_report.diagnostics import Diagnostics
    from hefei_report.document.model import Medium
    from hefei_report.workspace import NO_CACHE, MemoryWorkspace

    found = Diagnostics()
    document = compose(MemoryWorkspace.of({"prose.yaml": text}), "prose.yaml", found)
    if document is None or found.has_errors:
        sys.exit("\n".join(str(problem) for problem in found))
    briefing = publish(document, (Medium.BRIEFING,), NO_CACHE, found)[0]
    path.write_bytes(briefing.content)
    return briefing.leaves


def set_by_typst(text: str, path: Path) -> None:
    """Write Typst's PDF of a text in its mark-up, with the fonts of the briefing and no others."""
    source = path.with_suffix(".typ")
    source.write_text(text, encoding="utf-8")
    fonts = [str(CHECKOUT / "assets" / "fonts" / name) for name in ("source-serif-4", "source-sans-3")]
    typst.compile(str(source), str(path), font_paths=fonts, ignore_system_fonts=True)


def compare(pages: int, folder: Path) -> str:
    """Both pages side by side, as a table."""
    text = chapters(pages)
    set_by_us(as_outline(text), folder / "ours.pdf")
    set_by_typst(as_typst(text), folder / "typst.pdf")
    ours, theirs = evenness(folder / "ours.pdf"), evenness(folder / "typst.pdf")
    words = sum(len(paragraph.split()) for chapter in text for paragraph in chapter.paragraphs)
    rows = [f"The same {words:,} words", f"{'':46}{'ours':>10}{'Typst':>10}"]
    rows += [f"{name:46}{one:>10}{other:>10}" for name, one, other in _rows(ours, theirs)]
    return "\n".join(rows)


def _rows(ours: Evenness, theirs: Evenness) -> Iterator[tuple[str, str, str]]:
    for name, told in _TOLD.items():
        yield name, told(ours), told(theirs)


_TOLD: dict[str, Callable[[Evenness], str]] = {
    "pages": lambda one: f"{one.pages}",
    "size of the file, bytes": lambda one: f"{one.size:,}",
    "justified lines": lambda one: f"{one.lines}",
    "of them with a hyphen at their end": lambda one: f"{one.divided}",
    "standard deviation of word spaces, em": lambda one: f"{one.deviation:.4f}",
    "mean word space, em": lambda one: f"{one.mean:.4f}",
    "widest word space, em": lambda one: f"{max(one.spaces):.3f}",
    "narrowest word space, em": lambda one: f"{min(one.spaces):.3f}",
}


# ------------------------------------------------------------------------------------------ lengths


def child(pages: int) -> None:
    """Set a text of so many pages; prints what it took as JSON. To be run in a process of its own."""
    from hefei_report import briefing, build  # noqa: F401  # importing is not counted

    text = as_outline(chapters(pages))
    with tempfile.TemporaryDirectory() as scratch:
        started = time.perf_counter()
        count = set_by_us(text, Path(scratch) / "long.pdf")
        seconds = time.perf_counter() - started
        size = (Path(scratch) / "long.pdf").stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"pages": count, "seconds": seconds, "peak": peak, "size": size}))


def lengths(wanted: list[int]) -> str:
    """What a page costs at each length."""
    rows = ["", f"{'pages':>8}{'ms a page':>12}{'peak MB':>10}{'bytes a page':>14}"]
    costs = []
    for pages in wanted:
        command = [sys.executable, __file__, "--child", str(pages)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr)
        one = json.loads(done.stdout)
        costs.append(one["seconds"] / one["pages"])
        each = one["size"] // one["pages"]
        rows.append(f"{one['pages']:8,}{costs[-1] * 1000:12.1f}{one['peak']:10,}{each:14,}")
    rows += [
        f"from {a:,} to {b:,} pages a page takes {y / x:.2f} times as long"
        for a, b, x, y in zip(wanted, wanted[1:], costs, costs[1:], strict=False)
    ]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--lengths", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--keep", type=Path, help="a folder for both PDFs")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        child(arguments.child)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print(compare(arguments.pages, folder))
    print(lengths(arguments.lengths))


if __name__ == "__main__":
    main()
