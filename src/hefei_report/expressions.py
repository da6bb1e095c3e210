"""Regular expressions that are compiled when they are first used: most of a run's are for what its report has none of.

``expression(...)`` stands in the place of ``re.compile(...)`` where to compile takes longer than to load a module.
Libraries whose expressions take long are imported within ``late_expressions()``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, AnyStr

__all__ = ["expression", "late_expressions"]

_compile = re.compile

if TYPE_CHECKING:

    def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """As :func:`re.compile`."""
else:

    def expression(pattern, flags=0):
        """As :func:`re.compile`, but at first use."""
        return _LateExpression(pattern, flags)


class _LateExpression:
    """A compiled expression in all that can be asked of it; the first question has it compiled."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled: re.Pattern[Any] = _compile(*self._asked)
        public = (each for each in dir(compiled) if not each.startswith("_"))
        self.__dict__.update({each: getattr(compiled, each) for each in public})
        return getattr(compiled, name)


@contextmanager
def late_expressions() -> Iterator[None]:
    """Within it, what libraries compile when they are imported is compiled when they first use it: most never is.

    For libraries that ask what they have compiled and hand it to nobody else.
    """
    re.compile = expression  # type: ignore[assignment]  # it stands for one
    try:
        yield
    finally:
        re.compile = _compile
