"""What slides are set on: the layouts, measures and colours of our own template, or of a customer's."""

from __future__ import annotations

from collections.abc import Mapping

from hefei_report.deck.openxml.colours import Palette, our_palette, scheme
from hefei_report.deck.openxml.scheme import HAIRLINE
from hefei_report.deck.storyboard.grid import ONE_LINE, Grid
from hefei_report.deck.storyboard.layouts import Layout, Slot, bright, layouts, layouts_on, unlit
from hefei_report.deck.storyboard.sizes import (
    CLOSING_SIZES,
    COVER_SIZES,
    DIVIDER_SIZES,
    ONE_LINE_TITLE_SIZES,
    TITLE_SIZES,
)
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme, contrast
from hefei_report.theme.typefaces import ARIAL, Typeface, typeface

# Sizes of type in points and most lines (0: as many as there is room for), to be tried in turn.
Tries = tuple[tuple[tuple[float, ...], int], ...]

_LEGIBLE = 4.5  # contrast of text, WCAG 2.2 level AA
_ACTION_TITLE: Tries = ((ONE_LINE_TITLE_SIZES, 1), (TITLE_SIZES, 2))
# The numbers of slides that share a title may make it longer: it gets smaller then.
_ONE_LINE_TITLE: Tries = ((TITLE_SIZES, 1),)
_OTHER_TITLES: Mapping[str, Tries] = {
    "cover": ((COVER_SIZES, 0),),
    "divider": ((DIVIDER_SIZES, 0),),
    "closing": ((CLOSING_SIZES, 0),),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """The layouts by key, and what goes with them.

    ``titles`` are the sizes to try for titles by key of the layout, with "" for all others. The faces are those that
    titles and text are measured in. ``table_style`` is the id of a template's own style for tables, "" for ours;
    ``template`` is the file that decks start from, as bytes of a .pptx without slides, empty for our own.
    ``one_line`` is the stage of slides whose title takes one line, if their body begins higher.
    """

    grid: Grid
    layouts: Mapping[str, Layout]
    palette: Palette
    titles: Mapping[str, Tries]
    heading_face: Typeface = ARIAL
    text_face: Typeface = ARIAL
    table_style: str = ""
    template: bytes = b""
    one_line: Stage | None = None

    def title_tries(self, key: str) -> Tries:
        """The sizes to try for the titles of slides with layout ``key``."""
        return self.titles.get(key, self.titles[""])


def our_stage(theme: Theme) -> Stage:
    """Our own template's."""
    titles = {"": _ACTION_TITLE, **_OTHER_TITLES}
    palette = our_palette(theme)
    short = Grid(theme.slide, ONE_LINE)
    heading_face = typeface(theme.heading_slide or theme.latin_slide, theme.faces.slide_headings)
    faces = heading_face, typeface(theme.latin_slide, theme.faces.slide)
    one_line = Stage(short, _lit(layouts_on(short), theme), palette, {**titles, "": _ONE_LINE_TITLE}, *faces)
    return Stage(Grid(theme.slide), our_layouts(theme), palette, titles, *faces, one_line=one_line)


def our_layouts(theme: Theme) -> Mapping[str, Layout]:
    """The layouts of our own template by key, in the order in which it lists them."""
    return _lit(layouts(theme.slide), theme)


def _lit(found: Mapping[str, Layout], theme: Theme) -> Mapping[str, Layout]:
    if theme.dark:
        return {key: unlit(layout) for key, layout in found.items()}
    hairline = HAIRLINE.rgb(scheme(theme))
    if contrast(hairline, theme.primary) < _LEGIBLE:
        return {key: bright(layout) for key, layout in found.items()}
    return found


def slot_of(layout: Layout, role: object) -> Slot | None:
    """The slot of ``role`` in ``layout``, or None where it has none."""
    return next((slot for slot in layout.slots if slot.role is role), None)
