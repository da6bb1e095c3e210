"""Makes runs of tokens and joins them: one style, one run, marks close to their word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from markdown_it.token import Token

from hefei_report.document.model import Run
from hefei_report.document.notes import MARK_ROLE
from hefei_report.theme.fonts import is_chinese


def literal(token: Token, style: Run) -> list[Run]:
    """The run of a token that is text, code or a line break."""
    if token.type == "hardbreak":
        return [Run("\n")]
    if token.type == "softbreak":
        return [style.saying(" ")]
    content = token.content.replace("\t", " ").replace("\n", " ")
    if token.type == "code_inline":
        return [replace(style, text=content, code=True)] if content else []
    return [style.saying(content)] if content else []


def styled(run: Run, style: Run) -> Run:
    """A run of a fact or citation in the emphasis around it."""
    if not (style.bold or style.italic or style.small_caps or style.target):
        return run
    return replace(
        run,
        bold=run.bold or style.bold,
        italic=run.italic or style.italic,
        small_caps=run.small_caps or style.small_caps,
        target=run.target or style.target,
    )


def merged(runs: list[Run]) -> Iterator[Run]:
    """The runs with neighbours of one style joined, no space between Chinese lines, and marks kept to their word."""
    waiting: Run | None = None
    for position, run in enumerate(runs):
        following = runs[position + 1].text[:1] if position + 1 < len(runs) else ""
        before = waiting.text[-1:] if waiting else ""
        if run.text == " " and before and following and is_chinese(before) and is_chinese(following):
            continue
        if waiting and run.text.startswith("[") and run.target and waiting.text.endswith(" "):
            waiting = waiting.saying(waiting.text[:-1] + "\u00a0")
        joins = (
            waiting
            and not (run.fact or run.waiver or waiting.fact or waiting.waiver)
            and "\n" not in (run.text, waiting.text)
        )
        if waiting and joins and run.is_styled_as(waiting):
            waiting = waiting.saying(waiting.text + run.text)
            continue
        if waiting:
            yield waiting
        waiting = run
    if waiting:
        yield waiting


def glued(runs: Iterable[Run]) -> Iterator[Run]:
    """``runs`` with each mark of a note close to its word: no space before it, a small one beside a digit, a comma
    between marks.
    """
    before: Run | None = None
    for run in runs:
        if run.note and before is not None and not before.note:
            before = before.saying(before.text.rstrip(" \u00a0"))
        if before is not None and before.text:
            yield before
            apart = _between(before, run)
            if apart:
                yield Run(apart, script="super", role=MARK_ROLE)
        before = run
    if before is not None:
        yield before


def _between(before: Run, after: Run) -> str:
    """What sets a mark apart from another one, or from a digit."""
    if before.note and after.note:
        return ","
    beside = before.text[-1:] if after.note else after.text[:1] if before.note else ""
    return "\u00a0" if beside.isdigit() else ""
