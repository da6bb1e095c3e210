"""The same document gives the same bytes, whatever machine, settings and environment reportlab finds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.support.briefings import document, paragraph, section, write
from tests.support.product import environment
from tests.support.tools import CHECKOUT

PROGRAM = """
import hashlib, pathlib, sys
from tests.support.briefings import document, write
print(hashlib.sha256(write(document(), pathlib.Path(sys.argv[1])).briefing.content).hexdigest())
"""
SETTINGS = "pageCompression = 0\nuseA85 = 1\ncanvas_basefontname = 'Times-Roman'\nshowBoundary = 1\ninvariant = 0\n"


def digest(folder: Path, **changes: str) -> str:
    """The hash of the standard briefing, written by a process of its own that works in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = f"{CHECKOUT / 'src'}:{CHECKOUT}:{folder}"
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        cwd=folder,
        env={**environment(), "PYTHONPATH": path, **changes},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The hash of the standard briefing as this process writes it."""
    return hashlib.sha256(write(document(), tmp_path_factory.mktemp("here")).briefing.content).hexdigest()


def test_a_second_time_gives_the_same_bytes(here: str, tmp_path: Path) -> None:
    assert hashlib.sha256(write(document(), tmp_path).briefing.content).hexdigest() == here


@pytest.mark.parametrize(
    "changes",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/St_Johns", "SOURCE_DATE_EPOCH": "86400"},
        {"SOURCE_DATE_EPOCH": "not a number"},
        {"RL_pageCompression": "0", "RL_invariant": "0", "RL_canvas_basefontname": "Courier", "RL_DEBUG": "1"},
        {"RL_pageCompression": "not a number", "EVAL_DEBUG": "neither"},
    ],
    ids=" ".join,
)
def test_neither_time_nor_place_nor_environment_matter(here: str, tmp_path: Path, changes: dict[str, str]) -> None:
    assert digest(tmp_path, **changes) == here


def test_settings_in_the_home_folder_are_not_read(here: str, tmp_path: Path) -> None:
    (tmp_path / ".reportlab_settings").write_text(SETTINGS)
    assert digest(tmp_path, HOME=str(tmp_path)) == here


@pytest.mark.parametrize("name", ["reportlab_settings", "local_reportlab_settings"])
def test_settings_that_can_be_imported_are_not_read(here: str, tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.py").write_text(SETTINGS + "raise SystemExit('read')\n")
    assert digest(tmp_path) == here


def test_variables_are_there_again_for_whoever_else_wants_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RL_PAGES", "0")
    write(document(), tmp_path)
    assert os.environ["RL_PAGES"] == "0"
    assert "reportlab_settings" not in sys.modules


def test_the_identifier_of_a_file_is_that_of_its_content(tmp_path: Path) -> None:
    def identifier(words: str) -> bytes:
        report = document(section("sec-a", "A", paragraph(words), number="1"))
        with write(report, tmp_path).open() as pdf:
            first, second = pdf.trailer.ID
            assert bytes(first) == bytes(second)
            return bytes(first)

    assert identifier("one") == identifier("one")
    assert identifier("one") != identifier("two")
    assert len(identifier("one")) == 16


def test_the_date_is_the_one_that_was_given(tmp_path: Path) -> None:
    with pikepdf.open(write(document(), tmp_path).path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20251122000000+00'00'"


def test_importing_the_room_loads_no_library() -> None:
    program = (
        "import sys, hefei_report.briefing; print({m.split('.')[0] for m in sys.modules} & {'reportlab', 'uharfbuzz'})"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"
