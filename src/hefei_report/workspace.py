"""The one door to files, clock and environment: nothing else in the product opens any of them.

An author's files are read only from the outline's own folder, and outputs are replaced atomically or
not at all. :class:`MemoryWorkspace` is the same door without a disk, for tests and for the preview.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import math
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Protocol

from hefei_report import __version__
from hefei_report.records import dataclass

MAX_FILE_BYTES = 20_000_000
_PROCESSOR_SHARE = Path("/sys/fs/cgroup/cpu.max")
_METADATA = re.compile(r"(.+)-([^-]+)\.dist-info")
_MATPLOTLIB_FOLDER = "MPLCONFIGDIR"


class WorkspaceError(Exception):
    """A file of the author can't be had; ``code`` and ``hint`` go into the diagnostic."""

    code = "unreadable-file"
    hint = ""


class FileMissing(WorkspaceError):
    code = "missing-file"
    hint = "paths are relative to the folder of the outline"


class OutsideWorkspace(WorkspaceError):
    code = "path-outside-folder"
    hint = "only files in the outline's own folder are read; move or copy the file there"


class FileTooLarge(WorkspaceError):
    code = "file-too-large"
    hint = f"at most {MAX_FILE_BYTES:,} bytes are read"


class NotText(WorkspaceError):
    code = "not-utf8"
    hint = "save the file as UTF-8"


class Workspace(Protocol):
    """Reading within one folder. Paths are relative, with ``/``."""

    def read_bytes(self, path: str) -> bytes:
        """The content of a file. Raises a :class:`WorkspaceError`."""
        ...

    def names(self) -> tuple[str, ...]:
        """The relative paths of the files at hand (at most a few hundred), for hints."""
        ...


def read_text(workspace: Workspace, path: str) -> str:
    """The text of a UTF-8 file, without a byte-order mark, with ``\\n`` line ends. Raises a WorkspaceError."""
    try:
        text = workspace.read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise NotText(f"'{path}' is not UTF-8 text (byte {problem.start})") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def confined(path: str) -> PurePosixPath:
    """``path`` as a relative path that doesn't climb out of its folder. Raises OutsideWorkspace."""
    pure = PurePosixPath(path.replace("\\", "/"))
    climbs = pure.is_absolute() or ".." in pure.parts or re.match(r"[A-Za-z]:|~", path) or "\0" in path
    if climbs or not pure.parts:
        raise OutsideWorkspace(f"'{path}' points outside the outline's folder")
    return pure


@dataclass(frozen=True, slots=True)
class DiskWorkspace:
    """The folder of an outline on disk. Symbolic links that lead out of it are refused."""

    root: Path

    def read_bytes(self, path: str) -> bytes:
        root = self.root.resolve()
        target = (root / confined(path)).resolve()
        if not target.is_relative_to(root):
            raise OutsideWorkspace(f"'{path}' is a link that leads outside the outline's folder")
        if not target.is_file():
            raise FileMissing(f"there is no file '{path}'")
        try:
            if target.stat().st_size > MAX_FILE_BYTES:
                raise FileTooLarge(f"'{path}' is too large")
            return target.read_bytes()
        except OSError as problem:
            raise WorkspaceError(f"'{path}' can't be read: {problem.strerror}") from None

    def names(self) -> tuple[str, ...]:
        found: list[str] = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            found += [Path(folder, f).relative_to(self.root).as_posix() for f in sorted(files)]
            if len(found) > 400:
                break
        return tuple(found)


@dataclass(slots=True)
class MemoryWorkspace:
    """A folder that exists only in memory."""

    files: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Mapping[str, str]) -> MemoryWorkspace:
        """From texts by relative path."""
        return cls({name: text.encode() for name, text in files.items()})

    def read_bytes(self, path: str) -> bytes:
        name = confined(path).as_posix()
        if name not in self.files:
            raise FileMissing(f"there is no file '{path}'")
        if len(self.files[name]) > MAX_FILE_BYTES:
            raise FileTooLarge(f"'{path}' is too large")
        return self.files[name]

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.files))


