"""Keeps the user's machine out of the output: reportlab's settings files and environment variables are not read.

On import reportlab executes ``~/.reportlab_settings`` and any importable ``reportlab_settings`` or
``reportlab.local_rl_settings``, and takes ``RL_*`` variables over its defaults; it reads
``SOURCE_DATE_EPOCH`` for each document, and stops on one that is no number. A report must not look
different, or fail, because of any of these.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType

from hefei_report.workspace import hidden_variables

_SETTINGS_MODULES = ("reportlab_settings", "reportlab.local_rl_settings")


_VARIABLES = ("RL_", "SOURCE_DATE_EPOCH", "EVAL_DEBUG")


def bare_environment() -> AbstractContextManager[None]:
    """Within it, reportlab finds none of the environment variables that it would obey."""
    return hidden_variables(_VARIABLES)


def load_reportlab() -> None:
    """Import reportlab with its own defaults, once; every other module of this room relies on it."""
    if "reportlab.rl_config" in sys.modules:
        return
    hidden = {name: sys.modules.get(name) for name in _SETTINGS_MODULES}
    # An empty settings module is found before any file of that name, and the file in the home folder
    # is looked for only when there is none.
    sys.modules.update({name: ModuleType(name) for name in _SETTINGS_MODULES})
    _put_off("PIL.Image")
    try:
        with bare_environment():
            for name in ("reportlab.rl_config", "reportlab.pdfgen.canvas"):
                importlib.import_module(name)
    finally:
        for name, module in hidden.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def _put_off(name: str) -> None:
    """Let module ``name``, which reportlab imports for pictures that are not ours, be loaded when it is first used."""
    spec = find_spec(name) if name not in sys.modules else None
    if spec is None or spec.loader is None:
        return
    spec.loader = loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    loader.exec_module(module)
    package, _, own = name.rpartition(".")
    setattr(sys.modules[package], own, module)  # found there, it is not looked into


@contextmanager
def binary_streams() -> Iterator[None]:
    """Within it, reportlab writes streams as they are: its text encoding makes them a quarter larger."""
    from reportlab import rl_config

    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before
