"""What a section came to when it was printed, with all that has to be so again before it is printed once more."""

from __future__ import annotations

from collections.abc import Mapping

from hefei_report.briefing.embedding import Meaning
from hefei_report.briefing.printed import SheetPage
from hefei_report.briefing.sheet import SheetState
from hefei_report.briefing.structure import Node
from hefei_report.briefing.typesetter import Asked
from hefei_report.records import dataclass
from hefei_report.theme.face import Face


@dataclass(frozen=True, slots=True)
class Print:
    """The pages of a section with the codes on them, its element, and the states of the sheet before and after.

    ``asked`` is what was asked while it was set.
    """

    pages: tuple[SheetPage, ...]
    codes: Mapping[Face, Mapping[Meaning, int]]
    node: Node
    before: SheetState
    after: SheetState
    asked: Asked
