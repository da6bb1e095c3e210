"""Chooses where the pages of a chapter end: by the least total of what is ugly, over a few pages at a time.

As lines of a paragraph are chosen by Knuth & Plass (1981), pages are chosen with a view of those that follow (Plass,
1981): a page may be a little short if that saves the next ones from worse. In a long chapter the view is bounded, so
that the time grows with the number of pages and what is drawn can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.briefing.filledpage import Choice, FilledPage
from hefei_report.briefing.filling import Filling
from hefei_report.briefing.flow import Breadth
from hefei_report.briefing.galley import Galley, Place
from hefei_report.briefing.measures import LEAST_USE, PageFormat
from hefei_report.briefing.settling import settled, spare_lines, stretch
from hefei_report.records import dataclass

_VIEW = 12  # pages
_KEPT = 12  # ways to set the pages so far that are followed further
_SHORTER = 6  # lines that a page may end early
_MOVED = 3  # floats of a page that are tried elsewhere
_CONTENT = 30.0  # a strain that no better way is looked for

_PAGE = 60.0  # what a page costs
_SPARE_LINE = 2.0  # times the square of the lines that stay free at its foot
_LOOSE_LINE = 3.0  # a line that is put between blocks
_WAITING = 18.0  # a float that is moved to the next page
_TOP = 5.0  # a float that is moved to the top of its page
_TORN = 40.0  # a page that ends within a table or a panel
_RUNT = 4000.0  # a page that is used for less than a fifth
_SHORT = 300.0  # times what it is used less than a third
_FEW_LINES, _FEW = 6, 8.0  # a page beside whose floats there are few lines, times those that are missing
_GOOD_USE = 0.34  # of a page


@dataclass(frozen=True, slots=True)
class _Way:
    """The pages to a place, linked from the last to the first, and what they cost."""

    place: Place
    cost: float = 0.0
    page: FilledPage | None = None
    before: _Way | None = None

    def pages(self) -> list[FilledPage]:
        """From the first on."""
        found: list[FilledPage] = []
        way: _Way | None = self
        while way is not None and way.page is not None:
            found.append(way.page)
            way = way.before
        return found[::-1]


@dataclass(frozen=True, slots=True)
class Paginator:
    """Sets galleys on pages: ``upright`` ones, and ``turned`` ones for what is too wide. ``step`` is the grid's.

    Notes stand in the ``margin`` of upright pages, if it has a width.
    """

    upright: PageFormat
    turned: PageFormat
    step: float
    margin: float = 0.0

    def pages(self, galley: Galley) -> Iterator[FilledPage]:
        """The pages of a chapter in order."""
        place = Place()
        while not place.ends(galley):
            way = self._best(galley, place)
            chosen = way.pages()
            for page in chosen if way.place.ends(galley) else chosen[: _VIEW // 2]:
                yield settled(page, self.step, last=page.then.wordless(galley))
                place = page.then
                galley.forget(place.index)

    def _best(self, galley: Galley, place: Place) -> _Way:
        """The best way from ``place`` to the end, or as far as the view goes."""
        way = self._search(galley, place, 0)
        if way.cost - _PAGE * len(way.pages()) <= _CONTENT:
            return way
        other = self._search(galley, place, _SHORTER)
        return other if other.cost < way.cost else way

    def _search(self, galley: Galley, place: Place, shorter: int) -> _Way:
        ways, ended = [_Way(place)], None
        for _ in range(_VIEW):
            reached: dict[object, _Way] = {}
            for way in ways:
                for page in self._fillings(galley, way.place, shorter):
                    self._keep(reached, _Way(page.then, way.cost + self._cost(page, way.place, galley), page, way))
            ordered = sorted(reached.values(), key=lambda way: way.cost)
            done = [way for way in ordered if way.place.ends(galley)]
            if done and (ended is None or done[0].cost < ended.cost):
                ended = done[0]
            ways = [way for way in ordered if not way.place.ends(galley)][:_KEPT]
            if ended is not None:
                ways = [way for way in ways if way.cost + _PAGE < ended.cost]
            if not ways:
                break
        return ended if ended is not None else ways[0]

    def _keep(self, reached: dict[object, _Way], way: _Way) -> None:
        key = way.place.key(self.upright.width)
        if key not in reached or way.cost < reached[key].cost:
            reached[key] = way

    # -------------------------------------------------------------------------------------- one page

    def _fillings(self, galley: Galley, place: Place, shorter: int) -> Iterator[FilledPage]:
        """The pages that may begin at ``place``."""
        if place.waiting and place.waiting[0].breadth is Breadth.TURNED:
            yield Filling(galley, place, self.turned, self.step).fill_turned()
            return
        for less in range(shorter + 1):
            plain = self._fill(galley, place, Choice(less=less * self.step))
            if plain is None:
                continue
            if not plain.placed and not plain.foot.bodies:  # it begins with what is meant for a page in landscape
                yield Filling(galley, plain.then, self.turned, self.step).fill_turned()
                return
            yield plain
            for choice in _arrangements(plain, place):
                other = self._fill(galley, place, choice)
                if other is not None:
                    yield other

    def _fill(self, galley: Galley, place: Place, choice: Choice) -> FilledPage | None:
        return Filling(galley, place, self.upright, self.step, choice, self.margin).fill()

    def _lines_of_text(self, page: FilledPage) -> float:
        """How many lines it has beside its floats."""
        text = (placed.block for placed in page.placed if not placed.block.floats)
        return sum(block.height(self.upright.width) for block in text) / self.step

    def _cost(self, page: FilledPage, place: Place, galley: Galley) -> float:
        """What is ugly about ``page``, which begins at ``place``."""
        last = page.then.ends(galley)
        cost = _PAGE + _TORN * page.torn + _TOP * len(page.choice.tops) + _WAITING * len(page.then.waiting)
        cost += _FEW * max(0.0, _FEW_LINES - self._lines_of_text(page))
        use = (page.used + page.foot.height) / (page.room + page.foot.height)
        if place != Place() or not last:
            cost += _RUNT if use < LEAST_USE else _SHORT * (_GOOD_USE - use) if use < _GOOD_USE else 0.0
        if last or (page.then.waiting and page.then.waiting[0].breadth is Breadth.TURNED):
            return cost
        spare = spare_lines(page, self.step)
        stretched = min(spare, stretch(page, self.step))
        return cost + _LOOSE_LINE * stretched + _SPARE_LINE * (spare - stretched) ** 2


def _arrangements(page: FilledPage, place: Place) -> Iterator[Choice]:
    """Other ways to place the floats of ``page``: at its top, or on the next one."""
    less, met = page.choice.less, page.met[:_MOVED]
    if place.index and not place.waiting:
        for count in range(1, len(met) + 1):
            yield Choice(met[:count], less=less)
    for index in met:
        yield Choice(put_off=index, less=less)
