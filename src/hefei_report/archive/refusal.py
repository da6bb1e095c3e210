"""Why a page was not archived: a code, a message and a way out for the diagnostic at the source."""

from __future__ import annotations


class Refused(Exception):
    """The page can't be had, or must not be."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint or "save its text as KEY.txt in the archive's folder by hand, or attest its facts"
