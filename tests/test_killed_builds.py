"""A build that is killed at any moment leaves whole files behind: those of before, or those it was about to give."""

from __future__ import annotations

import contextlib
import io
import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pptx
import pytest

from hefei_report import cli
from tests.support.outlines import SMALL_OUTLINE, write_small_report
from tests.support.product import command, environment, run

MOMENTS = 50
BRIEFING, DECK, MANIFEST = "small-briefing.pdf", "small-deck.pptx", "small-manifest.json"


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the author's outline, and the two files that a whole build makes of it."""

    outline: str
    briefing: bytes
    deck: bytes
    manifest: bytes


@dataclass(frozen=True, slots=True)
class Desk:
    """A report's folder, two editions of the report, and how long a build takes, in seconds."""

    folder: Path
    editions: tuple[Edition, Edition]
    seconds: float

    @property
    def variables(self) -> dict[str, str]:
        return environment({"HEFEI_REPORT_CACHE": str(self.folder / "cache")})


def build_whole(folder: Path, outline: str) -> tuple[Edition, float]:
    write_small_report(folder, outline=outline)
    started = time.perf_counter()
    outcome = run("build", "briefing.yaml", folder=folder, changes={"HEFEI_REPORT_CACHE": str(folder / "cache")})
    seconds = time.perf_counter() - started
    assert outcome.status == 0, outcome.err
    made = Edition(outline, *((folder / "dist" / name).read_bytes() for name in (BRIEFING, DECK, MANIFEST)))
    return made, seconds


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("killed")
    old, _ = build_whole(folder, SMALL_OUTLINE)
    new, seconds = build_whole(folder, SMALL_OUTLINE.replace("Imports were lower", "Imports were far lower"))
    for edition in (old, new):
        with pikepdf.open(io.BytesIO(edition.briefing)) as briefing:
            assert len(briefing.pages) > 2
        assert len(pptx.Presentation(io.BytesIO(edition.deck)).slides) > 2
    assert old.briefing != new.briefing
    assert old.deck != new.deck
    return Desk(folder, (old, new), seconds)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a build is killed: so many seconds after its start, or after the first sign of writing."""

    seconds: float
    of_writing: bool


def moments(build_seconds: float) -> Iterator[Moment]:
    """Random moments: three of five anywhere in a build, the others in the milliseconds in which files are replaced."""
    chance = random.Random(20251122)
    for number in range(MOMENTS):
        of_writing = number % 5 < 2
        yield Moment(chance.uniform(0, 0.004 if of_writing else build_seconds * 1.1), of_writing)


def signs_of_writing(folder: Path) -> list[tuple[str, int, int]]:
    """What changes in a folder as soon as something is written there."""
    with os.scandir(folder) as entries:
        return sorted((entry.name, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in entries)


def wait_for(moment: Moment, build: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until ``moment`` of the build, or until the build has ended."""
    before = signs_of_writing(folder)
    while moment.of_writing and build.poll() is None:
        try:
            if signs_of_writing(folder) != before:
                break
        except FileNotFoundError:  # a temporary file got its name between two looks
            break
    with contextlib.suppress(subprocess.TimeoutExpired):
        build.wait(timeout=moment.seconds)


