"""The rules of a tagged file, each a check that returns what is wrong with it: in a good file, none finds anything.

They read the finished file with pikepdf and know nothing of how it is written. What a validator finds as well is here
too, so that a rule's breach says which rule it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf

# What paints (ISO 32000-1, table 51): it must lie between marks.
_PAINTING = frozenset("f F f* B B* b b* S s sh Tj TJ ' \" Do".split())
_STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H1 H2 H3 H4 H5 H6 L LI Lbl LBody "
    "Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form".split()
)
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(eq=False)
class Tag:
    """A structure element: its role as written, its dictionary, the elements, marks and annotations in it."""

    role: str
    entries: Any
    parent: Tag | None = None
    tags: list[Tag] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)  # page and number
    annotations: list[tuple[int, int]] = field(default_factory=list)  # object and generation

    def walk(self) -> Iterator[Tag]:
        """It and all in it, in reading order."""
        yield self
        for tag in self.tags:
            yield from tag.walk()

    def attribute(self, owner: str, key: str) -> Any:
        """An attribute, or None."""
        found = self.entries.get("/A", pikepdf.Array())
        for entry in found if isinstance(found, pikepdf.Array) else [found]:
            if f"/{owner}" == entry.O and f"/{key}" in entry:
                return entry[f"/{key}"]
        return None


@dataclass(frozen=True)
class Mark:
    """A marked part of a page: its tag and properties, and whether it is within another one."""

    tag: str
    properties: Any
    nested: bool


class TaggedFile:
    """A finished file, read once for all checks."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.marks: list[list[Mark]] = []
        self.unmarked: list[list[str]] = []
        for page in pdf.pages:
            marks, unmarked = _page_marks(page)
            self.marks.append(marks)
            self.unmarked.append(unmarked)
        top = pdf.Root.StructTreeRoot
        self.root = self._tag(top.K, None, 0)
        self.tags = list(self.root.walk())
        self.by_object = {tag.entries.objgen: tag for tag in self.tags}
        self.parents = {int(key): value for key, value in pikepdf.NumberTree(top.ParentTree).items()}
        self.roles = {str(key)[1:]: str(value)[1:] for key, value in top.get("/RoleMap", pikepdf.Dictionary()).items()}

    def find(self, *roles: str) -> list[Tag]:
        """The elements of these roles, in reading order."""
        return [tag for tag in self.tags if tag.role in roles]

    def annotations(self) -> Iterator[tuple[int, Any]]:
        """Every annotation with its page."""
        for number, page in enumerate(self.pdf.pages):
            yield from ((number, annotation) for annotation in page.get("/Annots", pikepdf.Array()))

    def _tag(self, entries: Any, parent: Tag | None, page: int) -> Tag:
        tag = Tag(str(entries.S)[1:], entries, parent)
        page = self.pages[entries.Pg.objgen] if "/Pg" in entries else page
        kids = entries.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                tag.marks.append((page, kid))
            elif kid.get("/Type") == "/OBJR":
                tag.annotations.append(kid.Obj.objgen)
            elif kid.get("/Type") == "/MCR":
                tag.marks.append((self.pages[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID)))
            else:
                tag.tags.append(self._tag(kid, tag, page))
        return tag


def _page_marks(page: pikepdf.Page) -> tuple[list[Mark], list[str]]:
    """The marks of a page in order, and the operators that paint outside of any."""
    marks: list[Mark] = []
    unmarked: list[str] = []
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            operands: Any = instruction.operands
            properties = operands[1] if operator == "BDC" else pikepdf.Dictionary()
            marks.append(Mark(str(operands[0])[1:], properties, depth > 0))
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif operator in _PAINTING and depth == 0:
            unmarked.append(operator)
    return marks, unmarked if depth == 0 else [*unmarked, f"{depth} marks are not closed"]


# -------------------------------------------------------------------------------------------- checks

