"""The flagship, built once by the command line for all tests that read it."""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Document
from hefei_report.workspace import Cache, DiskWorkspace
from tests.support.outlining import Set, set_from
from tests.support.product import FLAGSHIP, run
from tests.support.specimens import SPECIMENS

# What a shell runs in the background ignores interrupts, and so would the processes that tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True, slots=True)
class Flagship:
    """The finished files of ``spec/``, and all that the build printed."""

    briefing: Path
    deck: Path
    printed: str


@pytest.fixture(scope="session")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Flagship:
    """The flagship as an author builds it; processes that test side by side share one build."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "flagship"
    with (shared / "flagship.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            built = run("build", FLAGSHIP, "--output-dir", folder, folder=shared)
            assert built.status == 0, built.err
            (folder / "printed.txt").write_text(built.out + built.err, encoding="utf-8")
    printed = (folder / "printed.txt").read_text(encoding="utf-8")
    return Flagship(folder / "hefei-briefing.pdf", folder / "hefei-deck.pptx", printed)


@pytest.fixture(scope="session")
def flagship_document() -> Document:
    """The Document that both files are set from."""
    diagnostics = Diagnostics()
    document = compose(DiskWorkspace(FLAGSHIP.parent), FLAGSHIP.name, diagnostics)
    assert document is not None
    assert not diagnostics.has_errors
    return document


@pytest.fixture(scope="session")
def set_specimen(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Set]:
    """The briefing of a specimen, by its name; each is set once."""
    folder = tmp_path_factory.mktemp("specimens")
    cache_ = Cache(folder / "cache")

    @cache
    def made(name: str) -> Set:
        specimen = SPECIMENS[name]()
        return set_from(specimen.write(folder / name), draft=specimen.draft, cache=cache_)

    return made
