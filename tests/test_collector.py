"""No garbage is looked for while somebody waits for a build; what it leaves is found later, as the host has it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from hefei_report.build import Builder
from hefei_report.collector import no_collection
from hefei_report.workspace import DiskWorkspace
from tests.support.outlines import write_small_report


@pytest.fixture
def collections() -> Iterator[list[str]]:
    """Is told of each collection that begins."""
    found: list[str] = []

    def note(phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            found.append(phase)

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


def test_no_garbage_is_looked_for_during_an_edit(tmp_path: Path, collections: list[str]) -> None:
    outline = write_small_report(tmp_path)
    builder = Builder(DiskWorkspace(outline.parent), outline.name)
    during: list[int] = []
    for _ in range(2):
        collections.clear()
        builder.build(progress=lambda _: during.append(len(collections)))
    assert len(during) > 2
    assert set(during) == {0}


def test_garbage_of_a_build_is_found_behind_it() -> None:
    with no_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_host_that_collects_by_itself_goes_on_doing_so() -> None:
    gc.disable()
    try:
        with no_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_failed_build_leaves_the_collector_on() -> None:
    with pytest.raises(ZeroDivisionError), no_collection():
        raise ZeroDivisionError
    assert gc.isenabled()
