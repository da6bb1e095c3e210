"""How long a long deck takes, against python-pptx making the same slides by itself in the same run.

Every slide has a title, a chart of its own, a picture of its own and notes, and links to the slide after it. Ours is
also planned, measured, linted and given its inventory. Each deck is made in a process of its own; the charts that we
draw are drawn beforehand, and so are the pictures. Usage: python bench/deck.py [--slides 100,1000] [--stock 1000]
"""

from __future__ import annotations

import argparse
import functools
import io
import itertools
import json
import resource
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT / "src"), str(CHECKOUT)]

_NOTES = "Exports of the city grew by a tenth, and by more than those of the country; say why."
_YEARS = ("2021", "2022", "2023", "2024", "2025")


def numbers(slide: int) -> tuple[int, ...]:
    """What the chart of a slide shows."""
    return tuple(100 + (slide * 37 + 11 * place) % 900 for place in range(len(_YEARS)))


@functools.cache
def _pixels() -> bytes:
    return b"".join(b"\0" + bytes(255 for _ in range(320)) for _ in range(180))


def png(slide: int) -> bytes:
    """A small picture that no other slide has."""
    header = struct.pack(">IIBBBBB", 320, 180, 8, 0, 0, 0, 0)
    chunks = (b"IHDR", header), (b"tEXt", f"Comment\0slide {slide}".encode()), (b"IDAT", zlib.compress(_pixels(), 1))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*chunks, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + body


# ------------------------------------------------------------------------------------ python-pptx alone


def stock(count: int) -> int:
    """``count`` slides by python-pptx; returns the size of the file in bytes."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    presentation = Presentation()
    layout = presentation.slide_layouts[5]
    sys.setrecursionlimit(100 * count + 1_000)  # it walks from slide to slide by calling itself
    slides = []
    for number in range(1, count + 1):
        slide = presentation.slides.add_slide(layout)
        slide.shapes.title.text = f"Finding {number} of the report"
        data: Any = CategoryChartData()  # type: ignore[no-untyped-call]  # untyped there
        data.categories = _YEARS
        data.add_series("Exports", numbers(number))
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(0.5), Inches(1.5), Inches(6), Inches(4), data)
        slide.shapes.add_picture(io.BytesIO(png(number)), Inches(7), Inches(1.5), Inches(2.5))
        slide.notes_slide.notes_text_frame.text = _NOTES
        slides.append(slide)
    for slide, following in itertools.pairwise(slides):
        slide.shapes.title.click_action.target_slide = following
    out = io.BytesIO()
    presentation.save(out)
    return len(out.getvalue())


# ----------------------------------------------------------------------------------------------- ours


def ours(count: int) -> int:
    """The same slides by us, from the Document to the finished file; returns its size in bytes."""
    from hefei_report.deck import write_deck
    from hefei_report.diagnostics import Diagnostics
    from hefei_report.document.chartplan import ChartPlan
    from hefei_report.document.drawing import Box, RenderedFigure
    from hefei_report.document.model import Medium
    from hefei_report.theme import load_theme
    from tests.support import decks

    def draw(plan: ChartPlan, box: Box, _: Medium) -> RenderedFigure:
        drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><desc>%d</desc></svg>' % id(plan)
        return RenderedFigure(box, svg=drawing, png=png(id(plan)))

    diagnostics = Diagnostics()
    deck = write_deck(_document(count), load_theme("hefei"), draw, diagnostics, decks.EPOCH)
    if len(diagnostics):
        sys.exit(str(next(iter(diagnostics))))
    if deck.slides < count:
        sys.exit(f"{deck.slides} slides")
    return len(deck.content)


def _document(count: int) -> Any:
    """A Document of ``count`` slides in ten sections, with a fact and a link on each."""
    from hefei_report.document.model import ChartForm, CrossLink, FactEntry, Medium, Run, Slide
    from tests.support import decks

    facts = []

    def slide(number: int) -> Slide:
        facts.append(
            FactEntry(f"cars-{number}", f"{number} cars", "Cars made", "2024", "Hefei", ("source-1",), "paragraph 3")
        )
        link = Run("the next", target=CrossLink(f"fig-{2 * number + 1}"))
        native = replace(
            decks.figure(2 * number - 1, f"Exports of the year {number}"),
            plan=decks.bar_plan(*numbers(number), fact=f"cars-{number}"),
            caption=(Run("Exports in billion yuan; see "), link),
        )
        drawn = replace(
            decks.figure(2 * number, f"Pictured in the year {number}"), plan=decks.bar_plan(*numbers(number + 1))
        )
        return Slide(
            span=decks.at(number),
            only=Medium.DECK,
            title=decks.words(f"Finding {number} of the report"),
            layout="two-charts",
            body=(native, replace(drawn, form=ChartForm.DRAWN)),
            notes=(decks.words(_NOTES),),
        )

    share = count // 10
    sections = [
        decks.section(str(part + 1), f"Part {part + 1}", *(slide(part * share + n) for n in range(1, share + 1)))
        for part in range(10)
    ]
    return decks.document(*sections, facts=tuple(facts))


# ------------------------------------------------------------------------------------------ measuring


def timed(name: str, count: int) -> dict[str, float]:
    """Seconds, megabytes of memory and bytes of one deck, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", name, "--slides", str(count)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def one(make: Callable[[int], int], count: int) -> dict[str, float]:
    """What :func:`timed` tells, measured here; what is imported and what is read once is not counted."""
    make(10)
    started = time.perf_counter()
    size = make(count)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000, "bytes": size}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slides", default="100,1000")
    parser.add_argument("--stock", default="1000")
    parser.add_argument("--one", choices=("ours", "stock"))
    arguments = parser.parse_args()
    counts = [int(count) for count in arguments.slides.split(",")]
    if arguments.one:
        print(json.dumps(one(ours if arguments.one == "ours" else stock, counts[0])))
        return
    print(f"{'':14}{'slides':>8}{'s':>10}{'ms a slide':>12}{'MB':>8}{'bytes a slide':>16}")
    taken = {}
    for name, count in (
        *(("ours", count) for count in counts),
        *(("stock", int(n)) for n in arguments.stock.split(",")),
    ):
        found = timed(name, count)
        taken[name, count] = found["seconds"]
        each = (found["seconds"] / count * 1000, found["memory"], found["bytes"] / count)
        print(f"{name:14}{count:8}{found['seconds']:10.2f}{each[0]:12.2f}{each[1]:8.0f}{each[2]:16.0f}", flush=True)
    for count in counts:
        if ("stock", count) in taken:
            print(f"{count} slides: {taken['ours', count] / taken['stock', count]:.3f} of python-pptx's time")


if __name__ == "__main__":
    main()
