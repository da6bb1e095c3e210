"""The type sizes of a deck in points; where there are several, the first that fits is taken."""

from __future__ import annotations

ONE_LINE_TITLE_SIZES = (26.0, 25.0, 24.0)  # a slightly smaller title is better than one lonely word on a second line
TITLE_SIZES = (26.0, 25.0, 24.0, 23.0, 22.0, 21.0, 20.0)
COVER_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0)
DIVIDER_SIZES = (40.0, 36.0, 32.0, 28.0, 26.0)
CLOSING_SIZES = (36.0, 32.0, 28.0, 26.0)
SUBTITLE_SIZES = (20.0, 18.0, 16.0, 14.0)
KICKER_SIZE = 11.0
HEADING_SIZE = 14.0
CAPTION_SIZE = 12.0
REFERENCE_SIZES = (11.0, 10.0)
