"""A new process deflates only what has changed since the last briefing, and trusts nothing in the cache."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hefei_report.briefing import set_briefing
from hefei_report.briefing.deflated import deflated_before, left_of
from hefei_report.bundling import bundled, contents_of
from hefei_report.deflating import zlib_stream
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Document
from hefei_report.memory import NO_MEMORY
from hefei_report.theme import load_theme
from hefei_report.workspace import NO_CACHE, Cache
from tests.support.briefings import EPOCH, Frames, document, figure, paragraph, section

Deflate = Callable[[bytes], int]
Spoil = Callable[[bytes], bytes]
LINES = "\n".join(f"- paragraph {number} of {number * number % 977}" for number in range(6_000)).encode()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def report(text: str = "It grew.") -> Document:
    return document(section("sec-a", "A", paragraph(text), figure(1), number="1"), section("sec-b", "B", number="2"))


def made(source: Document, cache: Cache) -> bytes:
    theme = load_theme(source.theme)
    return set_briefing(source, theme, Frames(), Diagnostics(), EPOCH, cache=cache).finish(LINES).content


@pytest.fixture
def deflated_anew(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], int]:
    """How many pieces of a content were deflated for a report, which gave what it gives anywhere."""
    count, begin = 0, zlib.compressobj

    def counted(*args: Any, **named: Any) -> Any:
        nonlocal count
        count += 1
        return begin(*args, **named)

    def deflated_anew(content: bytes) -> int:
        nonlocal count
        expected, count = zlib_stream(content, 9), 0
        with deflated_before(NO_MEMORY, cache, "a report") as memory:
            assert zlib_stream(content, 9, memory) == expected
        return count

    monkeypatch.setattr(zlib, "compressobj", counted)
    return deflated_anew


def test_an_edit_deflates_again_what_is_around_it(deflated_anew: Deflate) -> None:
    first = deflated_anew(LINES)
    assert first > 5
    assert deflated_anew(LINES) == 0
    assert 0 < deflated_anew(LINES.replace(b"paragraph 3000 ", b"paragraph and more ")) < first - 1


def test_what_the_last_build_did_not_ask_for_is_let_go(deflated_anew: Deflate) -> None:
    deflated_anew(LINES)
    deflated_anew(b"short")
    assert deflated_anew(LINES) > 5


SPOILT: list[Spoil] = [
    lambda data: data[:0],
    lambda data: zlib.compress(b"something else" + data[:1]),
    lambda data: data + b"\0",
    lambda data: data[:-1],
    lambda data: data[: len(data) // 2],
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_does_not_inflate_to_what_is_asked_for_is_not_used(
    spoil: Spoil, deflated_anew: Deflate, cache: Cache
) -> None:
    pieces = deflated_anew(LINES)
    content = cache.get(left_of(cache, "a report").place)
    assert content is not None
    cache.put(
        left_of(cache, "a report").place, bundled({key: spoil(data) for key, data in contents_of(content).items()})
    )
    assert deflated_anew(LINES) == pieces


def test_a_file_is_the_same_with_and_without_what_was_kept(cache: Cache) -> None:
    before = made(report(), cache)
    assert before == made(report(), NO_CACHE)
    assert made(report(), cache) == before
    edited = report("It grew by a third.")
    assert made(edited, cache) == made(edited, NO_CACHE) != before
