"""Long contents are deflated in pieces, so that an edit compresses little again, and nobody who reads them can tell."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hefei_report.deflating import LONG, Left, deflated, zlib_stream
from hefei_report.memory import Memory
from hefei_report.workspace import Cache

_LEVEL = 9


def _record(edited: int | None = None) -> bytes:
    """JSON with the texts of 200 pages; a word more on one that is ``edited``."""
    chance = random.Random(7)
    pages = []
    for number in range(200):
        words = [chance.choice(("exports", "grew", "by", "a", "third", "since")) + str(chance.randrange(90))]
        words += [str(chance.randrange(9_999)) for _ in range(300)]
        pages.append({"number": number, "text": " ".join(words) + (" more" if number == edited else "")})
    return json.dumps(pages).encode()


def _lines(edited: int | None = None) -> bytes:
    chance = random.Random(8)
    lines = [f"- paragraph {number}: {chance.random()} and {chance.random()}" for number in range(4_000)]
    return "\n".join(line + " more" * (number == edited) for number, line in enumerate(lines)).encode()


@pytest.mark.parametrize("content", [b"", b"short", _record(), _lines(), random.Random(9).randbytes(200_000)])
def test_any_reader_unpacks_what_was_deflated(content: bytes) -> None:
    assert zlib.decompress(zlib_stream(content, _LEVEL)) == content
    assert zlib.decompress(deflated(content, _LEVEL), wbits=-zlib.MAX_WBITS) == content


@pytest.mark.parametrize("make", [_record, _lines])
def test_an_edit_deflates_again_only_what_is_around_it_and_gives_the_same_bytes(
    make: Callable[[int | None], bytes],
) -> None:
    memory = Memory()
    before = zlib_stream(make(None), _LEVEL, memory)
    first = memory.made["deflated piece"]
    memory.turn()
    after = zlib_stream(make(120), _LEVEL, memory)
    assert first > 8
    assert 0 < memory.made["deflated piece"] <= 4
    assert after != before
    assert after == zlib_stream(make(120), _LEVEL)


def test_a_new_process_deflates_only_what_the_last_one_did_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    compress = zlib.compressobj

    def counted(level: int, method: int, window: int, *, zdict: bytes) -> Any:
        made.append(level)
        return compress(level, method, window, zdict=zdict)

    monkeypatch.setattr(zlib, "compressobj", counted)

    def pieces_made(content: bytes) -> int:
        made.clear()
        left = Left(Cache(tmp_path), "a report")
        again = deflated(content, _LEVEL, left=left)
        left.save()
        count = len(made)
        assert again == deflated(content, _LEVEL)
        return count

    assert pieces_made(_lines()) > 8
    assert pieces_made(_lines()) == 0
    assert 0 < pieces_made(_lines(120)) <= 4
    (entry,) = (file for file in tmp_path.rglob("*") if file.is_file())
    assert entry.stat().st_size < 1.1 * len(deflated(_lines(), _LEVEL)), "what isn't asked for any more is let go"
    Cache(tmp_path).put(entry.name, b"[1, 2]\nrest")
    assert pieces_made(_lines()) > 8, "what is broken is made again"


def test_pieces_take_hardly_more_room_than_the_whole() -> None:
    for content in (_record(), _lines()):
        assert len(zlib_stream(content, _LEVEL)) < 1.015 * len(zlib.compress(content, _LEVEL))


def test_what_is_short_is_deflated_as_zlib_does_it_at_once() -> None:
    content = _lines()[: LONG - 1]
    assert zlib_stream(content, _LEVEL) == zlib.compress(content, _LEVEL)
