"""The one door to pandoc: a process of its own, without network and files, whose answers are kept by content.

pandoc comes inside the package ``pypandoc-binary``. That package is never imported: what is needed of it is a path.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from hefei_report.records import dataclass
from hefei_report.workspace import Cache, pandoc_named, scratch_folder

T = TypeVar("T")

MOST_SECONDS = 120  # a thousand entries of a verbose style take sixteen
# Of its heap: a bomb ends at 768 MB, within a second. It is built to take 64 MB at once, and with 16 it needs 127 MB in
# place of 174 for a few entries, in the same time; a thousand take no longer either.
_LIMITS = ("+RTS", "-M768m", "-H16m", "-RTS")


# Nothing of the user's environment counts. pandoc's sandbox lets it fetch the parents of styles: a proxy that answers
# nobody stops what we may have overlooked (citations/stylesheet.py looks for it).
_NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")


class PandocError(Exception):
    """pandoc gave no answer; ``hint`` is what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class PandocMissing(PandocError):
    """There is no pandoc."""


class PandocRefused(PandocError):
    """pandoc ended with an error; ``message`` begins with what it printed."""


@dataclass(frozen=True, slots=True)
class Pandoc:
    """Asks pandoc, unless the answer to the same question is in ``cache``."""

    cache: Cache

    def ask(
        self,
        arguments: Sequence[str],
        question: bytes,
        read: Callable[[bytes], T],
        files: Mapping[str, bytes] | None = None,
        seconds: float = MOST_SECONDS,
    ) -> T:
        """What ``read`` makes of pandoc's output for ``question``; ``files`` lie in its folder by name.

        ``read`` raises ValueError for what it can't read; an answer that was kept is then asked for anew. Raises
        PandocError.
        """
        files = files or {}
        program = _program()
        key = _key(program, arguments, question, files)
        kept = self.cache.get(key)
        if kept is not None:
            try:
                return read(kept)
            except ValueError:
                pass  # kept by something else under our key: as good as lost
        answer = _run(program, arguments, question, files, seconds)
        try:
            found = read(answer)
        except ValueError as problem:
            raise PandocError(f"pandoc's answer can't be read: {problem}", _REINSTALL) from None
        self.cache.put(key, answer)
        return found


_REINSTALL = "install it again: pip install --force-reinstall pypandoc-binary"


@functools.cache
def _installed() -> Path | None:
    found = importlib.util.find_spec("pypandoc")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "files" / "pandoc"


def _program() -> Path:
    program = pandoc_named() or _installed()
    if program is None or not program.is_file():
        raise PandocMissing("pandoc, which sets citations, is not installed", "pip install pypandoc-binary")
    return program


def _key(program: Path, arguments: Sequence[str], question: bytes, files: Mapping[str, bytes]) -> str:
    """Everything that an answer depends on. Asking pandoc for its version would start it: size and age stand for it."""
    about = program.stat()
    digest = hashlib.sha256(f"pandoc {about.st_size} {about.st_mtime_ns}".encode())
    parts = [*(argument.encode() for argument in arguments), question]
    parts += [part for name, content in sorted(files.items()) for part in (name.encode(), content)]
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _run(program: Path, arguments: Sequence[str], question: bytes, files: Mapping[str, bytes], seconds: float) -> bytes:
    import subprocess  # a build whose citations are kept starts no program

    with scratch_folder(files) as folder:
        home = {"HOME": str(folder), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": ""} | _NOWHERE
        command = [str(program.resolve()), *_LIMITS, "--sandbox", f"--data-dir={folder}", *arguments]
        try:
            done = subprocess.run(
                command, input=question, cwd=folder, env=home, capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            hint = "a style or a source is far too large or refers to itself; leave parts out to find it"
            raise PandocError(f"pandoc was still at work after {seconds:.0f} seconds", hint) from None
        except OSError as problem:
            raise PandocMissing(f"pandoc can't be started: {problem.strerror}", _REINSTALL) from None
    if b"Heap exhausted" in done.stderr:
        hint = "a style or a source refers to itself or grows without end; leave parts out to find it"
        raise PandocError("pandoc needed more memory than it is given", hint)
    if done.returncode < 0:
        raise PandocError(f"pandoc was killed by signal {-done.returncode}", "try again with more memory")
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise PandocRefused(said or f"exit code {done.returncode}", "")
    return done.stdout
