"""Lays out a treemap: tiles with their names in them, under the names of their groups; small ones have a key below."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from hefei_report.document.chartplan import ChartPlan, LegendEntry, Status, Tile, TileGroup, Tiles
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_bar, text_inside, tint
from hefei_report.figures.picture import Polygon, Rect, rectangle
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.squarifying import squarified
from hefei_report.figures.wrapping import widest_piece
from hefei_report.records import dataclass

_HEADING = 1.55  # the height of a group's name over its tiles, in em
_PAD, _PAD_BESIDE = 0.45, 0.36  # between the edge of a tile and its texts, in em
_EDGE, _BETWEEN = 0.14, 0.55  # the space between tiles, and between groups, in em
_LEAST = 7.0  # the least height of all tiles, in em
_VALUE_SIZES = (1.75, 1.35, 1.0)  # of the label size, for the values of large tiles
_LARGE = (0.1, 0.05, 0.0)  # of all tiles: from which part on a tile has a value in these sizes
_ROUNDS, _CLOSE = 60, 1e-4  # points


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile with its rectangle."""

    tile: Tile
    rect: Rect


@dataclass(frozen=True, slots=True)
class Field:
    """A group's rectangle, which begins with its name, if it has one, and its tiles."""

    group: TileGroup
    rect: Rect
    tiles: tuple[Placed, ...]


def tiles_of(plan: ChartPlan) -> Tiles:
    """The tiles that ``plan`` consists of."""
    return next(layer for layer in plan.layers if isinstance(layer, Tiles))


def lay_tiles(plan: ChartPlan, sheet: Sheet) -> None:
    """Tiles with the names of their groups over them. Raises DoesNotFit."""
    tiles = tiles_of(plan)
    named = any(group.name for group in tiles.groups)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    _lay(tiles, top, sheet.setting.em(_HEADING) if named else 0.0, sheet)


def lay_tiles_under_legend(plan: ChartPlan, sheet: Sheet) -> None:
    """Tiles whose groups are named in the legend, since one is too small for its name. Raises DoesNotFit."""
    tiles = tiles_of(plan)
    groups = tuple(LegendEntry(group.name, group.ink) for group in tiles.groups if group.name)
    top = lay_legend((*groups, *plan.legend), sheet, sheet.box.height)
    _lay(tiles, top, 0.0, sheet)


def natural_height(plan: ChartPlan, width: float, sheet: Sheet) -> float:
    """The height of tiles that take ``width`` points."""
    return max(plan.aspect * width, sheet.setting.em(16))


def _lay(tiles: Tiles, top: float, heading: float, sheet: Sheet) -> None:
    """Everything under the legend. What has no room in its tile moves to the key, for which the tiles get less height.

    That changes their shapes, so in the end one or the other may have room again.
    """
    keyed: list[Tile] = []
    while True:
        foot = _key_height(keyed, sheet)
        fields = _fields(tiles, Rect(0.0, foot, sheet.box.width, top), heading, sheet)
        placed = [tile for field in fields for tile in field.tiles]
        smaller = [one.tile for one in placed if one.tile not in keyed and _label(one, placed, sheet) is None]
        if not smaller:
            break
        keyed = [one.tile for one in placed if one.tile in keyed or one.tile in smaller]
    keyed = [one.tile for one in placed if one.tile in keyed and _label(one, placed, sheet) is None]
    for field in fields:
        _draw_field(field, heading, sheet)
    letters = dict(zip(map(id, keyed), _letters(), strict=False))
    for one in placed:
        if id(one.tile) in letters:
            _put_letter(one, letters, sheet)
        else:
            _put_label(one, _label(one, placed, sheet) or [], sheet)
    _lay_key(keyed, letters, foot, sheet)


# --------------------------------------------------------------------------------------------- geometry


