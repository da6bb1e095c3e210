"""Keeps Python's collector of cyclic garbage out of the way of a build that is made again and again in one process.

A builder keeps a great deal, and nearly all of what a build makes is needed to its end: the collector looks through
both in vain, which would take up to half the time of an edit.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Within it no garbage is looked for; what a build leaves behind is found when it is over."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep_for_good() -> None:
    """What there is now (libraries, fonts, the results of a first build) is not looked through again."""
    gc.freeze()
