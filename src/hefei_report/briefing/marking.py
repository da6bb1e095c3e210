"""Marks what stands on a page as content of a structure element or as an artifact (ISO 32000-1, 14.6 and 14.8.2.2).

A mark is opened when something is drawn, and closed when something else is or the page ends: nobody needs to keep
book. Everything on a page lies between marks, as PDF/UA (ISO 14289-1, 7.1) wants it.
"""

from __future__ import annotations

from collections.abc import Callable

from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.structure import Content, Node
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """What is no part of the text. ``side`` is where running matter stands, ``box`` how far a background reaches."""

    kind: str
    side: str = ""
    box: Area | None = None

    @property
    def operator(self) -> str:
        """What opens its mark."""
        entries = f"/Type /{self.kind}"
        if self.side:
            entries += f" /Subtype /{self.side}"
        if self.box is not None:
            entries += f" /BBox [{self.box.left:.2f} {self.box.bottom:.2f} {self.box.right:.2f} {self.box.top:.2f}]"
        return f"/Artifact <<{entries}>> BDC"


LAYOUT = Artifact("Layout")  # rules and grounds
HEADER = Artifact("Pagination", "Header")
FOOTER = Artifact("Pagination", "Footer")
REPEATED = Artifact("Pagination")  # the header of a table on the pages after its first


def background(area: Area) -> Artifact:
    """A ground that lies under a page."""
    return Artifact("Background", box=area)


class Marking:
    """The marks of one page after the other; ``write`` puts an operator into the page."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._open: Node | Artifact | None = None
        self._marked: list[Node] = []

    def enter(self, what: Node | Artifact, page: int) -> None:
        """What is drawn from now on, on ``page``, belongs to ``what``."""
        if what is self._open:
            return
        self._close()
        self._open = what
        if isinstance(what, Artifact):
            self._write(what.operator)
            return
        self._write(f"/{what.role} <</MCID {len(self._marked)}>> BDC")
        what.kids.append(Content(page, len(self._marked)))
        self._marked.append(what)

    def _close(self) -> None:
        if self._open is not None:
            self._write("EMC")
            self._open = None

    def end_page(self) -> tuple[Node, ...]:
        """Close the page's last mark. The elements on it by the numbers of their marks."""
        self._close()
        marked, self._marked = tuple(self._marked), []
        return marked
