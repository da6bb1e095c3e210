"""Where things stand on a slide: a grid of twelve columns and a few fixed lines, from the theme's tokens."""

from __future__ import annotations

from hefei_report.deck.storyboard.plan import Frame, emu
from hefei_report.records import dataclass
from hefei_report.theme.tokens import SlideTokens

COLUMNS = 12

_RULE = 6.96  # inches from the top
HEADING_HEIGHT = emu(0.50)
HEADING_GAP = emu(0.20)


Line = tuple[float, float]  # top and height, in inches


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of every content slide; those of a customer's template follow from its placeholders."""

    kicker: Line = (0.42, 0.22)
    title: Line = (0.68, 0.96)
    body: Line = (1.84, 4.42)
    strip: Line = (6.33, 0.56)
    footer: Line = (7.04, 0.22)
    progress: Line = (6.75, 0.05)


TWO_LINES = Lines()
# The same for a title of one line, under which the body begins that much higher.
ONE_LINE = Lines(title=(0.68, 0.52), body=(1.42, 4.84))


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of one theme, or of one template.

    ``left`` and ``right`` are the margins in inches where a template's differ from the theme's.
    """

    tokens: SlideTokens
    lines: Lines = Lines()
    left: float | None = None
    right: float | None = None

    @property
    def slide(self) -> Frame:
        """The whole slide; its width is rounded to what PowerPoint calls widescreen."""
        return Frame(0, 0, round(self.tokens.width * 96) * 9525, emu(self.tokens.height))

    def columns(self, first: int, count: int) -> tuple[int, int]:
        """The x and width of ``count`` columns from column ``first`` (from 0)."""
        left, right = (emu(self.tokens.margin if side is None else side) for side in (self.left, self.right))
        gutter = emu(self.tokens.gutter)
        column = (self.slide.w - left - right - (COLUMNS - 1) * gutter) / COLUMNS
        x = left + round(first * (column + gutter))
        return x, round(count * column + (count - 1) * gutter)

    def span(self, first: int, count: int, line: Line) -> Frame:
        """The frame over ``count`` columns from ``first``, on a line given as top and height in inches."""
        x, width = self.columns(first, count)
        return Frame(x, emu(line[0]), width, emu(line[1]))

    def kicker(self) -> Frame:
        """The small line above the title."""
        return self.span(0, 10, self.lines.kicker)

    def title(self) -> Frame:
        """The action title."""
        return self.span(0, COLUMNS, self.lines.title)

    def body(self, first: int = 0, count: int = COLUMNS) -> Frame:
        """The body, or some columns of it."""
        return self.span(first, count, self.lines.body)

    def heading(self, first: int = 0, count: int = COLUMNS) -> Frame:
        """The line above a chart or table."""
        return self.body(first, count).top_part(HEADING_HEIGHT)

    def visual(self, first: int = 0, count: int = COLUMNS) -> Frame:
        """The place of a chart or table under its heading."""
        return self.body(first, count).below(HEADING_HEIGHT + HEADING_GAP)

    def strip(self) -> Frame:
        """The strip of notes and sources under the body."""
        return self.span(0, COLUMNS, self.lines.strip)

    def rule(self) -> Frame:
        """The hairline above the footer."""
        return Frame(self.columns(0, 1)[0], emu(_RULE), self.columns(0, COLUMNS)[1], 6350)

    def footer(self) -> Frame:
        """The footer's text, left."""
        return self.span(0, 8, self.lines.footer)

    def date(self) -> Frame:
        """The date in the footer."""
        return self.span(8, 3, self.lines.footer)

    def number(self) -> Frame:
        """The slide number in the footer, right."""
        return self.span(11, 1, self.lines.footer)

    def progress(self) -> Frame:
        """The bars on a divider that say how far through the deck it is."""
        return self.span(0, COLUMNS, self.lines.progress)

    def draft(self) -> Frame:
        """The mark on a draft's slides, above the title at the right."""
        return self.span(10, 2, self.lines.kicker)

    def tiles(self, count: int, height: int = 0) -> tuple[Frame, ...]:
        """The places of ``count`` key figures, one to six: in a row up to three, else in two rows.

        They fill the body, or are ``height`` EMU high.
        """
        across = count if count <= 3 else (2 if count == 4 else 3)
        rows = 1 if count <= 3 else 2
        body = self.body()
        gap = emu(0.35)
        height = height or (body.h - (rows - 1) * gap) // rows
        frames = []
        for index in range(count):
            x, width = self.columns(index % across * (COLUMNS // across), COLUMNS // across)
            frames.append(Frame(x, body.y + index // across * (height + gap), width, height))
        return tuple(frames)
