"""Says under a chart's title what its author left out and a reader must know: its unit, and how it is drawn."""

from __future__ import annotations

from hefei_report.document.chartplan import Axis, ChartPlan, Ring
from hefei_report.document.labels import labels
from hefei_report.document.model import Inline, Run, plain
from hefei_report.evidence.units import PERCENT, RANK, SCALE_WORDS, YEAR, Unit
from hefei_report.outline.languages import in_chinese

_UNSAID = frozenset({PERCENT, RANK, YEAR, ""})  # labels bear the sign for per cent; ranks and years are in nothing
_AXIS = "axis"  # what the digits of a remark are; see proof/binding.py
_STOPS = ".。!！?？"


def with_unit(caption: Inline, title: Inline, plan: ChartPlan, id: str) -> Inline:
    """``caption``, and the unit of figure ``id`` behind it unless caption, title or the chart itself say it."""
    if not plan.unit or Unit.of(plan.unit).base in _UNSAID or _says(plain((*caption, *title)), plan):
        return caption
    unit = Run(plan.unit, role=f"chart:{id}")
    if not caption:
        return (unit,)
    last = caption[-1]
    stop = last.text[-1:] if last.text[-1:] in _STOPS and not last.note else ""
    ended = (*caption[:-1], Run(last.text[:-1], last.bold, last.italic, role=last.role)) if stop else caption
    return (*ended, Run(labels(plan.language).comma), unit, *((Run(stop),) if stop else ()))


def _says(text: str, plan: ChartPlan) -> bool:
    """Whether ``text`` or the chart names the unit, or by how much its numbers are scaled."""
    titles = [axis.title for axis in (plan.x, plan.y, plan.y2) if isinstance(axis, Axis)]
    rings = [layer.unit for layer in plan.layers if isinstance(layer, Ring)]
    said = " ".join([text, *titles, *rings]).casefold()
    unit = plan.unit.casefold()
    scales = [word for word in SCALE_WORDS if word.casefold() in unit]
    return unit in said or any(word.casefold() in said for word in scales)


def with_remarks(note: Inline, plan: ChartPlan) -> Inline:
    """The author's ``note``, and behind it what the chart itself declares."""
    between = () if in_chinese(plan.language) else (Run(" "),)
    told = note
    for remark in plan.remarks:
        told = (*told, *(between if told else ()), Run(remark, role=_AXIS))
    return told
