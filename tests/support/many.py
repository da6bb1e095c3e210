"""Thirty small reports that differ in text, look, language, paper and charts, for commands with many outlines."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path

from hefei_report.workspace import assets_folder
from tests.support.outlines import SMALL_OUTLINE, write_small_report
from tests.support.product import run
from tests.support.templates import chinese, four_to_three

COUNT = 30
OUTLINES = [f"r{number}/briefing.yaml" for number in range(COUNT)]
_LOOKS = (
    "theme: hefei",
    "theme: neutral\nbriefing: {paper: letter, duplex: true}",
    "theme: hefei\ndeck: {theme: midnight, agenda: true}",
    "theme: neutral\nbriefing: {print: greyscale, notes: margin}",
    "theme: hefei\nbrand: _brand.yml",
    "theme: hefei\ndeck: {template: brand.pptx}",
)
_BRAND = """\
color: {palette: {wine: "#7A0019"}, primary: wine}
typography:
  fonts: [{family: Lake, source: file, files: [{path: lake.ttf}]}]
  base: Lake
"""
# Files of one name that aren't the same in the next report.
_FONTS = ("liberation-sans/LiberationSans-Regular.ttf", "source-serif-4/SourceSerif4-SemiBold.ttf")
_TEMPLATES = (functools.cache(four_to_three), functools.cache(chinese))


def write_reports(folder: Path, count: int = COUNT) -> None:
    """Write the reports into ``folder``, where :data:`OUTLINES` are the paths of their outlines."""
    for number in range(count):
        changes = {
            "report: small": f"report: small-{number}",
            "theme: hefei": _LOOKS[number % len(_LOOKS)],
            "language: en": f"language: {'en' if number % 4 else 'zh'}",
            "chart: column": f"chart: {('column', 'bar')[number % 2]}",
            "Imports were lower": "Imports were lower by " + " and ".join("abcdefghij"[: number % 7 + 1]),
        }
        outline = SMALL_OUTLINE
        for old, new in changes.items():
            outline = outline.replace(old, new)
        write_small_report(folder / f"r{number}", outline=outline)
        _write_look(folder / f"r{number}", _LOOKS[number % len(_LOOKS)], number // len(_LOOKS) % 2)


def _write_look(folder: Path, look: str, variant: int) -> None:
    if "brand:" in look:
        (folder / "_brand.yml").write_text(_BRAND, encoding="utf-8")
        (folder / "lake.ttf").write_bytes((assets_folder() / "fonts" / _FONTS[variant]).read_bytes())
    if "template:" in look:
        (folder / "brand.pptx").write_bytes(_TEMPLATES[variant]())


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in a folder, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def built_alone(folder: Path, outlines: Sequence[str] = OUTLINES) -> Path:
    """Build each of the reports in ``folder`` by itself; returns where their files are."""
    for path in outlines:
        outcome = run("build", path, "--output-dir", "alone", folder=folder)
        assert outcome.status == 0, outcome.err
    return folder / "alone"
