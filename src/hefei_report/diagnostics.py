"""Everything an author can get wrong is reported here, with its place and a way out.

A stage never stops at the first mistake: it adds to a :class:`Diagnostics` and goes on, so that all
mistakes of one build are shown at once. Exceptions are left for our own bugs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import Enum

from hefei_report.records import dataclass


class Severity(Enum):
    """How bad it is: an error stops the build, a warning doesn't (except under ``--strict``)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file of the author: ``line`` and ``column`` count from 1, columns in characters.

    ``length`` is the number of characters to underline; the caret never leaves the line.
    """

    file: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint: what is wrong, where, and what to do about it."""

    severity: Severity
    code: str
    message: str
    span: Span
    hint: str = ""


# What is missing in the evidence may wait while a text is being written: a draft prints a visible gap
# for these, and says so on every page and slide. Every other error stops a draft, too.
TOLERATED_IN_DRAFT = frozenset(
    {
        *("unknown-fact", "unknown-source", "unknown-reference", "false-claim", "failed-check", "unproven-number"),
        *("unverified-fact", "missing-lock"),
    }
)


@dataclass(slots=True)
class Diagnostics:
    """Collects what the stages of one build complain about.

    With ``draft`` the codes of :data:`TOLERATED_IN_DRAFT` are downgraded to warnings.
    """

    draft: bool = False
    _found: dict[Diagnostic, None] = field(default_factory=dict)

    def error(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Report a mistake that must be mended before anything is published."""
        tolerated = self.draft and code in TOLERATED_IN_DRAFT
        self.add(Diagnostic(Severity.WARNING if tolerated else Severity.ERROR, code, message, span, hint))

    def warning(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Report something that is allowed and probably not meant."""
        self.add(Diagnostic(Severity.WARNING, code, message, span, hint))

    def add(self, diagnostic: Diagnostic) -> None:
        """Take over what was found elsewhere; the same complaint is told once."""
        self._found[diagnostic] = None

    @property
    def has_errors(self) -> bool:
        """Whether anything found so far stops the build."""
        return any(d.severity is Severity.ERROR for d in self._found)

    def count(self, severity: Severity) -> int:
        """How many of one severity were found."""
        return sum(d.severity is severity for d in self._found)

    def __iter__(self) -> Iterator[Diagnostic]:
        """All that was found, by file, line and column."""
        return iter(sorted(self._found, key=lambda d: (d.span, d.code, d.message)))

    def __len__(self) -> int:
        return len(self._found)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The hint for a misspelt ``name``: the nearest known one, or the known ones when they are few, or ''."""
    names = sorted(set(known))
    near = nearest(name, names)
    if near:
        return f"did you mean '{near}'?"
    if 0 < len(names) <= 12:
        return "known here: " + ", ".join(names)
    return ""


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of ``known`` that a misspelt ``name`` probably means, or ''."""
    import difflib  # only who misspells needs it

    folded = {n.casefold().replace("_", "-"): n for n in sorted(set(known))}
    near = difflib.get_close_matches(name, sorted(folded.values()), n=1, cutoff=0.6)
    if near:
        return near[0]
    near = difflib.get_close_matches(name.casefold().replace("_", "-"), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def render(diagnostic: Diagnostic, source: str | None) -> str:
    """The diagnostic as text: ``file:line:column: error[code]: message``, the line, a caret, the hint.

    Characters of the author's that a terminal would obey are written as escapes.
    ``source`` is the source line without its end, or None when it cannot be shown.
    """
    span = diagnostic.span
    out = [f"{span}: {diagnostic.severity.value}[{diagnostic.code}]: {harmless(diagnostic.message)}"]
    if source is not None:
        out += _excerpt(source, span)
    if diagnostic.hint:
        out.append(f"  = hint: {harmless(diagnostic.hint)}")
    return "\n".join(out)


def harmless(text: str) -> str:
    """``text`` for a terminal: what it would obey is escaped, and a space is a space."""
    shown = text.replace("\u00a0", " ")
    return "".join(ch if ch.isprintable() else f"\\u{ord(ch):04x}" for ch in shown)


_EXCERPT_WIDTH = 110


def _excerpt(source: str, span: Span) -> list[str]:
    """The source line and the caret line below it; a long line is cut around the caret."""
    source = "".join(ch if ch.isprintable() else " " for ch in source)
    start = max(0, min(span.column - 1 - _EXCERPT_WIDTH // 2, len(source) - _EXCERPT_WIDTH))
    shown = source[start : start + _EXCERPT_WIDTH]
    at = span.column - 1 - start
    length = max(1, min(span.length, len(shown) - at))
    gutter = f"{span.line:5d} | "
    pad = "".join("\u3000" if _is_wide(ch) else " " for ch in shown[:at])
    return [gutter + shown, " " * (len(gutter) - 2) + "| " + pad + "^" * length]


def _is_wide(ch: str) -> bool:
    return (
        "\u1100" <= ch <= "\u115f"
        or "\u2e80" <= ch <= "\ua4cf"
        or "\uac00" <= ch <= "\ud7a3"
        or "\uff00" <= ch <= "\uff60"
    )
