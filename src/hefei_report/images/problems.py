"""Why a picture can't be used, in words for its author."""

from __future__ import annotations


class Unusable(Exception):
    """A picture that isn't taken; ``code`` and ``hint`` go into the diagnostic."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.hint = code, hint