Check = Callable[[TaggedFile], list[str]]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Adds a rule to those that files are held against."""
    CHECKS[function.__name__] = function
    return function


@check
def everything_painted_is_marked(file: TaggedFile) -> list[str]:
    return [f"page {page + 1}: {found[:3]}" for page, found in enumerate(file.unmarked) if found]


@check
def no_mark_is_within_another(file: TaggedFile) -> list[str]:
    return [f"page {page + 1}: {mark.tag}" for page, marks in enumerate(file.marks) for mark in marks if mark.nested]


@check
def every_mark_has_one_element(file: TaggedFile) -> list[str]:
    """Of each number on a page there is one mark, one place in the tree, and one entry in the parent tree."""
    drawn = Counter(
        (page, int(mark.properties.MCID))
        for page, marks in enumerate(file.marks)
        for mark in marks
        if "/MCID" in mark.properties
    )
    held = Counter(mark for tag in file.tags for mark in tag.marks)
    found = [f"{mark}: drawn {drawn[mark]}, in the tree {held[mark]}" for mark in drawn | held if drawn[mark] != 1]
    found += [f"{mark}: {held[mark]} times in the tree" for mark in drawn | held if held[mark] != 1]
    for tag in file.tags:
        for page, number in tag.marks:
            key = file.pdf.pages[page].get("/StructParents")
            listed = file.parents.get(int(key)) if key is not None else None
            if listed is None or len(listed) <= number or listed[number].objgen != tag.entries.objgen:
                found.append(f"page {page + 1}, mark {number}: the parent tree has another element than {tag.role}")
    return found


@check
def marks_name_the_role_of_their_element(file: TaggedFile) -> list[str]:
    owners = {mark: tag.role for tag in file.tags for mark in tag.marks}
    return [
        f"page {page + 1}: {mark.tag} for {owners.get((page, int(mark.properties.MCID)))}"
        for page, marks in enumerate(file.marks)
        for mark in marks
        if "/MCID" in mark.properties and mark.tag != owners.get((page, int(mark.properties.MCID)))
    ]


@check
def artifacts_say_what_they_are(file: TaggedFile) -> list[str]:
    """They have a type; each page but the cover and empty ones has a footer, which is running matter."""
    found = []
    for page, marks in enumerate(file.marks):
        artifacts = [mark for mark in marks if mark.tag == "Artifact"]
        found += [
            f"page {page + 1}: an artifact without a type" for mark in artifacts if "/Type" not in mark.properties
        ]
        found += [
            f"page {page + 1}: a background without an extent"
            for mark in artifacts
            if mark.properties.get("/Type") == "/Background" and "/BBox" not in mark.properties
        ]
        running = {str(mark.properties.get("/Subtype", "")) for mark in artifacts}
        if page and marks and not {"/Footer", "/Header"} <= running:
            found.append(f"page {page + 1}: no running matter among {sorted(running)}")
    return found


@check
def headings_are_in_order(file: TaggedFile) -> list[str]:
    levels = [int(tag.role[1]) for tag in file.tags if re.fullmatch("H[1-6]", tag.role)]
    found = [f"H{two} after H{one}" for one, two in pairwise(levels) if two > one + 1]
    return found + ([f"the first is H{levels[0]}"] if levels and levels[0] != 1 else [])


@check
def roles_are_known(file: TaggedFile) -> list[str]:
    return [tag.role for tag in file.tags if file.roles.get(tag.role, tag.role) not in _STANDARD]


@check
def figures_are_described_and_have_their_place(file: TaggedFile) -> list[str]:
    found = []
    for tag in file.find("Figure"):
        if not str(tag.entries.get("/Alt", "")).strip():
            found.append("a figure without a description")
        box = tag.attribute("Layout", "BBox")
        if box is None or tag.attribute("Layout", "Placement") != "/Block":
            found.append("a figure without a place")
            continue
        left, bottom, right, top = (float(side) for side in box)
        x0, y0, x1, y1 = (float(side) for side in file.pdf.pages[tag_page(tag)].mediabox)
        if not (x0 <= left < right <= x1 and y0 <= bottom < top <= y1):
            found.append(f"a figure at {left, bottom, right, top}")
    return found


def tag_page(tag: Tag) -> int:
    """The page of the first mark in an element."""
    return next(page for one in tag.walk() for page, _ in one.marks)


@check
def captions_stand_beside_what_they_name(file: TaggedFile) -> list[str]:
    """A reader gives a figure's description and leaves out what is in it."""
    found = [
        f"a caption in {tag.parent.role}" for tag in file.find("Caption") if tag.parent and tag.parent.role == "Figure"
    ]
    for tag in file.find("Figure", "Table"):
        around = tag.tags if tag.role == "Table" else tag.parent.tags if tag.parent else []
        if tag.role == "Figure" and not any(other.role == "Caption" for other in around):
            found.append("a figure without a caption")
    return found


