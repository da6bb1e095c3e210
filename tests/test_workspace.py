"""The one door to files: nothing outside the folder is read, and outputs are whole or untouched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hefei_report import workspace
from hefei_report.workspace import (
    MAX_FILE_BYTES,
    Cache,
    DiskWorkspace,
    FileMissing,
    FileTooLarge,
    MemoryWorkspace,
    NotText,
    OutsideWorkspace,
    assets_folder,
    read_text,
    replace_files,
    source_date_epoch,
    source_digest,
)


def test_a_file_in_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_bytes(b"\xef\xbb\xbfx,y\r\n1,2\r")
    assert read_text(DiskWorkspace(tmp_path), "data/a.csv") == "x,y\n1,2\n"
    assert DiskWorkspace(tmp_path).names() == ("data/a.csv",)


@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "..\\secret.txt", "C:/x", "~/x", "", "a\0b", "."]
)
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    inside = tmp_path / "inside"
    inside.mkdir()
    for door in (DiskWorkspace(inside), MemoryWorkspace.of({"x": "y"})):
        with pytest.raises(OutsideWorkspace):
            door.read_bytes(path)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "folder").symlink_to(tmp_path)
    for path in ("link.txt", "folder/secret.txt"):
        with pytest.raises(OutsideWorkspace):
            DiskWorkspace(inside).read_bytes(path)


def test_missing_large_and_binary_files_are_named(tmp_path: Path) -> None:
    door = DiskWorkspace(tmp_path)
    with pytest.raises(FileMissing, match="nowhere"):
        door.read_bytes("nowhere.yaml")
    (tmp_path / "latin").write_bytes(b"caf\xe9")
    with pytest.raises(NotText):
        read_text(door, "latin")
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(FileTooLarge):
        door.read_bytes("huge")


def test_outputs_replace_each_other_and_leave_nothing_behind(tmp_path: Path) -> None:
    first, second = tmp_path / "out" / "a.pdf", tmp_path / "out" / "b.pptx"
    replace_files({first: b"1", second: b"2"})
    (tmp_path / "out" / ".a.pdf.killed.part").write_bytes(b"half")
    replace_files({first: b"3", second: b"4"})
    assert (first.read_bytes(), second.read_bytes()) == (b"3", b"4")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.pdf", "b.pptx"]


def test_a_failure_while_writing_keeps_every_earlier_file(tmp_path: Path) -> None:
    good, blocked = tmp_path / "a.pdf", tmp_path / "folder" / "b.pptx"
    good.write_bytes(b"old")
    (tmp_path / "folder").write_text("a file where a folder should be")
    with pytest.raises(OSError, match=r"folder"):
        replace_files({good: b"new", blocked: b"new"})
    assert good.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "folder"]


def test_the_cache_gives_back_what_it_was_given_and_survives_damage(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    key = "ab" * 32
    assert cache.get(key) is None
    cache.put(key, b"content")
    assert cache.get(key) == b"content"
    [entry] = [path for path in tmp_path.rglob("*") if path.is_file()]
    entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    assert cache.get(key) is None
    assert Cache(None).get(key) is None
    Cache(None).put(key, b"content")
    Cache(entry / "below-a-file").put(key, b"content")


@pytest.mark.parametrize(
    ("bound", "share", "usable"),
    [(8, "max 100000", 8), (8, "150000 100000", 2), (2, "400000 100000", 2), (8, "1000 100000", 1), (8, None, 8)],
)
def test_no_more_processors_are_kept_busy_than_a_container_gets(
    bound: int, share: str | None, usable: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if share is not None:
        (tmp_path / "cpu.max").write_text(share + "\n", encoding="ascii")
    monkeypatch.setattr(workspace, "_PROCESSOR_SHARE", tmp_path / "cpu.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(bound)), raising=False)
    assert workspace.cores() == usable


def test_the_epoch_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for value, expected in (("1700000000", 1_700_000_000), ("", None), ("soon", None), ("-5", None)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        assert source_date_epoch() == expected


def test_the_assets_are_found() -> None:
    assert (assets_folder() / "fonts" / "README.md").is_file()
    assert workspace.user_cache() is not None


def test_what_a_killed_build_left_half_in_the_cache_goes_with_the_next_one(tmp_path: Path) -> None:
    cache, key = Cache(tmp_path), "ab" * 32
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / f".{key}.x1y2.part").write_bytes(b"half")
    cache.put(key, b"whole")
    assert [path.name for path in (tmp_path / "ab").iterdir()] == [key]
    assert cache.get(key) == b"whole"


def test_edited_added_and_removed_code_starts_caches_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "briefing"
    (room / "inner").mkdir(parents=True)
    module, inner = room / "story.py", room / "inner" / "parts.py"
    module.write_text("PAGES = 1\n")
    inner.write_text("PARTS = 1\n")
    monkeypatch.setattr(workspace, "__file__", str(tmp_path / "workspace.py"))

    def stamp() -> str:
        source_digest.cache_clear()
        return source_digest("briefing")

    seen = [stamp()]
    assert stamp() == seen[0]
    os.utime(module, ns=(0, module.stat().st_mtime_ns + 1))  # as much, but later: as an editor saves it
    seen.append(stamp())
    inner.write_text("PARTS = 22\n")
    seen.append(stamp())
    (room / "more.py").write_text("")
    seen.append(stamp())
    monkeypatch.setattr(workspace, "__version__", "99.0")
    seen.append(stamp())
    source_digest.cache_clear()
    assert len(set(seen)) == len(seen)
