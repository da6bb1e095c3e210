"""A process that is kept, as a preview keeps it: builds its report each time that it is asked, and tells the seconds.

Usage: python -m bench.resident ours|C, in the folder of the report. For each line that it reads, it builds the report
as it is now on the disk, to bytes in memory, and answers with a line: the seconds, and the bytes of what it made.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path


def ours() -> Callable[[], int]:
    """Both files, by the resident builder."""
    from hefei_report.build import Builder
    from hefei_report.workspace import DiskWorkspace, user_cache

    builder = Builder(DiskWorkspace(Path.cwd()), "report.yaml", user_cache())

    def build() -> int:
        built = builder.build()
        if built.diagnostics.has_errors:
            sys.exit("\n".join(map(str, built.diagnostics)))
        return sum(len(publication.content) for publication in built.publications)

    return build


def typst_alone() -> Callable[[], int]:
    """The PDF, by a Typst compiler that remembers."""
    import typst

    from bench.peers.typst_alone import FONTS

    compiler = typst.Compiler("report.typ", font_paths=FONTS, ignore_system_fonts=True)
    return lambda: len(compiler.compile() or b"")


def main() -> None:
    build = {"ours": ours, "C": typst_alone}[sys.argv[1]]()
    for _ in sys.stdin:
        started = time.perf_counter()
        size = build()
        print(time.perf_counter() - started, size, flush=True)


if __name__ == "__main__":
    main()