def _fields(tiles: Tiles, frame: Rect, heading: float, sheet: Sheet) -> list[Field]:
    """The tiles of each group in its part of ``frame``, all to one scale. Raises DoesNotFit."""
    least = sheet.setting.em(_LEAST)
    if frame.top - frame.bottom < least:
        raise DoesNotFit(least - (frame.top - frame.bottom), "the tiles")
    totals = [sum(float(tile.value.number or 0) for tile in group.tiles) for group in tiles.groups]
    found: list[Field] = []
    for group, rect in zip(tiles.groups, _group_rects(totals, frame, heading), strict=True):
        inner = Rect(rect.left, rect.bottom, rect.right, rect.top - heading)
        parts = squarified([float(tile.value.number or 0) for tile in group.tiles], inner)
        found.append(Field(group, rect, tuple(map(Placed, group.tiles, parts))))
    return found


def _group_rects(totals: Sequence[float], frame: Rect, heading: float) -> list[Rect]:
    """A rectangle for each group that holds its tiles, to the scale of all others, and ``heading`` points above them.

    What the headings take depends on how wide the groups are, and the other way round. Raises DoesNotFit when they
    don't settle.
    """
    rects = squarified(totals, frame)
    if not heading:
        return rects
    area = (frame.right - frame.left) * (frame.top - frame.bottom)
    for _ in range(_ROUNDS):
        bands = [heading * (rect.right - rect.left) for rect in rects]
        scale = (area - sum(bands)) / sum(totals)
        if scale <= 0:
            break
        before, rects = rects, squarified([t * scale + b for t, b in zip(totals, bands, strict=True)], frame)
        moved = max(abs(new.right - new.left - old.right + old.left) for new, old in zip(rects, before, strict=True))
        if moved < _CLOSE and all(rect.top - rect.bottom > heading for rect in rects):
            return rects
    raise DoesNotFit(heading, "the names of the groups")


# ---------------------------------------------------------------------------------------------- drawing


def _draw_field(field: Field, heading: float, sheet: Sheet) -> None:
    """The tiles of a group with the paper between them, its name above. Raises DoesNotFit when that is too long."""
    em, paper = sheet.setting.em, sheet.setting.theme.paper
    for one in field.tiles:
        draw_bar(sheet, one.rect, one.tile.value.ink, one.tile.value.status)
        sheet.draw(Polygon(rectangle(one.rect), edge=paper, edge_width=em(_EDGE)))
    if not heading:
        sheet.draw(Polygon(rectangle(field.rect), edge=paper, edge_width=em(_EDGE * 2)))
        return
    block = sheet.block(field.group.name, colour=sheet.setting.text(field.group.ink), bold=True)
    room = field.rect.right - field.rect.left - em(_BETWEEN)
    if block.width > room:
        raise DoesNotFit(block.width - room, "the names of the groups")
    sheet.put(block, Spot(field.rect.left + em(_EDGE / 2), field.rect.top - heading + em(0.2), up="bottom"))


def _label(one: Placed, placed: Sequence[Placed], sheet: Sheet) -> list[TextBlock] | None:
    """Name and value of a tile as they fit into it, the value as large as it may be; None when they don't."""
    em = sheet.setting.em
    wide, high = _width(one.rect) - em(2 * _PAD_BESIDE), _height(one.rect) - em(2 * _PAD)
    colour = text_inside(sheet, one.tile.value.ink, one.tile.value.status)
    whole = sum(_width(other.rect) * _height(other.rect) for other in placed)
    share = _width(one.rect) * _height(one.rect) / whole
    if widest_piece(one.tile.name, sheet.setting.width) > wide:
        return None
    name = sheet.block(one.tile.name, wide, colour=colour)
    for factor, least in zip(_VALUE_SIZES, _LARGE, strict=True):
        value = sheet.block(one.tile.value.text, colour=colour, bold=True, size=sheet.setting.size * factor)
        if share >= least and max(name.width, value.width) <= wide and name.height + value.height <= high:
            return [name, value]
    return None


