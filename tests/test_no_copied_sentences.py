"""No file of the project repeats ten words in a row of an archived source, titles aside: their sentences are theirs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.plaintext import plain_line
from hefei_report.evidence.sources import read_sources
from hefei_report.outline.nodes import parse
from tests.support.archived import FLAGSHIP_ARCHIVE, GAZETTE
from tests.support.product import FLAGSHIP
from tests.support.tools import CHECKOUT

RUN = 10


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of ten words; typography, case, line breaks and marks of quotation or comment make no difference."""
    words = re.findall(r"[^\W_]+", plain_line(text).lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def project_files() -> dict[str, str]:
    """The text files under version control, or about to be, by name."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    found = {}
    for name in filter(None, listed.split("\0")):
        content = (CHECKOUT / name).read_bytes() if (CHECKOUT / name).is_file() else b"\0"
        if b"\0" not in content:
            found[name] = content.decode("utf-8", errors="replace")
    return found


def copied(sources: Iterable[str], titles: Iterable[str], files: dict[str, str]) -> list[str]:
    """The files that repeat a source, each with the first words that it repeats."""
    theirs = set().union(*map(runs, sources)) - set().union(*map(runs, titles))
    return [f"{name}: {' '.join(min(both))}" for name, text in files.items() if (both := theirs & runs(text))]


def test_a_copied_sentence_is_found_whatever_it_is_dressed_in() -> None:
    [sentence] = [line for line in GAZETTE.splitlines() if line.startswith("In 2024")]
    dressed = "# " + "\n#   ".join(sentence.upper().replace(" ", "\u00a0", 3).split(" ")) + "\n"
    assert [found.partition(":")[0] for found in copied([GAZETTE], [], {"a.py": dressed, "b.py": "x"})] == ["a.py"]
    assert copied([GAZETTE], [sentence], {"a.py": dressed}) == []
    nine_words = " ".join(sentence.split()[:8])  # 257.2 counts as two
    assert copied([GAZETTE], [], {"a.py": nine_words}) == []


if FLAGSHIP_ARCHIVE is not None:  # it is third-party text and no part of the project
    ARCHIVED = [path.read_text(encoding="utf-8") for path in sorted(FLAGSHIP_ARCHIVE.glob("*.txt"))]

    def test_no_file_of_the_project_repeats_an_archived_source() -> None:
        found = Diagnostics()
        node = parse((FLAGSHIP.parent / "sources.yaml").read_text(encoding="utf-8"), "sources.yaml", found)
        assert node is not None
        titles = [source.title.value for source in read_sources((node,), found).values()]
        assert copied(ARCHIVED, titles, project_files()) == []
