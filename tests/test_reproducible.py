"""The same input gives the same bytes: whatever the machine, the place, the time zone and the order of hashing."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from tests.support.outlines import write_small_report
from tests.support.outlining import set_from
from tests.support.product import SOURCE, run
from tests.support.specimens import SPECIMENS
from tests.support.tools import CHECKOUT


def build_both(
    outline: Path, folder: Path, *, source: Path = SOURCE, changes: dict[str, str | None] | None = None
) -> dict[str, bytes]:
    """Build ``outline`` in the working folder ``folder``; returns the outputs by name."""
    folder.mkdir(parents=True, exist_ok=True)
    outcome = run("build", outline, folder=folder, source=source, changes=changes)
    assert outcome.status == 0, outcome.err
    return {path.name: path.read_bytes() for path in sorted((folder / "dist").iterdir())}


@pytest.fixture(scope="module")
def other_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product at another path, with the flagship's content."""
    root = tmp_path_factory.mktemp("somewhere-else") / "a checkout"
    for room in ("src", "assets", "spec"):
        shutil.copytree(CHECKOUT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def test_the_flagship_has_the_same_bytes_on_another_machine(other_checkout: Path, tmp_path: Path) -> None:
    here = build_both(
        CHECKOUT / "spec" / "briefing.yaml",
        tmp_path / "here",
        changes={
            "PYTHONHASHSEED": "1",
            "TZ": "Asia/Shanghai",
            "LC_ALL": "C",
            "HEFEI_REPORT_CACHE": str(tmp_path / "cache-here"),
        },
    )
    there = build_both(
        other_checkout / "spec" / "briefing.yaml",
        tmp_path / "there" / "deep",
        source=other_checkout / "src",
        changes={
            "PYTHONHASHSEED": "4711",
            "TZ": "America/St_Johns",
            "LC_ALL": "C.UTF-8",
            "HOME": str(tmp_path / "home"),
            "HEFEI_REPORT_CACHE": "",
        },
    )
    assert sorted(here) == ["hefei-briefing.pdf", "hefei-deck.pptx", "hefei-manifest.json"]
    assert [name for name in here if here[name] != there[name]] == []


@pytest.mark.parametrize("name", ["all-page-options", "footnotes-everywhere", "chinese-in-every-block"])
def test_notes_options_and_scripts_have_the_same_bytes_whatever_the_order_of_hashing(name: str, tmp_path: Path) -> None:
    outline = SPECIMENS[name]().write(tmp_path / "report")
    seeds = ("1", "4711")
    first, second = (build_both(outline, tmp_path / seed, changes={"PYTHONHASHSEED": seed}) for seed in seeds)
    assert first == second


def test_what_was_built_before_in_the_same_process_changes_nothing(tmp_path: Path) -> None:
    names = ("footnotes-everywhere", "chinese-in-every-block", "small-capitals-and-scripts", "long-addresses")

    def built(order: Sequence[str], folder: Path) -> dict[str, bytes]:
        return {name: set_from(SPECIMENS[name]().write(folder / name)).path.read_bytes() for name in order}

    assert built(names, tmp_path / "there") == built(names[::-1], tmp_path / "back")


def test_a_warm_cache_gives_the_bytes_of_a_cold_one(tmp_path: Path) -> None:
    outline = write_small_report(tmp_path / "report")
    changes: dict[str, str | None] = {"HEFEI_REPORT_CACHE": str(tmp_path / "cache")}
    cold = build_both(outline, tmp_path / "work", changes=changes)
    assert any(path.is_file() for path in (tmp_path / "cache").rglob("*"))
    warm = build_both(outline, tmp_path / "work", changes=changes)
    none = build_both(outline, tmp_path / "work", changes={"HEFEI_REPORT_CACHE": ""})
    assert cold == warm == none


def test_a_damaged_cache_changes_nothing(tmp_path: Path) -> None:
    outline = write_small_report(tmp_path / "report")
    changes: dict[str, str | None] = {"HEFEI_REPORT_CACHE": str(tmp_path / "cache")}
    cold = build_both(outline, tmp_path / "work", changes=changes)
    entries = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    for number, entry in enumerate(entries):
        content = entry.read_bytes()
        entry.write_bytes(content[: len(content) // 2] if number % 2 else b"\0" + content[1:])
    assert build_both(outline, tmp_path / "work", changes=changes) == cold


def test_the_settings_of_a_user_change_nothing(tmp_path: Path) -> None:
    outline = write_small_report(tmp_path / "report")
    plain = build_both(outline, tmp_path / "plain", changes={"HEFEI_REPORT_CACHE": ""})
    home = tmp_path / "home"
    (home / ".config" / "matplotlib").mkdir(parents=True)
    settings = "font.size: 30\naxes.facecolor: red\nlines.linewidth: 9\ntext.usetex: True\nsvg.fonttype: none\n"
    (home / ".config" / "matplotlib" / "matplotlibrc").write_text(settings, encoding="utf-8")
    (home / ".reportlab_settings").write_text("pageCompression = 0\ninvariant = 0\n", encoding="utf-8")
    changes: dict[str, str | None] = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": None,
        "MPLCONFIGDIR": None,
        "HEFEI_REPORT_CACHE": "",
        "RL_pageCompression": "0",
        "RL_invariant": "0",
    }
    assert build_both(outline, tmp_path / "set", changes=changes) == plain


def dates_in(outputs: dict[str, bytes]) -> tuple[str, str]:
    """The date of making that the briefing and the deck bear."""
    with pikepdf.open(io.BytesIO(outputs["small-briefing.pdf"])) as briefing:
        printed = str(briefing.docinfo["/CreationDate"])
    with zipfile.ZipFile(io.BytesIO(outputs["small-deck.pptx"])) as deck:
        core = deck.read("docProps/core.xml").decode()
    return printed, core.partition("<dcterms:created")[2].partition(">")[2].partition("<")[0]


def test_the_dates_of_the_files_follow_the_report_not_the_clock(tmp_path: Path) -> None:
    outline = write_small_report(tmp_path / "report")
    briefing, deck = dates_in(build_both(outline, tmp_path))
    assert briefing.startswith("D:20251122")
    assert deck.startswith("2025-11-22T")


def test_source_date_epoch_is_honoured(tmp_path: Path) -> None:
    outline = write_small_report(tmp_path / "report")
    first = build_both(outline, tmp_path / "a", changes={"SOURCE_DATE_EPOCH": "1000000000", "TZ": "Asia/Tokyo"})
    again = build_both(outline, tmp_path / "b", changes={"SOURCE_DATE_EPOCH": "1000000000", "TZ": "UTC"})
    other = build_both(outline, tmp_path / "c", changes={"SOURCE_DATE_EPOCH": "1000000001"})
    briefing, deck = dates_in(first)
    assert briefing.startswith("D:20010909014640")
    assert deck == "2001-09-09T01:46:40Z"
    assert first == again
    assert [name for name in first if first[name] == other[name]] == [
        "small-manifest.json"
    ]  # it bears no date of making
