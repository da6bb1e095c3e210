"""Slides whose title takes one line have their body that much higher: no hole is left under the title."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.deck.storyboard.desk import Desk
from hefei_report.deck.storyboard.linebreaking import line_count, measured_in
from hefei_report.deck.storyboard.plan import Role
from hefei_report.deck.storyboard.setting import para
from hefei_report.deck.storyboard.sizes import ONE_LINE_TITLE_SIZES
from hefei_report.document.model import Inline


def under(title: Inline, desk: Desk) -> Desk:
    """The desk for slides with ``title``: one whose body begins higher, if the title takes one line.

    A customer's template has its body where it has it.
    """
    raised = desk.stage.one_line
    if raised is None:
        return desk
    width = raised.layouts["text"].slot(Role.TITLE).frame.width_pt
    with measured_in(raised.heading_face):
        fits = any(line_count(para(title, size, bold=True), width) == 1 for size in ONE_LINE_TITLE_SIZES)
    return replace(desk, stage=raised) if fits else desk
