"""The crew: tasks and processes, whatever the tasks are and however the processes are started."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.product import environment, is_alive

# A program of its own, for spawned processes import the one that spawned them.
PROGRAM = """
import json, os, signal, sys, time
from hefei_report.cli import crew

def do(task, progress):
    progress("looking at it")
    if task == "raise":
        raise ValueError("a bug")
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "leave":
        os._exit(7)
    if task.startswith("wait"):
        print(os.getpid(), flush=True)
        with open(task.partition(" ")[2], "w") as file:
            try:
                time.sleep(60)
            finally:
                os.remove(file.name)
    if task == "grow":
        crew._LARGE = 0
    return f"{task} by {os.getpid()}"

class Listener:
    def __init__(self):
        self.heard = []
    def begun(self, number):
        self.heard.append((number, "begun", ""))
    def stage(self, number, text):
        self.heard.append((number, "stage", text))
    def done(self, number, result):
        self.heard.append((number, "done", result))
    def failed(self, number, why):
        self.heard.append((number, "failed", why))

if __name__ == "__main__":
    how, jobs, *tasks = sys.argv[1:]
    listener = Listener()
    if how == "alone":
        crew.one_by_one(tasks, do, listener)
    else:
        crew.side_by_side(tasks, do, listener, int(jobs), method=how)
    print(json.dumps([os.getpid(), listener.heard]))
"""


def heard(how: str, jobs: int, *tasks: str, folder: Path) -> tuple[int, dict[int, list[tuple[str, str]]]]:
    """The id of the first process, and by task what its listener heard."""
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "dev", program, how, str(jobs), *tasks],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "Warning" not in done.stderr
    parent, events = json.loads(done.stdout)
    by_task: dict[int, list[tuple[str, str]]] = {number: [] for number in range(len(tasks))}
    for number, what, text in events:
        by_task[number].append((what, text))
    return parent, by_task


WAYS = ["fork", "spawn"]


@pytest.mark.parametrize("how", ["alone", *WAYS])
def test_each_task_is_begun_told_of_and_done(how: str, tmp_path: Path) -> None:
    _, told = heard(how, 2, *"abcdefg", folder=tmp_path)
    for number, task in enumerate("abcdefg"):
        begun, stage, (end, result) = told[number]
        assert (begun, stage, end) == (("begun", ""), ("stage", "looking at it"), "done")
        assert result.startswith(f"{task} by ")


def processes(told: dict[int, list[tuple[str, str]]]) -> list[str]:
    """Which process did each of the tasks that were done."""
    return [text.partition(" by ")[2] for events in told.values() for what, text in events if what == "done"]


@pytest.mark.parametrize("how", WAYS)
def test_tasks_are_done_by_as_many_processes_as_there_are_jobs_and_not_by_the_first(how: str, tmp_path: Path) -> None:
    parent, told = heard(how, 2, *["task"] * 40, folder=tmp_path)
    assert len(set(processes(told))) <= 2
    assert str(parent) not in processes(told)


def test_alone_all_is_done_in_the_first_process(tmp_path: Path) -> None:
    parent, told = heard("alone", 1, "a", "b", folder=tmp_path)
    assert processes(told) == [str(parent)] * 2


@pytest.mark.parametrize("how", ["alone", *WAYS])
def test_a_bug_in_one_task_is_told_with_its_traceback_and_the_others_are_done(how: str, tmp_path: Path) -> None:
    _, told = heard(how, 2, "a", "raise", "b", "c", folder=tmp_path)
    [failure] = [text for what, text in told[1] if what == "failed"]
    assert "Traceback" in failure
    assert "ValueError: a bug" in failure
    assert len(processes(told)) == 3


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize(("task", "why"), [("die", "SIGKILL"), ("leave", "exit code 7")])
def test_a_process_that_ends_suddenly_fails_its_task_and_another_takes_its_place(
    how: str, task: str, why: str, tmp_path: Path
) -> None:
    _, told = heard(how, 2, "a", task, "b", task, task, "c", "d", folder=tmp_path)
    for number in (1, 3, 4):
        assert [what for what, _ in told[number]][-1] == "failed"
        assert why in told[number][-1][1]
    assert len(processes(told)) == 4


@pytest.mark.parametrize("how", WAYS)
def test_a_process_that_has_grown_large_is_renewed(how: str, tmp_path: Path) -> None:
    _, told = heard(how, 1, "a", "grow", "b", "c", folder=tmp_path)
    first, second, third, fourth = processes(told)
    assert first == second != third == fourth


def test_a_process_that_has_done_many_tasks_is_renewed(tmp_path: Path) -> None:
    _, told = heard("fork", 1, *["task"] * 101, folder=tmp_path)
    *many, last = processes(told)
    assert len(set(many)) == 1
    assert last not in many


@dataclass(frozen=True, slots=True)
class Waiting:
    """A program whose two workers are at tasks of a minute, each with a file that it removes in any case."""

    program: subprocess.Popen[str]
    workers: tuple[int, int]
    files: tuple[Path, Path]


@pytest.fixture(params=WAYS)
def waiting(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Waiting]:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    files = tmp_path / "one", tmp_path / "other"
    with subprocess.Popen(
        [sys.executable, tmp_path / "program.py", request.param, "2", *(f"wait {file}" for file in files)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        assert program.stdout is not None
        workers = int(program.stdout.readline()), int(program.stdout.readline())
        assert ended(lambda: all(file.exists() for file in files))
        yield Waiting(program, workers, files)
        program.kill()


def ended(done: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something comes true within a time that is far less than a task takes."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.02)
    return done()


def test_the_workers_of_a_process_that_is_killed_end_at_once_and_tidy_up(waiting: Waiting) -> None:
    waiting.program.kill()
    assert ended(lambda: not any(is_alive(process) for process in waiting.workers))
    assert not any(file.exists() for file in waiting.files)


@pytest.mark.parametrize("all_of_them", [True, False], ids=["as Ctrl-C does", "as kill -INT does"])
def test_an_interrupted_process_ends_its_workers_which_tidy_up_in_silence(waiting: Waiting, all_of_them: bool) -> None:
    (os.killpg if all_of_them else os.kill)(waiting.program.pid, signal.SIGINT)
    _, err = waiting.program.communicate(timeout=20)
    assert not any(is_alive(process) for process in waiting.workers)
    assert not any(file.exists() for file in waiting.files)
    assert err.count("Traceback") == 1  # the program's own: it doesn't catch KeyboardInterrupt
