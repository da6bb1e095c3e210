"""A companion does a share of the work on another core: a copy of this process, with all that is loaded and composed.

It exists on Linux only, where a copy costs a few milliseconds; what it is told and what it tells travels through pipes,
from our own memory to our own memory. It never outlives the process that it was made by.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, BinaryIO, Literal, Self


class CompanionFailed(Exception):
    """A bug in a companion, with its traceback, or its sudden end."""


class Line:
    """One end of the line between a process and its companion: whole values, in the order in which they were told."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self.incoming: BinaryIO = os.fdopen(incoming, "rb")
        self._outgoing: BinaryIO = os.fdopen(outgoing, "wb")

    def tell(self, value: object) -> None:
        """Hand ``value`` over. Raises OSError when nobody is at the other end."""
        pickle.dump(value, self._outgoing, pickle.HIGHEST_PROTOCOL)
        self._outgoing.flush()

    def hear(self) -> Any:
        """The next value that is told at the other end. Raises EOFError when there is none to come."""
        return pickle.load(self.incoming)  # noqa: S301  # from a copy of ourselves, through a pipe that nobody else has

    def close(self) -> None:
        """Hang up; what wasn't taken in time is dropped."""
        self.incoming.close()
        try:
            self._outgoing.close()
        except BrokenPipeError:
            return


def can_have_companions() -> bool:
    """Whether this process may be copied: only Linux does it soundly, and only while no other thread holds a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


class Companion:
    """A copy of this process that carries out ``work`` with its end of a :class:`Line`; a context that waits for it."""

    def __init__(self, work: Callable[[Line], None]) -> None:
        own_incoming, its_outgoing = os.pipe()
        its_incoming, own_outgoing = os.pipe()
        # Ctrl-C is for the first process, which ends its companion: the copy never hears of it.
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        self._process = os.fork()
        if self._process == 0:
            os.close(own_incoming)
            os.close(own_outgoing)
            _carry_out(work, Line(its_incoming, its_outgoing))
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        os.close(its_incoming)
        os.close(its_outgoing)
        self._line = Line(own_incoming, own_outgoing)

    def tell(self, value: object) -> None:
        """Hand ``value`` to the companion; one that has ended is found out when it is next listened to."""
        try:
            self._line.tell(value)
        except BrokenPipeError:
            return

    def hear(self) -> Any:
        """What the companion tells next. Raises CompanionFailed when it ended before, by a bug or from outside."""
        try:
            value = self._line.hear()
        except (EOFError, pickle.UnpicklingError):
            raise CompanionFailed("a process that did a part of the work ended suddenly; is the memory full?") from None
        if isinstance(value, _Bug):
            raise CompanionFailed(f"in a process that did a part of the work:\n{value.traceback}")
        return value

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> Literal[False]:
        if kind is not None:  # its work is of no use any more
            os.kill(self._process, signal.SIGKILL)
        self._line.close()
        os.waitpid(self._process, 0)
        return False


class _Bug:
    """Told instead of a value by a companion that failed."""

    def __init__(self, told: str) -> None:
        self.traceback = told


def _carry_out(work: Callable[[Line], None], line: Line) -> None:
    """The companion's life. It ends here, so nothing that the first process holds is written or tidied up twice."""
    status = 1
    try:
        gc.freeze()  # what came with the copy is not looked through, which would only make it a real copy
        threading.Thread(target=_end_with, args=(line.incoming.fileno(),), daemon=True).start()
        work(line)
        status = 0
    except BaseException:  # noqa: BLE001  # told where it will be seen, and raised there
        line.tell(_Bug(traceback.format_exc()))
    finally:
        os._exit(status)


def _end_with(incoming: int) -> None:
    """End this process when nobody can tell it anything any more: the first process is dead."""
    waiting = select.poll()
    waiting.register(incoming, 0)  # hanging up is told in any case
    waiting.poll()
    os._exit(1)
