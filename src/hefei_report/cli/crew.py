"""Lets several processes work on a list of tasks, so that one that is killed costs its own task and no other.

Workers are forked where that is safe (Linux), and so have at once what this process has imported; elsewhere they are
spawned. None outlives this process, however it ends: each watches whether its parent is still there.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import itertools
import os
import resource
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from hefei_report.records import dataclass

if TYPE_CHECKING:  # multiprocessing brings sockets along, and one outline needs none of it
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")
R_contra = TypeVar("R_contra", contravariant=True)

# A worker is renewed after so many tasks, or when it has needed so many bytes: libraries keep things for good.
_TASKS = 100
_LARGE = 1_000_000_000
_NEXT = "next"  # a worker asks for a task
_OBJECTS = 50_000  # between two looks for garbage in cycles: what one report leaves is no use to the next
_PATIENCE = 3  # seconds for workers to clean up when they are dismissed
_KIBIBYTE = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss in bytes

# Does one task, telling its stages.
Do = Callable[[T, Callable[[str], None]], R]


class Listener(Protocol[R_contra]):
    """Hears of each task, by its place in the list: that it was begun, its stages, and what became of it."""

    def begun(self, number: int) -> None: ...

    def stage(self, number: int, text: str) -> None: ...

    def done(self, number: int, result: R_contra) -> None: ...

    def failed(self, number: int, why: str) -> None: ...


def one_by_one(tasks: Sequence[T], do: Do[T, R], listener: Listener[R]) -> None:
    """Do ``tasks`` in this process, one after the other. What one raises is told as its failure."""
    gc.set_threshold(_OBJECTS)
    for number, task in enumerate(tasks):
        listener.begun(number)
        _attempted(number, task, do, functools.partial(listener.stage, number)).tell(listener)


def side_by_side(
    tasks: Sequence[T], do: Do[T, R], listener: Listener[R], jobs: int, *, method: str | None = None
) -> None:
    """Do ``tasks`` in ``jobs`` processes, in the order given as far as they start.

    A task fails if it raises something or if its process ends meanwhile. ``method`` ("fork", "spawn") is how processes
    are started, if not as is best here. Whatever is raised here, Ctrl-C included, ends all of them first.
    """
    import multiprocessing

    crew = _Crew(tasks, do, listener, multiprocessing.get_context(method or _METHOD))
    try:
        crew.work(min(jobs, len(tasks)))
    finally:
        crew.dismiss()


# Forking is safe where a process has one thread and system libraries tolerate it; macOS's don't.
_METHOD = "fork" if sys.platform == "linux" else "spawn"


@dataclass(frozen=True, slots=True)
class _Stage:
    number: int
    text: str

    def tell(self, listener: Listener[Any]) -> None:
        listener.stage(self.number, self.text)


@dataclass(frozen=True, slots=True)
class _Done:
    number: int
    result: Any

    def tell(self, listener: Listener[Any]) -> None:
        listener.done(self.number, self.result)


@dataclass(frozen=True, slots=True)
class _Failed:
    number: int
    why: str

    def tell(self, listener: Listener[Any]) -> None:
        listener.failed(self.number, self.why)


def _attempted(number: int, task: T, do: Do[T, R], progress: Callable[[str], None]) -> _Done | _Failed:
    try:
        return _Done(number, do(task, progress))
    except Exception:  # noqa: BLE001  # whatever is wrong with one task, the others go on
        return _Failed(number, f"a mistake of the program's own\n{traceback.format_exc().rstrip()}")


# ------------------------------------------------------------------------------------- this side of the pipes


@dataclass(slots=True)
class _Worker:
    """A process, our end of the pipe to it, and the number of the task that it is at."""

    process: BaseProcess
    pipe: Connection
    task: int | None = None


@dataclass(slots=True)
class _Crew(Generic[T, R]):
    tasks: Sequence[T]
    do: Do[T, R]
    listener: Listener[R]
    context: Any  # multiprocessing.context.BaseContext; its stubs know no Process
    given: int = 0
    workers: dict[Connection, _Worker] = field(default_factory=dict)

    def work(self, jobs: int) -> None:
        from multiprocessing.connection import wait

        gc.freeze()  # what is there now stays: workers share its memory as long as no collector touches it
        for _ in range(jobs):
            self._hire()
        while self.workers:
            for pipe in wait(list(self.workers)):
                self._hear(self.workers[pipe])  # type: ignore[index]  # what goes in comes out

    def dismiss(self) -> None:
        """End all workers: first they are asked, so that they leave nothing half, then they are killed."""
        processes = [worker.process for worker in self.workers.values()]
        for process in processes:
            process.terminate()
        end = time.monotonic() + _PATIENCE
        for process in processes:
            process.join(max(0, end - time.monotonic()))
            process.kill()
            process.join()
        self.workers.clear()

    def _hire(self) -> None:
        """Start a worker if there is a task for it."""
        if self.given == len(self.tasks):
            return
        ours, theirs = self.context.Pipe()
        # A forked process has copies of all our ends, and must close them: a pipe breaks when its last end is closed.
        copies = [*self.workers, ours] if self.context.get_start_method() == "fork" else []
        process = self.context.Process(target=_serve, args=(theirs, self.do, copies), daemon=True)
        process.start()
        theirs.close()
        self.workers[ours] = worker = _Worker(process, ours)
        self._assign(worker)

    def _assign(self, worker: _Worker) -> None:
        if self.given == len(self.tasks):
            self._let_go(worker)
            return
        worker.task, self.given = self.given, self.given + 1
        self.listener.begun(worker.task)
        with contextlib.suppress(OSError):  # it has been killed: hearing it will tell
            worker.pipe.send((worker.task, self.tasks[worker.task]))

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if message == _NEXT:
            self._assign(worker)
            return
        message.tell(self.listener)
        if not isinstance(message, _Stage):
            worker.task = None

    def _bury(self, worker: _Worker) -> None:
        """A worker has ended, perhaps because it was done with its share; another takes its place."""
        self._let_go(worker)
        if worker.task is not None:
            self.listener.failed(worker.task, _ended(worker.process.exitcode))
        self._hire()

    def _let_go(self, worker: _Worker) -> None:
        del self.workers[worker.pipe]
        worker.pipe.close()
        worker.process.join()


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        hint = ", perhaps because memory was short" if -code == signal.SIGKILL else ""
        return f"its process was ended by {name}{hint}"
    return f"its process ended with exit code {code}"


# ---------------------------------------------------------------------------------- the other side of the pipes


def _serve(pipe: Connection, do: Do[Any, Any], copies: Sequence[Connection]) -> None:
    """A worker's life: do what comes through ``pipe``, say what became of it, and end when there is no more."""
    for copy in copies:
        copy.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent decides
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(_OBJECTS)
    with contextlib.suppress(EOFError, OSError):
        for tasks in itertools.count(1):
            number, task = pipe.recv()
            pipe.send(_attempted(number, task, do, functools.partial(_tell_stage, pipe, number)))
            if tasks == _TASKS or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBIBYTE > _LARGE:
                return
            pipe.send(_NEXT)


def _tell_stage(pipe: Connection, number: int, text: str) -> None:
    pipe.send(_Stage(number, text))


def _leave(_signal: int, _frame: object) -> None:
    """Unwind, so that temporary files and programs that were started go with this process."""
    sys.exit(1)


def _end_with_parent() -> None:
    """Wait for the end of the parent, even by ``kill -9``, then end this process."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
