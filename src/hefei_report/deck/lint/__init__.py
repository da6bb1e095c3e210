"""Reads a finished deck and says what PowerPoint would repair, or what a reader with a screen reader would miss.

It looks for what schema validators don't see. It knows the file formats only, not how we write them, so it can
judge any deck.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from hefei_report.deck.lint.accessibility import described, title_of, titles_apart
from hefei_report.deck.lint.charts import charts
from hefei_report.deck.lint.contrast import Contrast
from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.keeping import NO_VERDICTS, Verdicts, digest_of
from hefei_report.deck.lint.media import fallbacks, media
from hefei_report.deck.lint.packaging import packaging
from hefei_report.deck.lint.parts import Package, number, relationships_part
from hefei_report.deck.lint.presentation import presentation
from hefei_report.deck.lint.slides import Shape, layout_of, placed, placeholders, shapes_of, slide_number, tree
from hefei_report.deck.lint.tables import table
from hefei_report.deck.lint.texts import languages, texts
from hefei_report.deck.openxml.names import A, P
from hefei_report.memory import NO_MEMORY, Memory

__all__ = ["NO_VERDICTS", "Finding", "Verdicts", "lint", "lint_members"]

_OWN_TO_READ = ("chart", "notesSlide", "package")
# What slides don't inherit: parts of single slides, and what is told of the file as a whole.
_OF_SLIDES = tuple(f"ppt/{kind}/" for kind in ("slides", "notesSlides", "charts", "embeddings", "drawings", "media"))
_OF_NONE_ELSE = (*_OF_SLIDES, "docProps/", "customXml/", "[Content_Types]")
_LISTS = tuple(f"{{{P}}}{name}" for name in ("sldIdLst", "extLst"))  # of slides, in the presentation
_OWN = ("image", "chart", "notesSlide", "package")  # kinds of relationships to parts that belong to a slide


def lint(content: bytes) -> tuple[Finding, ...]:
    """What is wrong with a .pptx file; nothing is the answer to hope for."""
    return _lint(Package.opened(content))


def lint_members(
    members: Mapping[str, bytes], memory: Memory = NO_MEMORY, verdicts: Verdicts = NO_VERDICTS
) -> tuple[Finding, ...]:
    """The same for a package that is still to be packed.

    What ``memory`` knows of slides, from builds in this process, or ``verdicts``, from one in another, isn't looked
    for again.
    """
    found = _lint(Package(members, memory=memory, verdicts=verdicts))
    verdicts.save()
    return found


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
                told = iter(package.words("stock", name, functools.partial(_stock, package, name)))
                yield from (Finding(rule, name, what) for rule, what in zip(told, told, strict=True))


def _stock(package: Package, name: str) -> Iterator[str]:
    """What is wrong with a part on which slides stand: rule after rule, with what breaks it."""
    root = package.xml(name)
    for finding in (*tree(root, name), *languages(root, name)):
        yield from (finding.rule, finding.what)


def _slides(package: Package) -> Iterator[Finding]:
    """What is wrong with each slide, and with their titles."""
    scenery = _scenery(package)
    sight = _Sight(package)
    titles = []
    for place, (_, name) in enumerate(package.slides(), 1):
        key = (place, name, _content(name, package), scenery)
        look = functools.partial(_judged, name, place, package, sight, scenery)
        title, found = package.memory.once("lint slide", key, look)
        titles.append(title)
        yield from found
    yield from titles_apart(titles)


def _scenery(package: Package) -> str:
    """The hash of all that slides may inherit: the parts of no slide, what the presentation says but for its lists."""
    root = package.xml(package.presentation)
    told = [etree.tostring(entry) for entry in root if entry.tag not in _LISTS]
    lists = (package.presentation, relationships_part(package.presentation))
    shared = [name for name in sorted(package.members) if not name.startswith(_OF_NONE_ELSE) and name not in lists]
    return digest_of(
        (repr((sorted(root.items()), told)), *(word for name in shared for word in (name, package.digest(name))))
    )


def _content(name: str, package: Package) -> tuple[tuple[str, bytes | None], ...]:
    """The slide ``name`` and all parts that are its own, with their relationships."""
    found, waiting = dict[str, bytes | None](), [name]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found[part] = package.members.get(part)
            rels = relationships_part(part)
            found[rels] = package.members.get(rels)
            waiting += [entry.target for entry in package.relationships(part) if entry.kind in _OWN_TO_READ]
    return tuple(found.items())


class _Sight:
    """What all slides are looked at with; made when the first of them is."""

    def __init__(self, package: Package) -> None:
        self._package = package

    @functools.cached_property
    def contrast(self) -> Contrast:
        """Judges texts."""
        return Contrast(self._package)

    @functools.cached_property
    def bounds(self) -> tuple[int, int]:
        """The size of slides in EMU."""
        size = self._package.xml(self._package.presentation).find(f"{{{P}}}sldSz")
        return number(size, "cx"), number(size, "cy")


def _judged(name: str, place: int, package: Package, sight: _Sight, scenery: str) -> tuple[str, tuple[Finding, ...]]:
    """As :func:`_looked_at`; a slide that was clean isn't looked at again."""
    parts = (word for part, _ in _content(name, package) for word in (part, package.digest(part)))
    key = digest_of(("slide", str(place), name, scenery, *parts))
    known = package.verdicts.found(key)
    if known is not None and len(known) == 1:
        return known[0], ()
    title, found = _looked_at(name, place, package, sight)
    if not found and not package.faults:
        package.verdicts.keep(key, (title,))
    return title, found


def _looked_at(name: str, place: int, package: Package, sight: _Sight) -> tuple[str, tuple[Finding, ...]]:
    """The title of a slide, and what is wrong with it."""
    shapes = shapes_of(package.xml(name))
    found = tuple(_slide(name, shapes, place, package, sight))
    package.forget(name)
    return title_of(shapes), found


def _slide(name: str, shapes: list[Shape], place: int, package: Package, sight: _Sight) -> Iterator[Finding]:
    slide, where = package.xml(name), f"slide {place}"
    layout = package.target(name, "slideLayout")
    first = number(package.xml(package.presentation), "firstSlideNum", 1)
    yield from layout_of(name, package, where, place)
    yield from tree(slide, where, place)
    yield from placeholders(shapes, sight.contrast.layout_shapes(layout), where, place)
    yield from placed(shapes, where, place, sight.bounds)
    yield from described(shapes, where, place)
    yield from texts(slide, where, place)
    yield from slide_number(slide, place, first, where)
    yield from fallbacks(slide, where, place)
    for shape in shapes:
        for grid in shape.element.iter(f"{{{A}}}tbl"):
            yield from table(grid, where, place, shape.id)
    yield from charts(name, package, where, place)
    yield from sight.contrast.slide(name, shapes, where, place)
    yield from _notes(name, package, where, place)


def _notes(name: str, package: Package, where: str, place: int) -> Iterator[Finding]:
    for notes in package.targets(name, "notesSlide"):
        root = package.xml(notes)
        yield from tree(root, f"notes of {where}", place)
        yield from texts(root, f"notes of {where}", place)
        package.forget(notes)
