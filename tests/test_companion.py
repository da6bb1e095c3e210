"""A companion does its share and tells its bugs; it leaves no zombie, and doesn't outlive the process that made it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hefei_report.companion import Companion, CompanionFailed, Line
from tests.support.product import environment


def squares(line: Line) -> None:
    """Tell the square of each number that is told, until a nought."""
    while number := line.hear():
        line.tell(number * number)


def fail(_: Line) -> None:
    """A bug."""
    raise LookupError("nobody has planned for this")


def wait_for_ever(line: Line) -> None:
    """Say who it is, and stay."""
    line.tell(os.getpid())
    time.sleep(600)


def alive(process: int) -> bool:
    """Whether there is such a process, be it a zombie."""
    return Path(f"/proc/{process}").exists()


def test_a_companion_answers_what_it_is_asked() -> None:
    with Companion(squares) as companion:
        companion.tell(12)
        assert companion.hear() == 144
        companion.tell(5_000_000)
        assert companion.hear() == 25_000_000_000_000
        companion.tell(0)


def test_values_larger_than_a_pipe_arrive_whole() -> None:
    content = os.urandom(3_000_000)
    with Companion(lambda line: line.tell(line.hear()[::-1])) as companion:
        companion.tell(content)
        assert companion.hear() == content[::-1]


def test_a_bug_in_a_companion_is_told_with_its_traceback() -> None:
    with pytest.raises(CompanionFailed, match=r"in fail[\s\S]*LookupError: nobody has planned"), Companion(fail) as it:
        it.hear()


def test_a_companion_that_is_killed_is_missed() -> None:
    with Companion(wait_for_ever) as companion:
        os.kill(companion.hear(), signal.SIGKILL)
        companion.tell("are you there?")
        with pytest.raises(CompanionFailed, match="ended suddenly"):
            companion.hear()


def test_a_companion_ends_with_the_work_that_it_is_a_part_of() -> None:
    processes: list[int] = []

    def interrupted() -> None:
        with Companion(wait_for_ever) as companion:
            processes.append(companion.hear())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not alive(processes[0])


def test_a_companion_writes_nothing_that_its_first_process_had_not_written_yet() -> None:
    program = """
import sys
from hefei_report.companion import Companion
sys.stdout.write("once")  # still in the buffer when the copy is made
with Companion(lambda line: line.tell(1)) as companion:
    companion.hear()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "once"


def test_no_companion_outlives_a_process_that_is_killed() -> None:
    program = """
import time
from hefei_report.companion import Companion
from tests.test_companion import wait_for_ever
with Companion(wait_for_ever) as companion:
    print(companion.hear(), flush=True)
    time.sleep(600)
"""
    first = subprocess.Popen([sys.executable, "-c", program], env=environment(), stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    companion = int(first.stdout.readline())
    assert alive(companion)
    first.kill()
    first.wait()
    first.stdout.close()
    deadline = time.monotonic() + 20
    while alive(companion) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not alive(companion)