def _put_label(one: Placed, label: Sequence[TextBlock], sheet: Sheet) -> None:
    """The texts from the upper left corner; what is hatched is blank behind them."""
    left, top = one.rect.left + sheet.setting.em(_PAD_BESIDE), one.rect.top - sheet.setting.em(_PAD)
    if one.tile.value.status is Status.ESTIMATED:
        depth, wide = sum(block.height for block in label), max(block.width for block in label)
        ground = Rect(left, top - depth, left + wide, top).grown(sheet.setting.em(0.12))
        sheet.draw(Polygon(rectangle(ground), fill=tint(sheet.setting, one.tile.value.ink)))
    for block in label:
        top = sheet.put(block, Spot(left, top, up="top")).bottom


def _width(rect: Rect) -> float:
    return rect.right - rect.left


def _height(rect: Rect) -> float:
    return rect.top - rect.bottom


# -------------------------------------------------------------------------------------------- the key


def _letters() -> Iterator[str]:
    """a to z, then aa to zz: letters are no numbers, so nobody takes them for values."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    yield from (first + second for first, second in itertools.product(alphabet, alphabet))


def _put_letter(one: Placed, letters: dict[int, str], sheet: Sheet) -> None:
    """The letter in the middle of its tile; a tile that is too small even for it has its colour in the key."""
    colour = text_inside(sheet, one.tile.value.ink, one.tile.value.status)
    block = sheet.block(letters[id(one.tile)], colour=colour, bold=True)
    if block.width + sheet.setting.em(0.2) <= _width(one.rect) and block.height <= _height(one.rect):
        middle = ((one.rect.left + one.rect.right) / 2, (one.rect.bottom + one.rect.top) / 2)
        sheet.put(block, Spot(*middle, "centre"))
    else:
        letters[id(one.tile)] = ""


def _key_rows(keyed: Sequence[Tile], sheet: Sheet) -> list[tuple[float, float, TextBlock, TextBlock]]:
    """For each entry its left end, how far down it begins, its name and its value."""
    em = sheet.setting.em
    found: list[tuple[float, float, TextBlock, TextBlock]] = []
    x = down = depth = 0.0
    for tile in keyed:
        value = sheet.block(tile.value.text, bold=True)
        name = sheet.block(tile.name, sheet.box.width - em(2.0) - value.width)
        wide = em(1.6) + name.width + em(0.4) + value.width
        if x and x + wide > sheet.box.width:
            x, down, depth = 0.0, down + depth + em(0.2), 0.0
        found.append((x, down, name, value))
        x, depth = x + wide + em(1.4), max(depth, name.height)
    return found


def _key_height(keyed: Sequence[Tile], sheet: Sheet) -> float:
    """What the key takes at the foot, with the space above it, in points."""
    rows = _key_rows(keyed, sheet)
    return max(down + name.height for _, down, name, _ in rows) + sheet.setting.em(0.7) if rows else 0.0


def _lay_key(keyed: Sequence[Tile], letters: dict[int, str], top: float, sheet: Sheet) -> None:
    """Letter or colour, name and value of each tile that has no room for them, from ``top`` downwards."""
    em = sheet.setting.em
    top -= em(0.7)
    for tile, (x, down, name, value) in zip(keyed, _key_rows(keyed, sheet), strict=True):
        rect = sheet.put(name, Spot(x + em(1.6), top - down, up="top"))
        sheet.put(value, Spot(rect.right + em(0.4), rect.top, up="top"))
        letter, middle = letters[id(tile)], rect.top - name.ascent + em(0.33)
        if letter:
            sheet.put(
                sheet.block(letter, bold=True, colour=sheet.setting.text(tile.value.ink)), Spot(x, rect.top, up="top")
            )
        else:
            draw_bar(sheet, Rect(x, middle - em(0.4), x + em(0.8), middle + em(0.4)), tile.value.ink, tile.value.status)
