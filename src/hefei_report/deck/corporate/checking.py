"""What a template is to us, told in lines: its layouts and ours, fonts, colours with their contrast, what is amiss."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.deck.corporate.branding import Branding, branding
from hefei_report.deck.corporate.choosing import remarks
from hefei_report.deck.corporate.matching import How, Match
from hefei_report.deck.corporate.previewing import preview_of
from hefei_report.deck.storyboard.layouts import Layout
from hefei_report.deck.storyboard.plan import EMU_PER_INCH, Tint
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme, contrast

_TEXTS = (Tint.INK, Tint.QUIET, Tint.PRIMARY, Tint.ACCENT, Tint.CAUTION)


@dataclass(frozen=True, slots=True)
class Checked:
    """A template that can be used: what to print about it, and its problems, each with what to do."""

    lines: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]
    found: Branding

    def preview(self) -> bytes:
        """A deck with a slide for each of our layouts, labelled with what it is in the template."""
        return preview_of(self.found)


def checked(content: bytes, theme: str) -> Checked:
    """The template ``content``, by the code that builds decks. Raises Refused."""
    found = branding(content, (), theme)
    problems = (*remarks(found, set(found.matches)), *((remark, "") for remark in found.remarks))
    return Checked(tuple(_lines(found)), problems, found)


def _lines(found: Branding) -> Iterator[str]:
    slide, brand = found.brand.slide, found.brand
    size = f"{slide.w / EMU_PER_INCH:.2f} x {slide.h / EMU_PER_INCH:.2f} inches"
    yield f"slides of {size}, {len(brand.sheets)} layouts"
    yield ""
    rows = [_row(match, found.stage.layouts[key]) for key, match in found.matches.items()]
    yield from _table(("layout", "in the template", "found", "placeholders", "text boxes"), rows)
    unused = [sheet.name for sheet in brand.sheets if all(match.sheet is not sheet for match in found.matches.values())]
    if unused:
        yield f"not used: {', '.join(unused)}"
    yield ""
    yield from _fonts(found)
    yield from _colours(found.theme, found)


def _row(match: Match, layout: Layout) -> tuple[str, ...]:
    held = ", ".join(slot.role.value for slot in layout.slots if not slot.free)
    free = ", ".join(slot.role.value for slot in layout.slots if slot.free)
    how = match.how.value if match.how is not How.COMPOSED else match.how.value.upper()
    return match.key, match.sheet.name, how, held, free


def _fonts(found: Branding) -> Iterator[str]:
    for what, face in (("titles", found.stage.heading_face), ("text", found.stage.text_face)):
        yield f"{what:10}{face.name}{'' if face.known else ': widths not known, measured with a wider font'}"
    yield f"{'Chinese':10}{found.theme.cjk_slide}"


def _colours(theme: Theme, found: Branding) -> Iterator[str]:
    values = {
        Tint.INK: theme.ink,
        Tint.QUIET: theme.quiet,
        Tint.PRIMARY: theme.primary,
        Tint.ACCENT: theme.accent,
        Tint.CAUTION: theme.caution,
    }
    for tint in _TEXTS:
        colour, ratio = found.stage.palette.tints[tint], contrast(values[tint], theme.paper)
        changed = f" at {colour.kept} %" if colour.kept != 100 else ""
        yield f"{tint.value:10}{values[tint]} ({colour.name}{changed}), contrast {ratio:.1f}:1"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
