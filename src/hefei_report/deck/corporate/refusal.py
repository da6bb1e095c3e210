"""Why a template can't be used, in words for the person who has it."""

from __future__ import annotations


class Refused(Exception):
    """A template that no deck can be made from. ``hint`` is what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
