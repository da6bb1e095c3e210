"""What poppler finds in the structure of five briefings, as files that one reads: every change of the tags is seen.

``HEFEI_REPORT_RENEW=1 pytest tests/test_structure_dumps.py`` writes the files in ``tests/golden`` anew; look at the
difference before you commit it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.outlining import Set
from tests.support.tools import require_tool

GOLDEN = Path(__file__).parent / "golden"
DUMPED = (
    "footnotes-everywhere",
    "chinese-in-every-block",
    "links-all-over",
    "every-kind-of-chart",
    "tables-of-few-words",
)
_OBJECT = re.compile(r"Object \d+ 0")  # numbers of objects say nothing


def dumped(path: Path) -> str:
    """The structure of a file with its texts, as poppler tells it."""
    told = subprocess.run([require_tool("pdfinfo"), "-struct-text", str(path)], capture_output=True, check=True)
    return _OBJECT.sub("Object", told.stdout.decode())


@pytest.mark.parametrize("name", DUMPED)
def test_the_structure_is_what_it_was(name: str, set_specimen: Callable[[str], Set]) -> None:
    found, golden = dumped(set_specimen(name).path), GOLDEN / f"{name}.txt"
    if os.environ.get("HEFEI_REPORT_RENEW") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_each_dump_belongs_to_a_test() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(DUMPED)
