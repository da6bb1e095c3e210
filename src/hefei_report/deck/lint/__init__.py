"""Reads a finished deck and says what PowerPoint would repair, or what a reader with a screen reader would miss.

It looks for what schema validators don't see. It knows the file formats only, not how we write them, so it can
judge any deck.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from hefei_report.deck.lint.accessibility import described, title_of, titles_apart
from hefei_report.deck.lint.charts import charts
from hefei_report.deck.lint.contrast import Contrast
from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.media import fallbacks, media
from hefei_report.deck.lint.packaging import packaging
from hefei_report.deck.lint.parts import Package, number
from hefei_report.deck.lint.presentation import presentation
from hefei_report.deck.lint.slides import layout_of, placed, placeholders, shapes_of, slide_number, tree
from hefei_report.deck.lint.tables import table
from hefei_report.deck.lint.texts import languages, texts
from hefei_report.deck.openxml.names import A, P

__all__ = ["Finding", "lint", "lint_members"]

_OWN = ("image", "chart", "notesSlide", "package")  # kinds of relationships to parts that belong to a slide


def lint(content: bytes) -> tuple[Finding, ...]:
    """What is wrong with a .pptx file; nothing is the answer to hope for."""
    return _lint(Package.opened(content))


def lint_members(members: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """The same for a package that is still to be packed."""
    return _lint(Package(members))


def _lint(package: Package) -> tuple[Finding, ...]:
    slides = tuple(_slides(package))
    found = (*packaging(package), *presentation(package), *_shared(package), *media(package), *slides)
    return tuple(dict.fromkeys(_on_their_slides((*package.faults, *found), package)))


def _on_their_slides(found: Iterable[Finding], package: Package) -> Iterator[Finding]:
    """What is found in a part that a slide leads to, or in the slide's own, is that slide's: of the first one."""
    leads: dict[str, int] = {}
    for place, (_, name) in enumerate(package.slides(), 1):
        for target in (name, *(entry.target for entry in package.relationships(name) if entry.kind in _OWN)):
            leads.setdefault(target, place)
    for finding in found:
        place = leads.get(finding.where.partition(" ")[0], 0)
        yield finding if finding.slide or not place else replace(finding, slide=place)


def _shared(package: Package) -> Iterator[Finding]:
    """Masters and layouts, of slides and of notes."""
    for kind in ("slideMaster", "notesMaster"):
        for master in package.targets(package.presentation, kind):
            for name in (master, *package.targets(master, "slideLayout")):
                yield from tree(package.xml(name), name)
                yield from languages(package.xml(name), name)


def _slides(package: Package) -> Iterator[Finding]:
    root = package.xml(package.presentation)
    size, first = root.find(f"{{{P}}}sldSz"), number(root, "firstSlideNum", 1)
    bounds = (number(size, "cx"), number(size, "cy"))
    contrast = Contrast(package)
    titles = []
    for place, (_, name) in enumerate(package.slides(), 1):
        where = f"slide {place}"
        slide = package.xml(name)
        shapes = shapes_of(slide)
        layout = package.target(name, "slideLayout")
        titles.append(title_of(shapes))
        yield from layout_of(name, package, where, place)
        yield from tree(slide, where, place)
        yield from placeholders(shapes, contrast.layout_shapes(layout), where, place)
        yield from placed(shapes, where, place, bounds)
        yield from described(shapes, where, place)
        yield from texts(slide, where, place)
        yield from slide_number(slide, place, first, where)
        yield from fallbacks(slide, where, place)
        for shape in shapes:
            for grid in shape.element.iter(f"{{{A}}}tbl"):
                yield from table(grid, where, place, shape.id)
        yield from charts(name, package, where, place)
        yield from contrast.slide(name, shapes, where, place)
        yield from _notes(name, package, where, place)
        package.forget(name)
    yield from titles_apart(titles)


def _notes(name: str, package: Package, where: str, place: int) -> Iterator[Finding]:
    for notes in package.targets(name, "notesSlide"):
        root = package.xml(notes)
        yield from tree(root, f"notes of {where}", place)
        yield from texts(root, f"notes of {where}", place)
        package.forget(notes)
