"""The installed product is the one in the checkout: with its fonts and template, its program and its licences."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import hefei_report
from tests.support.outlines import write_small_report
from tests.support.product import run
from tests.support.tools import CHECKOUT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that an installation would unpack."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, timeout=120)
    [found] = folder.glob("*.whl")
    return found


def test_the_wheel_holds_every_module_and_every_asset(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {f"hefei_report/{path.relative_to(CHECKOUT / 'src' / 'hefei_report')}" for path in package_files()}
    shipped = (*tracked_files(CHECKOUT / "assets" / "fonts"), *tracked_files(CHECKOUT / "assets" / "template"))
    assets = {f"hefei_report/{path.relative_to(CHECKOUT)}" for path in shipped}
    assert sorted((modules | assets) - names) == []


def package_files() -> list[Path]:
    return [
        path for path in tracked_files(CHECKOUT / "src" / "hefei_report") if path.suffix in {".py", ".typed", ".csl"}
    ]


def tracked_files(folder: Path) -> list[Path]:
    """The files below ``folder`` that no cache or build left there."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def test_the_wheel_names_its_version_program_and_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        about = f"hefei_report-{hefei_report.__version__}.dist-info"
        metadata = archive.read(f"{about}/METADATA").decode()
        assert "License-Expression: Apache-2.0" in metadata
        assert "Requires-Python: >=3.11" in metadata
        assert "hefei-report = hefei_report.cli:script" in archive.read(f"{about}/entry_points.txt").decode()
        assert f"{about}/licenses/LICENSE" in archive.namelist()
        fonts = {path.parent.name for path in tracked_files(CHECKOUT / "assets" / "fonts") if path.suffix == ".ttf"}
        for font in fonts:
            assert any(name.startswith(f"{about}/licenses/assets/fonts/{font}/") for name in archive.namelist()), font


def test_an_unpacked_wheel_builds_the_same_bytes_as_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    outline = write_small_report(tmp_path / "report")
    made = []
    for name, source in (("checkout", CHECKOUT / "src"), ("wheel", installed)):
        outcome = run("build", outline, "--output-dir", tmp_path / name, folder=tmp_path, source=source)
        assert outcome.status == 0, outcome.err
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert made[0] == made[1]
