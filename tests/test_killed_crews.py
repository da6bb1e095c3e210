"""A command with many outlines that is killed, or a process of it: what is there is whole, and nothing lives on."""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.support.many import OUTLINES, built_alone, digests, write_reports
from tests.support.product import command, environment, is_alive, run

SOME = OUTLINES[:12]
COUNT = len(SOME)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The digest of every file that the reports become, each built by itself."""
    folder = tmp_path_factory.mktemp("whole")
    write_reports(folder, COUNT)
    return digests(built_alone(folder, SOME))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the reports."""
    write_reports(tmp_path, COUNT)
    return tmp_path


@contextlib.contextmanager
def building(folder: Path, **settings: object) -> Iterator[subprocess.Popen[str]]:
    """All outlines being built by two processes."""
    with subprocess.Popen(
        command("build", *SOME, "--jobs", "2"),
        cwd=folder,
        env=environment({"HEFEI_REPORT_CACHE": str(folder / "cache")}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **settings,  # type: ignore[call-overload]  # as Popen takes them
    ) as build:
        try:
            yield build
        finally:
            build.kill()


def workers_of(build: subprocess.Popen[str]) -> list[int]:
    """The process ids of its workers, as soon as there are two."""
    children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
    while build.poll() is None:
        found = [int(number) for number in children.read_text(encoding="ascii").split()]
        if len(found) == 2:
            return found
        time.sleep(0.01)
    raise AssertionError("the build ended without workers")


def wait_for_files(folder: Path, count: int) -> None:
    """Wait until so many files are finished."""
    end = time.monotonic() + 120
    while len(finished(folder)) < count and time.monotonic() < end:
        time.sleep(0.01)


def finished(folder: Path) -> list[Path]:
    """The files in an output folder that have their name."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def ends_soon(process: int) -> bool:
    """Whether a process ends within some seconds."""
    end = time.monotonic() + 20
    while is_alive(process) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(process)


def opens(path: Path) -> bool:
    """Whether another reader can open a finished file."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        with contextlib.closing(pypdfium2.PdfDocument(io.BytesIO(content))) as document:
            return len(document) > 2
    if path.suffix == ".pptx":
        with zipfile.ZipFile(path) as package:
            return package.testzip() is None
    return content.rstrip().endswith(b"}")


def test_a_worker_that_is_killed_costs_its_own_outline_and_no_other(desk: Path, expected: dict[str, str]) -> None:
    with building(desk) as build:
        wait_for_files(desk / "dist", 6)
        victim = workers_of(build)[0]
        os.kill(victim, signal.SIGKILL)
        out, err = build.communicate(timeout=300)
    assert build.returncode == 1
    [line] = [line for line in err.splitlines() if "SIGKILL" in line]
    [lost] = [number for number, outline in enumerate(SOME) if f"'{outline}'" in line]
    made = digests(desk / "dist")
    assert {name for name in expected if f"small-{lost}-" not in name} <= set(made)
    assert made.items() <= expected.items()
    assert out.splitlines()[-1].startswith(f"{COUNT - 1} of {COUNT} outlines written")
    again = run("build", SOME[lost], folder=desk)
    assert again.status == 0, again.err
    assert digests(desk / "dist") == expected


@pytest.mark.parametrize("seed", range(3))
def test_a_command_that_is_killed_leaves_whole_files_and_no_process(
    seed: int, desk: Path, expected: dict[str, str]
) -> None:
    with building(desk) as build:
        workers = workers_of(build)
        wait_for_files(desk / "dist", 3 + 4 * seed)
        time.sleep(random.Random(seed).uniform(0, 0.05))
        build.kill()
        assert [process for process in workers if not ends_soon(process)] == []
    assert build.returncode == -signal.SIGKILL
    left = finished(desk / "dist")
    assert 3 <= len(left) < len(expected)
    assert [path for path in left if not opens(path)] == []
    assert {path.name for path in left} <= set(expected)
    assert all(digests(desk / "dist")[path.name] == expected[path.name] for path in left)

    again = run("build", *SOME, folder=desk)
    assert again.status == 0, again.err
    assert digests(desk / "dist") == expected  # and not one .part among them


@pytest.mark.parametrize("all_of_them", [True, False], ids=["as Ctrl-C does", "as kill -INT does"])
def test_an_interrupted_command_ends_its_workers_and_says_how_far_it_came(
    all_of_them: bool, desk: Path, expected: dict[str, str]
) -> None:
    with building(desk, start_new_session=True) as build:
        workers = workers_of(build)
        wait_for_files(desk / "dist", 6)
        (os.killpg if all_of_them else os.kill)(build.pid, signal.SIGINT)
        _, err = build.communicate(timeout=60)
        assert not any(is_alive(process) for process in workers)
    assert build.returncode == 130
    assert "Traceback" not in err
    assert f"of {COUNT} outlines written" in err.splitlines()[-1]
    assert err.splitlines()[-1].startswith("interrupted; ")
    assert digests(desk / "dist").items() <= expected.items()  # whole, and nothing with another name
