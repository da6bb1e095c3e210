"""Prints again what an earlier build has printed: parts that are what they were, on the pages where they were.

The pages of a part (a section, the contents, the references) depend on what it is made of, on what holds for the whole
briefing (its look, its title, the date), on what it asks for (where links lead, which pages cite a source), and on
where the pages before it end. All that is compared before they are printed again; what has changed is set anew, and so
is a part that something was complained about, or that shares a page with another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from hefei_report.briefing.chapters import extent_of
from hefei_report.briefing.cover import Cover
from hefei_report.briefing.flow import Block, NewPage
from hefei_report.briefing.keepers import Keeper
from hefei_report.briefing.reprint import Print
from hefei_report.briefing.sheet import Sheet, SheetState
from hefei_report.briefing.story import StoryPart
from hefei_report.briefing.structure import Node
from hefei_report.briefing.typesetter import Asked, Typesetter
from hefei_report.document.model import Document
from hefei_report.records import dataclass


@dataclass(slots=True)
class _Making:
    """A part that is being made: its element, what is asked for it, and how many complaints there were before."""

    node: Node
    asked: Asked
    complaints: int


class Prints:
    """The prints of one build, and those that earlier ones have left with ``keeper``.

    A section that is ``least`` points high at the full width never runs on.
    """

    def __init__(
        self,
        parts: Sequence[StoryPart],
        document: Document,
        typesetter: Typesetter,
        sheet: Sheet,
        least: float,
        keeper: Keeper,
    ) -> None:
        self._parts, self._typesetter, self._sheet, self._least = parts, typesetter, sheet, least
        self._following = dict(pairwise(parts))
        self._keeper = keeper
        self._cover = Cover(document)
        self._places = keeper.places((self._cover, *parts), document, typesetter)
        self._again: dict[StoryPart, Print] = {}
        self._making: dict[StoryPart, _Making] = {}
        self._printing: StoryPart | None = None
        self._before, self._short = sheet.state, False

    def print_cover(self, draw: Callable[[Typesetter], None]) -> None:
        """Print the cover as it was, or let ``draw`` draw it."""
        structure, place = self._typesetter.structure, self._places.get(self._cover)
        found = place.print if place is not None else None
        if found is not None and self._is_as_it_was(found):
            self._sheet.print_part(found.pages, found.after)
            structure.replace_cover(found.node)
            return
        own, complaints = self._typesetter.part(), self._complaints()
        before = self._sheet.state
        self._sheet.begin_part()
        draw(own)
        if place is not None and self._complaints() == complaints:
            place.print = self._printed(before, structure.cover, own.asked)

    def blocks(self) -> Iterator[Block]:
        """All parts, each with its blocks if it isn't printed again."""
        for part in self._parts:
            part.long = self._found(part) is not None
            yield part
            again = self._again.pop(part, None)
            if again is not None:
                self._typesetter.structure.add(again.node)
            else:
                yield from self._made(part)

    def _made(self, part: StoryPart) -> Iterator[Block]:
        if part not in self._places:
            yield from part.make(self._typesetter)
            return
        own, root = self._typesetter.part(), self._typesetter.structure.root
        complaints, place = self._complaints(), len(root.kids)
        for block in part.make(own):
            self._making.setdefault(part, _Making(_node_at(root, place), own.asked, complaints))
            yield block

    def _printed(self, before: SheetState, node: Node, asked: Asked) -> Print | None:
        """What has been printed since the sheet was as ``before``, if it can be printed again."""
        printed, after = self._sheet.part(), self._sheet.state
        if printed is None or len(printed[0]) != after.page - before.page:
            return None
        return Print(*printed, node, before, after, asked)

    def _complaints(self) -> int:
        return len(self._typesetter.complaints) + len(self._typesetter.diagnostics)

    def _found(self, part: StoryPart) -> Print | None:
        place = self._places.get(part)
        return place.print if place is not None else None

    # ---------------------------------------------------------------------------------- printing again

    def print_again(self, opening: NewPage) -> bool:
        """Print the part that ``opening`` begins as it was printed before; False if it is to be set."""
        if not isinstance(opening, StoryPart):
            return False  # a page break of an author's: the part goes on
        self.end()
        found = self._found(opening)
        if found is None or self._runs_on(opening) or not self._is_as_it_was(found):
            return False
        self._sheet.print_part(found.pages, found.after)
        self._again[opening] = found
        return True

    def _is_as_it_was(self, found: Print) -> bool:
        """Whether all is as it was when it was printed; then its codes are codes of this file."""
        return found.before == self._sheet.state and self._answered(found) and self._sheet.admits(found.codes)

    def _answered(self, found: Print) -> bool:
        """Whether all that was asked for it would be answered in the same way now."""
        asked, here = found.asked, self._sheet.page
        stating = self._sheet.record.pages_of_facts() if asked.stating else {}
        return (
            self._typesetter.answers(asked)
            and all(tuple(self._sheet.citations(key)) == _before(here, pages) for key, pages in asked.citing.items())
            and all(stating.get(id_, ()) == _before(here, pages) for id_, pages in asked.stating.items())
        )

    def _runs_on(self, part: StoryPart) -> bool:
        """Whether the next part is so short that it will stand on the last page of ``part``."""
        following = self._following.get(part)
        if following is None or not following.yields or self._found(following) is not None:
            return False
        trial = self._typesetter.trial()
        return extent_of(following.make(trial), trial.tokens.full_width, self._least) < self._least

    # ------------------------------------------------------------------------------------------ keeping

    def begin(self, opening: NewPage) -> None:
        """What is printed from now on belongs to the part that ``opening`` begins, if it begins one."""
        if not isinstance(opening, StoryPart):
            return
        self._printing, self._before, self._short = opening, self._sheet.state, False
        if opening in self._places:
            self._sheet.begin_part()

    def chapter_ends(self, *, short: bool) -> None:
        """All pages of a chapter are printed; a part that an author has divided has several."""
        self._short = self._short or short

    def end(self) -> None:
        """The part that is being printed has ended: it is kept if it will be the same wherever it begins like this."""
        part, self._printing = self._printing, None
        making = self._making.pop(part, None) if part is not None else None
        if part is None or making is None or self._complaints() != making.complaints or not self._stands_alone(part):
            return
        self._places[part].print = self._printed(self._before, making.node, making.asked)

    def _stands_alone(self, part: StoryPart) -> bool:
        """Whether no other part shares its pages, whatever comes before or behind it in another build."""
        following = self._following.get(part)
        may_share = part.yields or (following is not None and following.yields)
        return part.alone and not (self._short and may_share)

    def close(self) -> None:
        """The last part has ended."""
        self.end()
        self._keeper.close()


def _before(page: int, pages: Sequence[int]) -> tuple[int, ...]:
    """Those of ``pages`` that come before ``page``."""
    return tuple(each for each in pages if each < page)


def _node_at(root: Node, place: int) -> Node:
    """The element number ``place`` in ``root``."""
    node = root.kids[place]
    assert isinstance(node, Node)
    return node