@dataclass(frozen=True, slots=True)
class WitnessedWorkspace:
    """A workspace that remembers what was read: the content of each file by path, in the order of first reading."""

    workspace: Workspace
    contents: dict[str, bytes] = field(default_factory=dict)

    def read_bytes(self, path: str) -> bytes:
        content = self.workspace.read_bytes(path)
        self.contents.setdefault(confined(path).as_posix(), content)
        return content

    def names(self) -> tuple[str, ...]:
        return self.workspace.names()


def read_file(path: Path) -> bytes:
    """A finished file that the user names, wherever it is. Raises OSError."""
    return path.read_bytes()


# ------------------------------------------------------------------------------------------ outputs


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write all of ``files``, each atomically: a reader sees a whole old file or a whole new one.

    Every file is first written in full, under a temporary name in its own folder, and flushed to the
    disk; only then are they renamed. Raises OSError; then nothing that stood there before is changed,
    unless the failure strikes between two renames, and each file is whole even then.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for target, content in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            _remove_leftovers(target)
            handle, name = _temporary_beside(target)
            staged.append((Path(name), target))
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(name, 0o644)
        for temporary, target in staged:
            os.replace(temporary, target)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _temporary_beside(target: Path) -> tuple[int, str]:
    """A new file in the folder of ``target``: its descriptor and its name."""
    import tempfile  # a check writes nothing, and has no need of it

    return tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)


def _remove_leftovers(target: Path) -> None:
    """Temporary files that a killed build left beside ``target``."""
    for leftover in target.parent.glob(f".{target.name}.*.part"):
        leftover.unlink(missing_ok=True)


# ------------------------------------------------------------------------- installed files, settings


def assets_folder() -> Path:
    """Where fonts, template and logo are: inside the installed package, or beside ``src`` in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "assets"
    return installed if installed.is_dir() else package.parent.parent / "assets"


@functools.cache
def source_digest(room: str) -> str:
    """Stands for our own source in the folder ``room`` as it is now, for keys of caches: edited code starts afresh.

    As Python does for its compiled modules, it goes by versions, sizes and times: to read hundreds of files for every
    command would cost more than the caches save a short report.
    """
    return _stamp(sorted(_sources(Path(__file__).resolve().parent / room)))


def file_stamp(path: Path) -> str:
    """The same for a file that is installed with us, such as a font."""
    told = path.stat()
    return _stamp([(str(path), told.st_size, told.st_mtime_ns)])


def _stamp(files: Iterable[tuple[str, int, int]]) -> str:
    digest = hashlib.sha256(__version__.encode())
    for path, size, time in files:
        digest.update(f"{path}\0{size}\0{time}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _sources(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    """The modules in ``folder``, each with its size in bytes and when it was modified, in nanoseconds."""
    for entry in os.scandir(folder):
        if entry.name.endswith(".py"):
            told = entry.stat()
            yield entry.path, told.st_size, told.st_mtime_ns
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry.path)


def installed_versions(names: Iterable[str]) -> dict[str, str]:
    """The versions of the installed distributions ``names``; one that has no metadata here is left out.

    They are read off the names of the folders in which pip puts metadata, since :mod:`importlib.metadata` brings half
    the standard library along. It is asked about what isn't found there.
    """
    found = {name: _metadata_folders().get(_normalized(name)) or _told_version(name) for name in names}
    return {name: version for name, version in found.items() if version}


@functools.cache
def _metadata_folders() -> dict[str, str]:
    """Versions by normalized name; the first folder of the path counts, as it does for imports."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            entries = sorted(os.listdir(folder))
        except OSError:
            continue
        for entry in entries:
            if match := _METADATA.fullmatch(entry):
                found.setdefault(_normalized(match[1]), match[2])
    return found


def _told_version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:  # a distribution may bundle a library without its metadata
        return ""


