"""Names of series beside their own bars, where there is room, so that nobody looks up a legend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hefei_report.document.chartplan import Bar, Bars, ChartPlan, Ink, LegendEntry, Markers, Stems, Totals
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import EndLabel
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread

_GUTTER = 0.26  # of the width, at most, for names beside the last column
_WIDEST = 13.0  # of a name beside its bar, em
_DRIFT = 1.2  # that a name may be moved from its part, em

Names = dict[int, LegendEntry]


def may_be_named(plan: ChartPlan) -> bool:
    """Whether ``plan`` has several series of bars whose names may stand beside them, and nothing else on its axes."""
    return bool(names_of(plan)) and all(isinstance(layer, Bars | Markers | Totals | Stems) for layer in plan.layers)


def names_of(plan: ChartPlan) -> Names:
    """The entries of the legend that name series, by the number of the series."""
    return {entry.series: entry for entry in plan.legend if entry.series is not None}


def other_entries(plan: ChartPlan) -> tuple[LegendEntry, ...]:
    """What stays in the legend when series are named where they are."""
    return tuple(entry for entry in plan.legend if entry.series is None)


def name_block(entry: LegendEntry, sheet: Sheet, limit: float | None = None, *, balanced: bool = False) -> TextBlock:
    """A name in the colour of its series; what is there for comparison isn't bold."""
    bold = entry.ink not in (Ink.CONTEXT, Ink.QUIET)
    return sheet.block(entry.text, limit, colour=sheet.setting.text(entry.ink), bold=bold, balanced=balanced)


def is_stacked(plan: ChartPlan) -> bool:
    """Whether the series of ``plan`` are parts on each other, rather than beside each other."""
    return any(bar.start != 0 for bar in _bars(plan))


def group_to_name(plan: ChartPlan) -> int:
    """The first slot in which every series has a bar that grows from zero and bears its value. Raises DoesNotFit."""
    wanted = set(names_of(plan))
    slots = sorted({bar.slot for bar in _bars(plan)})
    for slot in slots:
        found = [bar for bar in _bars(plan) if bar.slot == slot and bar.end > 0 and bar.value.text]
        if {bar.series for bar in found} == wanted:
            return slot
    raise DoesNotFit(1.0, "no group of bars is complete")


def _bars(plan: ChartPlan) -> Iterable[Bar]:
    return (bar for layer in plan.layers if isinstance(layer, Bars) for bar in layer.bars)


def _stack_in(slot: int, plan: ChartPlan) -> list[Bar]:
    """The parts in ``slot``, one of each series that has a name. Raises DoesNotFit when one is missing."""
    found = [bar for bar in _bars(plan) if bar.slot == slot and bar.value.number]
    if {bar.series for bar in found} != set(names_of(plan)):
        raise DoesNotFit(1.0, "a part is missing where its name would stand")
    return found


def names_beside_stack(plan: ChartPlan, sheet: Sheet) -> tuple[EndLabel, ...]:
    """The names of stacked parts, for the margin beside the last column. Raises DoesNotFit."""
    names, last = names_of(plan), max((bar.slot for bar in _bars(plan)), default=0)
    limit = sheet.box.width * _GUTTER
    return tuple(
        EndLabel(float(bar.start + bar.end) / 2, name_block(names[bar.series], sheet, limit))
        for bar in _stack_in(last, plan)
    )


def lay_names_over_stack(plan: ChartPlan, places: Sequence[tuple[float, float]], top: float, sheet: Sheet) -> float:
    """The names of parts in a row above the first lying bar, whose parts in ``plan``'s order have their ends at
    ``places``; returns where the bars may begin. Raises DoesNotFit where a name would stand over another part.
    """
    em, names = sheet.setting.em, names_of(plan)
    parts = _stack_in(0, plan)
    blocks = [name_block(names[bar.series], sheet) for bar in parts]
    lefts = spread([left for left, _ in places], [b.width for b in blocks], 0.0, sheet.box.width, em(0.9))
    if lefts is None:
        raise DoesNotFit(em(2), "no room for the names of the parts")
    for block, left, (near, far) in zip(blocks, lefts, places, strict=True):
        if abs(left - near) > em(_DRIFT) or left > far:
            raise DoesNotFit(em(2), "no room for the names of the parts")
        sheet.put(block, Spot(left, top, up="top"))
    return top - max(block.height for block in blocks) - em(0.1)


def lay_names_over_dots(plan: ChartPlan, places: Mapping[int, float], top: float, sheet: Sheet) -> float:
    """The names of series in a row above the dots of the first row, which are at ``places`` by series; returns where
    the rows may begin. Raises DoesNotFit where a name would stand beside its dot.
    """
    em, names = sheet.setting.em, names_of(plan)
    if set(places) != set(names):
        raise DoesNotFit(1.0, "a dot is missing where the name of its series would stand")
    ordered = sorted(names, key=lambda number: (places[number], number))
    blocks = [name_block(names[number], sheet) for number in ordered]
    wanted = [places[number] - block.width / 2 for number, block in zip(ordered, blocks, strict=True)]
    lefts = spread(wanted, [block.width for block in blocks], 0.0, sheet.box.width, em(0.9))
    if lefts is None or any(abs(left - want) > em(_DRIFT) for left, want in zip(lefts, wanted, strict=True)):
        raise DoesNotFit(em(2), "no room for the names of the series")
    for block, left in zip(blocks, lefts, strict=True):
        sheet.put(block, Spot(left, top, up="top"))
    return top - max(block.height for block in blocks) - em(0.1)


def first_stack(plan: ChartPlan) -> list[Bar]:
    """The parts of the first bar, in order of the plan. Raises DoesNotFit when one is missing."""
    return _stack_in(0, plan)


def name_beside(entry: LegendEntry, sheet: Sheet) -> TextBlock:
    """A name in one line for the end of a lying bar. Raises DoesNotFit when it is too long for that."""
    block = name_block(entry, sheet)
    if block.width > sheet.setting.em(_WIDEST):
        raise DoesNotFit(block.width - sheet.setting.em(_WIDEST), "no room for the names of the series")
    return block


def names_over_group(plan: ChartPlan, pitch: float, sheet: Sheet) -> dict[int, TextBlock]:
    """The names of grouped columns that are ``pitch`` points wide, by series. Raises DoesNotFit."""
    found = {number: name_block(entry, sheet, pitch, balanced=True) for number, entry in names_of(plan).items()}
    for number, block in found.items():
        whole = " ".join(block.lines) == " ".join(names_of(plan)[number].text.split())
        if len(block.lines) > 2 or not whole or block.width > pitch:
            raise DoesNotFit(sheet.setting.em(2), "no room for the names of the series")
    return found