@check
def tables_are_regular(file: TaggedFile) -> list[str]:
    """All rows have as many cells; header cells say whose headers they are, and none is read once more."""
    found = []
    for table in file.find("Table"):
        rows = [tag for tag in table.walk() if tag.role == "TR"]
        widths = {sum(int(cell.attribute("Table", "ColSpan") or 1) for cell in row.tags) for row in rows}
        if len(widths) != 1:
            found.append(f"rows of {sorted(widths)} cells")
        cells = [cell for row in rows for cell in row.tags]
        found += [f"a {cell.role} in a row" for cell in cells if cell.role not in ("TH", "TD")]
        heads = [cell for cell in cells if cell.role == "TH"]
        found += ["a header cell of nothing" for cell in heads if cell.attribute("Table", "Scope") is None]
        found += ["a table without a header"] if not heads else []
        found += [
            "a header cell on two pages"
            for cell in heads
            if len({page for tag in cell.walk() for page, _ in tag.marks}) > 1
        ]
    return found


@check
def lists_say_how_they_are_numbered(file: TaggedFile) -> list[str]:
    found = []
    for tag in file.find("L"):
        numbering = tag.attribute("List", "ListNumbering")
        found += ["a list that doesn't say"] if numbering is None else []
        found += [f"a {item.role} in a list" for item in tag.tags if item.role != "LI"]
        for item in tag.tags:
            roles = [part.role for part in item.tags]
            if roles not in (["Lbl", "LBody"], ["LBody"]):
                found.append(f"an item of {roles}")
            elif "Lbl" in roles and numbering == "/None":
                found.append("marks in a list that has none")
    return found


@check
def links_are_described_and_in_a_link(file: TaggedFile) -> list[str]:
    found = []
    held = {annotation: tag for tag in file.tags for annotation in tag.annotations}
    for page, annotation in file.annotations():
        place = f"page {page + 1}"
        found += [f"{place}: no description"] if not str(annotation.get("/Contents", "")).strip() else []
        found += [f"{place}: not printed"] if int(annotation.get("/F", 0)) & 4 == 0 else []
        tag = held.get(annotation.objgen)
        if tag is None or tag.role != "Link":
            found.append(f"{place}: in {tag.role if tag else 'no element'}")
        elif file.parents.get(int(annotation.get("/StructParent", -1))) != tag.entries:
            found.append(f"{place}: another element in the parent tree")
    found += ["a Link that links nothing" for tag in file.find("Link") if not tag.annotations]
    return found


@check
def notes_have_names_and_follow_their_marks(file: TaggedFile) -> list[str]:
    found = []
    tree = file.pdf.Root.StructTreeRoot.get("/IDTree")
    named = {str(key): value.objgen for key, value in pikepdf.NameTree(tree).items()} if tree is not None else {}
    for tag in file.find("Note"):
        name = str(tag.entries.get("/ID", ""))
        if named.get(name) != tag.entries.objgen:
            found.append(f"a note {name!r} that the tree of names lacks")
        around = tag.parent.tags if tag.parent else []
        before = around[around.index(tag) - 1] if tag in around[1:] else None
        if before is None or before.role != "Reference":
            found.append(f"the note {name!r} doesn't follow its mark")
    return found


@check
def pages_are_walked_in_the_order_of_the_structure(file: TaggedFile) -> list[str]:
    return [f"page {number + 1}" for number, page in enumerate(file.pdf.pages) if page.get("/Tabs") != "/S"]


@check
def the_file_says_what_it_is(file: TaggedFile) -> list[str]:
    root, none = file.pdf.Root, pikepdf.Dictionary()
    return [
        what
        for what, told in (
            ("marked", bool(root.get("/MarkInfo", none).get("/Marked"))),
            ("language", bool(str(root.get("/Lang", "")))),
            ("title in the window", bool(root.get("/ViewerPreferences", none).get("/DisplayDocTitle"))),
            ("part of PDF/UA", "<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes().decode()),
        )
        if not told
    ]


def breaches(file: TaggedFile) -> dict[str, list[str]]:
    """What each check finds, by its name; nothing for those that find nothing."""
    return {name: found for name, function in CHECKS.items() if (found := function(file))}
