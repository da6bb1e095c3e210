"""The logical structure of a briefing (ISO 32000-1, 14.7): elements in reading order, filled while pages are drawn.

Elements are made with the story, so their order is that of the Document, wherever a figure floats and however a
block is divided: the parts of a block share its element. What is set on a page is added to its element then.

Roles are those of ISO 32000-1, 14.8.4, but for two that PDF 2.0 has and :data:`ROLE_MAP` explains to older readers:
the document's title is a Title and no heading, so that headings are those that contents and bookmarks list; a panel
is an Aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from enum import Enum

from hefei_report.briefing.attaching import Attachment
from hefei_report.briefing.landmarks import Area
from hefei_report.records import dataclass

ROLE_MAP = {"Aside": "Div", "Title": "P"}
_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Content:
    """What was set on ``page`` (from 1) between the marks with number ``mcid``."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Clickable:
    """The link number ``place`` (from 0) on ``page``."""

    page: int
    place: int


class Scope(Enum):
    """What a header cell is the header of."""

    COLUMN = "Column"
    ROW = "Row"


class Numbering(Enum):
    """How the items of a list are marked (ISO 32000-1, table 347)."""

    NONE = "None"
    DISC = "Disc"
    DECIMAL = "Decimal"
    LETTERS = "LowerAlpha"
    ROMAN = "LowerRoman"


# What an element is told of the objects around it: a page, a link by page and place, a file.
Asked = int | tuple[int, int] | Attachment


@dataclass(frozen=True, slots=True)
class Written:
    """An element and all in it as objects of a file: ``references`` to them in order, and what they say.

    ``parent`` is the reference to what the first is in, ``told`` are those to other objects: where all of them are the
    same in another file, so are the objects.
    """

    references: Mapping[Node, bytes]
    objects: tuple[bytes, ...]
    parent: bytes
    told: Mapping[Asked, bytes]


@dataclass(eq=False, slots=True)
class Node:
    """A structure element. Empty ones are left out of the file, except cells in a row that has others.

    ``alt`` describes a figure; ``lang`` (BCP 47) is '' where it is that of what is around; ``id`` names a note.
    ``box`` is where on its page a figure stands; ``files`` hold its data; ``columns`` counts those that a cell spans.
    ``about`` is what an element within a text was opened for, such as a link's target. ``written`` is what it was in
    the last file that it was in; nothing is set in it after that.
    """

    role: str
    alt: str = ""
    lang: str = ""
    id: str = ""
    numbering: Numbering | None = None
    scope: Scope | None = None
    columns: int = 1
    box: Area | None = None
    files: tuple[Attachment, ...] = ()
    about: object = None
    kids: list[Node | Content | Clickable] = field(default_factory=list)
    written: Written | None = field(default=None, repr=False)

    def add(self, node: Node) -> Node:
        """``node``, as the last in this one."""
        self.kids.append(node)
        return node

    def stretch(self, role: str, about: object, lang: str = "") -> Node:
        """The element of a stretch of text: the last in this one if it is for the same, as on the next line."""
        last = self.kids[-1] if self.kids else None
        if isinstance(last, Node) and last.role == role and (last.about is about or (lang and last.lang == lang)):
            return last
        return self.add(Node(role, lang=lang, about=about))

    @property
    def empty(self) -> bool:
        """Whether nothing was set in it."""
        for kid in self.kids:  # noqa: SIM110  # asked of every element: a generator would take twice the time
            if not isinstance(kid, Node) or not kid.empty:
                return False
        return True


def heading_role(depth: int) -> str:
    """The role of a heading at ``depth``, from 0: "H1" to "H6", which all deeper ones are."""
    return f"H{min(depth + 1, _DEEPEST_HEADING)}"


class Structure:
    """Makes the elements of one briefing, each within the one that is open. The ``cover`` comes first."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.cover = self.root.add(Node("Div"))
        self._open = [self.root]

    def replace_cover(self, node: Node) -> None:
        """Let ``node`` be the cover, which was made for another file."""
        self.root.kids[self.root.kids.index(self.cover)] = node
        self.cover = node

    def add(self, node: Node) -> Node:
        """``node``, as the last in the open element."""
        return self._open[-1].add(node)

    @contextmanager
    def element(self, node: Node) -> Iterator[Node]:
        """Within it, elements are made in ``node``, which is the last in the one that was open."""
        with self.inside(self.add(node)):
            yield node

    @contextmanager
    def inside(self, node: Node) -> Iterator[Node]:
        """Within it, elements are made in ``node``, which has its place already."""
        self._open.append(node)
        yield node
        self._open.pop()
