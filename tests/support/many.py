"""Thirty small reports that differ in text, look, language, paper and charts, for commands with many outlines."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tests.support.outlines import SMALL_OUTLINE, write_small_report
from tests.support.product import run

COUNT = 30
OUTLINES = [f"r{number}/briefing.yaml" for number in range(COUNT)]
_LOOKS = ("theme: hefei\nbriefing: {paper: letter}", "theme: neutral", "theme: hefei\ndeck: {agenda: true}")


def write_reports(folder: Path, count: int = COUNT) -> None:
    """Write the reports into ``folder``, where :data:`OUTLINES` are the paths of their outlines."""
    for number in range(count):
        changes = {
            "report: small": f"report: small-{number}",
            "theme: hefei": _LOOKS[number % 3],
            "language: en": f"language: {'en' if number % 4 else 'zh'}",
            "chart: column": f"chart: {('column', 'bar')[number % 2]}",
            "Imports were lower": "Imports were lower by " + " and ".join("abcdefghij"[: number % 7 + 1]),
        }
        outline = SMALL_OUTLINE
        for old, new in changes.items():
            outline = outline.replace(old, new)
        write_small_report(folder / f"r{number}", outline=outline)


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in a folder, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def built_alone(folder: Path, outlines: Sequence[str] = OUTLINES) -> Path:
    """Build each of the reports in ``folder`` by itself; returns where their files are."""
    for path in outlines:
        outcome = run("build", path, "--output-dir", "alone", folder=folder)
        assert outcome.status == 0, outcome.err
    return folder / "alone"
