"""The folder of archived texts: ``KEY.txt`` is what a source said, ``KEY.json`` where, when and how it was got.

A folder with nothing but texts saved by hand is an archive, too. The pages themselves lie in ``raw/``, texts that a
later fetch replaced in ``superseded/``. All of it is somebody else's, and a ``.gitignore`` keeps it out of commits.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

from hefei_report.archive.fetching import Page
from hefei_report.evidence.sources import file_stem
from hefei_report.records import dataclass
from hefei_report.workspace import replace_files


@dataclass(frozen=True, slots=True)
class Store:
    """An archive's folder, which need not be there yet."""

    folder: Path

    def holds(self, key: str) -> bool:
        """Whether there is a text of the source ``key``."""
        return (self.folder / f"{file_stem(key)}.txt").is_file()

    def keep(self, key: str, url: str, page: Page, text: str, extractor: str, day: dt.date) -> bool:
        """Keep what was fetched; whether it replaces a text that said something else. Raises OSError."""
        stem = file_stem(key)
        target = self.folder / f"{stem}.txt"
        content = text.encode()
        before = target.read_bytes() if target.is_file() else None
        replaced = before is not None and before != content
        record = {
            "url": url,
            "final-url": page.url,
            "retrieved": day.isoformat(),
            "content-type": page.content_type,
            "raw-bytes": len(page.content),
            "raw-sha256": _sha256(page.content),
            "text-sha256": _sha256(content),
            "extractor": extractor,
        }
        files = {self.folder / ".gitignore": b"*\n", self.folder / "raw" / stem: page.content}
        if before is not None and replaced:
            record["supersedes"] = _sha256(before)
            files[self.folder / "superseded" / f"{stem}.{_sha256(before)[:12]}.txt"] = before
        files[self.folder / f"{stem}.json"] = (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
        files[target] = content
        replace_files(files)
        return replaced


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