def killed_at(moment: Moment, desk: Desk) -> bool:
    """Start a build and kill it at ``moment``; whether the kill came before its end."""
    build = subprocess.Popen(
        command("build", "briefing.yaml"),
        cwd=desk.folder,
        env=desk.variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for(moment, build, desk.folder / "dist")
    if build.poll() is None:
        os.killpg(build.pid, signal.SIGKILL)
    return build.wait() == -signal.SIGKILL


def test_a_build_killed_at_fifty_random_moments_leaves_whole_files_each_time(desk: Desk) -> None:
    killed = {True: 0, False: 0}
    for number, moment in enumerate(moments(desk.seconds)):
        write_small_report(desk.folder, outline=desk.editions[number % 2].outline)
        killed[moment.of_writing] += killed_at(moment, desk)
        assert (desk.folder / "dist" / BRIEFING).read_bytes() in {e.briefing for e in desk.editions}, moment
        assert (desk.folder / "dist" / DECK).read_bytes() in {e.deck for e in desk.editions}, moment
        assert (desk.folder / "dist" / MANIFEST).read_bytes() in {e.manifest for e in desk.editions}, moment
    assert killed[True] > 0
    assert killed[False] > 0

    last, _ = build_whole(desk.folder, desk.editions[0].outline)
    assert last == desk.editions[0]
    assert sorted(path.name for path in (desk.folder / "dist").iterdir()) == [BRIEFING, DECK, MANIFEST]


def allow_small_files_only() -> None:
    """For a child process: what it writes fails after 16 kilobytes, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))


def test_a_build_on_a_full_disk_leaves_the_files_of_before(desk: Desk) -> None:
    before, _ = build_whole(desk.folder, desk.editions[0].outline)
    write_small_report(desk.folder, outline=desk.editions[1].outline)
    done = subprocess.run(
        command("build", "briefing.yaml"),
        cwd=desk.folder,
        env=environment({"HEFEI_REPORT_CACHE": ""}),
        preexec_fn=allow_small_files_only,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "dist" in done.stderr
    assert (desk.folder / "dist" / BRIEFING).read_bytes() == before.briefing
    assert (desk.folder / "dist" / DECK).read_bytes() == before.deck
    assert (desk.folder / "dist" / MANIFEST).read_bytes() == before.manifest
    assert sorted(path.name for path in (desk.folder / "dist").iterdir()) == [BRIEFING, DECK, MANIFEST]


def test_an_output_folder_that_is_a_file_is_named_and_left_alone(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    (tmp_path / "dist").write_text("a file", encoding="utf-8")
    outcome = run("build", "briefing.yaml", folder=tmp_path)
    assert outcome.status == 1
    assert "dist" in outcome.err
    assert "Traceback" not in outcome.err
    assert (tmp_path / "dist").read_text(encoding="utf-8") == "a file"


def test_a_build_that_is_interrupted_at_a_terminal_says_so_once_and_leaves_no_process(desk: Desk) -> None:
    write_small_report(desk.folder, outline=desk.editions[0].outline)
    for part in (0.0, 0.1, 0.2, 0.4, 0.5):
        build = subprocess.Popen(
            command("build", "briefing.yaml", "--jobs", "2"),
            cwd=desk.folder,
            env=desk.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        wait_from_its_first_word(build, desk.seconds * part)
        with contextlib.suppress(ProcessLookupError):  # as a terminal does: to all processes of the command
            os.killpg(build.pid, signal.SIGINT)
        _, err = build.communicate(timeout=60)
        assert build.returncode in {0, 130, -signal.SIGINT}, err
        assert "Traceback" not in err
        assert err.count("interrupted") <= 1
        assert is_empty_soon(build.pid)


def wait_from_its_first_word(build: subprocess.Popen[str], seconds: float) -> None:
    """Wait until ``build`` has said its first word (before, Python is loading itself), and then so many seconds."""
    assert build.stderr is not None
    assert build.stderr.readline()
    time.sleep(seconds)


def is_empty_soon(group: int) -> bool:
    """Whether no process of the group is left after a moment: a companion notices by itself that it is alone."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_an_interrupted_build_ends_without_a_traceback(desk: Desk) -> None:
    write_small_report(desk.folder, outline=desk.editions[0].outline)
    build = subprocess.Popen(
        command("build", "briefing.yaml"),
        cwd=desk.folder,
        env=desk.variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_from_its_first_word(build, desk.seconds * 0.2)
    build.send_signal(signal.SIGINT)
    _, err = build.communicate(timeout=60)
    assert build.returncode in {0, 130, -signal.SIGINT}, err
    assert "Traceback" not in err


@pytest.mark.parametrize("wrapped", [False, True], ids=["as-it-is", "as-python-3.11-wraps-it"])
def test_an_interrupt_while_modules_are_loaded_is_one(
    wrapped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        if wrapped:
            raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupted)
    assert cli.main(["check", str(tmp_path / "report.yaml")]) == 130
    assert capsys.readouterr().err == "interrupted; nothing was changed\n"
