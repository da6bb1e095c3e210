"""Finds the outside readers that check our files, and decides what their absence means.

On a developer's machine a test whose tool is missing is skipped and says so; in CI, where
``HEFEI_REPORT_NO_SKIPS=1`` is set, it fails.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
_LOCAL = CHECKOUT / ".tools" / "node_modules" / ".bin"


def find_tool(name: str) -> str | None:
    """The path of program ``name`` in the checkout's own tools, else on the PATH, else None."""
    own = shutil.which(name, path=str(_LOCAL)) if shutil.which("node") else None  # they are node's programs
    return own or shutil.which(name)


def require_tool(name: str) -> str:
    """The path of program ``name``; skips the test without it, or fails it where nothing may be skipped."""
    found = find_tool(name)
    if found is not None:
        return found
    reason = f"{name} is not installed (make test installs it as root on Debian)"
    if os.environ.get("HEFEI_REPORT_NO_SKIPS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
