"""Reads the files that an outline names, and explains at the author's line why one can't be had."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
from hefei_report.workspace import FileMissing, Workspace, WorkspaceError, read_text

T = TypeVar("T")


def author_text(workspace: Workspace, path: str, place: Span, diagnostics: Diagnostics) -> str | None:
    """The text of the file ``path``, or None after a diagnostic at ``place``."""
    return _had(lambda: read_text(workspace, path), workspace, path, place, diagnostics)


def author_bytes(workspace: Workspace, path: str, place: Span, diagnostics: Diagnostics) -> bytes | None:
    """The content of the file ``path``, or None after a diagnostic at ``place``."""
    return _had(lambda: workspace.read_bytes(path), workspace, path, place, diagnostics)


def _had(read: Callable[[], T], workspace: Workspace, path: str, place: Span, diagnostics: Diagnostics) -> T | None:
    try:
        return read()
    except FileMissing as problem:
        near = did_you_mean(path, workspace.names())
        hint = near if near.startswith("did you mean") else problem.hint
        diagnostics.error(problem.code, str(problem), place, hint)
    except WorkspaceError as problem:
        diagnostics.error(problem.code, str(problem), place, problem.hint)
    return None
