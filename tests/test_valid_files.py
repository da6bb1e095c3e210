"""Every briefing is PDF/UA-1 and PDF/A-3a at once, whatever is in it: a validator of other people's says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import page
import pytest

from hefei_report.blocks.kind import block_kind_names
from tests.conftest import Flagship
from tests.support.outlining import Set
from tests.support.specimens import SPECIMENS


def faults(path: Path) -> list[str]:
    """What keeps a file from being readable by everyone, and fit for an archive."""
    reports = {profile: page.validate_pdf(str(path), profile=profile) for profile in ("ua1", "3a")}
    return [f"{profile}: {report}" for profile, report in reports.items() if not report.is_compliant]


@pytest.mark.parametrize("name", list(SPECIMENS))
def test_a_briefing_is_for_everyone_and_for_an_archive(name: str, set_specimen: Callable[[str], Set]) -> None:
    assert faults(set_specimen(name).path) == []


def test_the_flagship_is_for_everyone_and_for_an_archive(flagship: Flagship) -> None:
    assert faults(flagship.briefing) == []


def test_the_flagship_is_small_with_all_its_figures(flagship: Flagship) -> None:
    assert flagship.briefing.stat().st_size < 600_000


def test_there_are_forty_documents_with_every_kind_of_block() -> None:
    used = {kind for make in SPECIMENS.values() for part in make().sections for kind in _kinds(part)}
    assert len(SPECIMENS) >= 40
    assert set(block_kind_names()) <= used


def _kinds(section: dict[str, object]) -> set[str]:
    blocks, inner = section["blocks"], section["sections"]
    assert isinstance(blocks, list) and isinstance(inner, list)
    return {kind for block in blocks for kind in block} | {kind for one in inner for kind in _kinds(one)}
