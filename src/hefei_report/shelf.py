"""A shelf is a package in which every file adds one thing: a theme, a kind of block, a kind of chart.

What stands on it is found by reading the folder, so that adding a file is all it takes.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from types import ModuleType


@functools.cache
def names(package: ModuleType, but: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What stands on the shelf, in alphabetical order; ``_`` in a file's name reads as ``-``. Folders don't count."""
    modules = (module.name for module in pkgutil.iter_modules(package.__path__) if not module.ispkg)
    return tuple(sorted(name.replace("_", "-") for name in modules if name not in but))


@functools.cache
def load(package: ModuleType, name: str) -> ModuleType:
    """The file called ``name``. Raises KeyError when there is none."""
    if name not in names(package):
        raise KeyError(name)
    return importlib.import_module(f"{package.__name__}.{name.replace('-', '_')}")