def _normalized(name: str) -> str:
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def source_date_epoch() -> int | None:
    """``SOURCE_DATE_EPOCH`` in seconds, or None when it is unset or no number.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if re.fullmatch(r"\d{1,12}", value) else None


def today() -> dt.date:
    """The day of ``SOURCE_DATE_EPOCH``, else today, in UTC: for records of what a person did, never for an output."""
    fixed = source_date_epoch()
    return (dt.datetime.now(dt.UTC) if fixed is None else dt.datetime.fromtimestamp(fixed, dt.UTC)).date()


def cores() -> int:
    """How many processors this process may keep busy: those it is bound to, and of these its share (Linux: cgroups)."""
    # macOS binds no process to processors.
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _PROCESSOR_SHARE.read_text(encoding="ascii").split()
        share = math.ceil(int(quota) / int(period))
    except (OSError, ValueError, ZeroDivisionError):  # no such file, or its quota is "max"
        share = bound
    return max(1, min(bound, share))


def pandoc_named() -> Path | None:
    """The pandoc that ``HEFEI_REPORT_PANDOC`` names, or None: then the installed package brings it."""
    named = os.environ.get("HEFEI_REPORT_PANDOC")
    return Path(named) if named else None


@contextmanager
def scratch_folder(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder of its own with ``files`` in it, for a program that can only read files; gone afterwards."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="hefei-report-") as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        yield folder


@contextmanager
def hidden_variables(prefixes: tuple[str, ...]) -> Iterator[None]:
    """Within it, no environment variable begins with one of ``prefixes``: a library can't obey what it can't see."""
    hidden = {name: value for name, value in os.environ.items() if name.startswith(prefixes)}
    for name in hidden:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(hidden)


@contextmanager
def settings_of_matplotlib_in(cache: Cache) -> Iterator[None]:
    """Within it, matplotlib finds its folder in ``cache``: no rule of the user changes a chart, no file lies elsewhere.

    It chooses its folder once, when it is imported. Without a cache, a temporary folder serves for this run.
    """
    # matplotlib makes a temporary folder, and removes it at the end, when it can't write to the one named.
    folder = str(cache.folder / "matplotlib") if cache.folder is not None else os.devnull
    before = os.environ.get(_MATPLOTLIB_FOLDER)
    os.environ[_MATPLOTLIB_FOLDER] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ[_MATPLOTLIB_FOLDER]
        else:
            os.environ[_MATPLOTLIB_FOLDER] = before


@dataclass(frozen=True, slots=True)
class Cache:
    """Results kept from build to build, by the hash of everything they were made from.

    A cache may be lost, shared or broken at any time: a missing or damaged entry reads as None, and a
    failure to write is ignored. Entries carry a checksum of their content.
    """

    folder: Path | None

    def get(self, key: str) -> bytes | None:
        """The content kept under ``key`` (hexadecimal), or None."""
        if self.folder is None:
            return None
        try:
            raw = (self.folder / key[:2] / key).read_bytes()
        except OSError:
            return None
        digest, content = raw[:32], raw[32:]
        return content if hashlib.sha256(content).digest() == digest else None

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``."""
        if self.folder is None:
            return
        target = self.folder / key[:2] / key
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _remove_leftovers(target)  # of another build at work, too: what it can't put is lost, which is allowed
            handle, name = _temporary_beside(target)
            with os.fdopen(handle, "wb") as out:
                out.write(hashlib.sha256(content).digest() + content)
            os.replace(name, target)
        except OSError:
            return


NO_CACHE = Cache(None)


def user_cache() -> Cache:
    """The cache of this user: ``HEFEI_REPORT_CACHE`` (empty: none), else ``XDG_CACHE_HOME``, else ``~/.cache``."""
    named = os.environ.get("HEFEI_REPORT_CACHE")
    if named is not None:
        return Cache(Path(named) if named else None)
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return Cache(None)
    return Cache(base / "hefei-report")
