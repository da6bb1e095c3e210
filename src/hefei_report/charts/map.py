"""``map``: where things are, as points at given coordinates, perhaps within an outline.

Use it where the place is the message. Where it isn't, bars compare better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, StatusName, report_repeated, status_of
from hefei_report.charts.planning.geojson import Ring, read_rings
from hefei_report.charts.planning.highlights import Candidate, Highlight, stand_out
from hefei_report.charts.planning.inks import row_ink, status_legend
from hefei_report.charts.planning.measure import Measure, measure_of
from hefei_report.charts.planning.projecting import FARTHEST, Place, Projection, bar_of
from hefei_report.charts.planning.simplifying import simplified
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import (
    Axis,
    ChartPlan,
    Dot,
    Dots,
    Ink,
    Land,
    LegendEntry,
    Outline,
    Series,
    Value,
)
from hefei_report.document.labels import labels
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MOST_SITES = 60
_FINENESS = 1500  # an outline is as fine as this part of what is shown: more is not seen
_LATITUDES, _LONGITUDES = Decimal(90), Decimal(180)
EXAMPLE = """
figure:
  id: fig-delta
  chart: map
  title: The city is the western gate of the delta
  caption: Five cities on and near the lower Yangtze, and their residents in millions
  alt: Map of five cities from west to east, with the largest, a port on the coast, in the east.
  unit: million people
  value-title: Residents
  data:
    - {label: Hefei, lat: 31.82, lon: 117.23, value: 10.0, highlight: true}
    - {label: Nanjing, lat: 32.06, lon: 118.80, value: 9.5}
    - {label: Hangzhou, lat: 30.27, lon: 120.16, value: 12.5}
    - {label: Shanghai, lat: 31.23, lon: 121.47, value: 24.9}
    - {label: Wuhu, lat: 31.35, lon: 118.43, value: 3.7}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A place: ``lat`` degrees north and ``lon`` degrees east, south and west below zero."""

    span: Span
    label: Text
    lat: Amount
    lon: Amount
    value: Amount | None = None
    highlight: bool = False
    status: StatusName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Places in ``data``. Where they have values, their areas are in proportion, and ``value-title`` says of what.

    ``outline`` names a GeoJSON file in the outline's folder, whose polygons and lines are drawn beneath.
    """

    data: tuple[SiteRow, ...]
    outline: Text | None = None
    value_title: Text | None = None
    highlight: Highlight | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place with its label, and with its value if places have one."""

    label: str
    place: Place
    value: Value | None
    degrees: tuple[Decimal, Decimal]
    span: Span
    ink: Ink = Ink.PRIMARY


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A map that is true to scale at its middle; None after reporting why there is nothing to draw."""
    rings = read_rings(fields.outline, context) if fields.outline else ()
    measure = measure_of([row.value for row in fields.data if row.value], context)
    sites = _sites(fields, measure, context)
    if sites is None or rings is None:
        return None
    places = [*(site.place for site in sites), *(place for ring in rings for place in ring.places)]
    projection = Projection.of(places)
    x, y = projection.axes(places)
    words = labels(context.language)
    values = tuple(site.value for site in sites if site.value)
    land = Land(_outlines(rings, projection, x, y), bar_of(x, words.kilometres), words.north)
    return ChartPlan(
        kind="map",
        categories=tuple(site.label for site in sites),
        series=_series(sites, values, fields, context),
        layers=(land, _dots(sites, projection)),
        unit=measure.name,
        x=x,
        y=y,
        legend=_legend(fields, measure, values, context),
        aspect=float((y.maximum - y.minimum) / (x.maximum - x.minimum)),
        language=context.language,
    )


# ---------------------------------------------------------------------------------------- reading data


def _sites(fields: Fields, measure: Measure, context: PlanContext) -> list[Site] | None:
    """The places in the author's order, or None after a complaint."""
    found, rows = context.diagnostics, fields.data
    if not rows:
        found.error("empty", "this map has no places", context.span, "add rows to 'data:'")
        return None
    if len(rows) > MOST_SITES:
        found.error("too-many-parts", f"{len(rows)} places", context.span, f"show the {MOST_SITES} that matter")
        return None
    sized = any(row.value for row in rows)
    sites = [_site(row, sized, measure, context) for row in rows]
    known = [site for site in sites if site is not None]
    report_repeated([site.label for site in known], [site.span for site in known], found)
    return _coloured(known, fields, context) if len(known) == len(rows) else None


def _coloured(sites: Sequence[Site], fields: Fields, context: PlanContext) -> list[Site]:
    """The places in their colours: what stands out, and the rest."""
    candidates = [
        Candidate(site.label, site.value.number if site.value else None, row.highlight, row.label.value)
        for site, row in zip(sites, fields.data, strict=True)
    ]
    chosen = stand_out(fields.highlight, candidates, context)
    inks = [row_ink(one, any(chosen)) for one in chosen]
    return [
        replace(site, ink=ink, value=replace(site.value, ink=ink) if site.value else None)
        for site, ink in zip(sites, inks, strict=True)
    ]


def _site(row: SiteRow, sized: bool, measure: Measure, context: PlanContext) -> Site | None:
    lat, lon = row.lat.number, row.lon.number
    if lat is None or lon is None:
        message, hint = "a place on a map needs both of its coordinates", "write degrees as numbers: 31.82"
        context.diagnostics.error("bad-number", message, (row.lat if lat is None else row.lon).span, hint)
        return None
    if abs(lat) > _LATITUDES or abs(lon) > _LONGITUDES:
        _refuse(row, lat, lon, context)
        return None
    if abs(lat) > FARTHEST:
        message, hint = f"{lat:f} degrees is too near a pole for this map", "say where it is in the text"
        context.diagnostics.error("bad-number", message, row.lat.span, hint)
        return None
    value = _value(row, measure, context) if sized else None
    if sized and value is None:
        return None
    return Site(context.plain(row.label), Place(float(lat), float(lon)), value, (lat, lon), row.label.span)


def _refuse(row: SiteRow, lat: Decimal, lon: Decimal, context: PlanContext) -> None:
    """Report coordinates that are on no globe, and whether they would be if they were swapped."""
    swapped = abs(lat) <= _LONGITUDES and abs(lon) <= _LATITUDES
    hint = "'lat' and 'lon' are swapped" if swapped else "write degrees, not metres: 31.82, not 3182000"
    wrong = row.lat if abs(lat) > _LATITUDES else row.lon
    message = f"there is no {'latitude' if wrong is row.lat else 'longitude'} of {wrong.number or 0:f} degrees"
    context.diagnostics.error("bad-number", message, wrong.span, hint)


def _value(row: SiteRow, measure: Measure, context: PlanContext) -> Value | None:
    """The value of a place, or None after a complaint."""
    if row.value is None:
        message, hint = "other places have a value, and this one has none", "add 'value:', or leave this place out"
        context.diagnostics.error("missing-value", message, row.span, hint)
        return None
    value = measure.value(row.value, status=status_of(row.status))
    if value.number is not None and value.number < 0:
        message, hint = "an area can't be below zero", "leave the values out, or draw 'chart: bar'"
        context.diagnostics.error("bad-number", message, row.value.span, hint)
        return None
    return value


# -------------------------------------------------------------------------------------------- planning


def _outlines(rings: Sequence[Ring], projection: Projection, x: Axis, y: Axis) -> tuple[Outline, ...]:
    tolerance = float(max(x.maximum - x.minimum, y.maximum - y.minimum)) / _FINENESS
    found = []
    for ring in rings:
        line = [(float(projection.x(place.lon)), float(projection.y(place.lat))) for place in ring.places]
        kept = tuple((round(east, 3), round(north, 3)) for east, north in simplified(line, tolerance))
        found.append(Outline(kept, ring.closed, ring.hole))
    return tuple(found)


def _dots(sites: Sequence[Site], projection: Projection) -> Dots:
    """The places in kilometres; each bears its value's text."""
    sizes = [site.value.number for site in sites if site.value and site.value.number is not None]
    return Dots(
        tuple(
            Dot(
                Value(projection.x(site.place.lon)),
                replace(site.value or Value(None, ink=site.ink), number=projection.y(site.place.lat)),
                site.label,
                site.value,
            )
            for site in sites
        ),
        max(sizes) if any(sizes) else None,
    )


def _series(
    sites: Sequence[Site], values: tuple[Value, ...], fields: Fields, context: PlanContext
) -> tuple[Series, ...]:
    words = labels(context.language)
    lats, lons = ([Value(site.degrees[which], f"{site.degrees[which]:f}°") for site in sites] for which in (0, 1))
    found = (Series(words.latitude, tuple(lats), unit="°"), Series(words.longitude, tuple(lons), unit="°"))
    return (*found, Series(context.plain(fields.value_title), values)) if values else found


def _legend(
    fields: Fields, measure: Measure, values: tuple[Value, ...], context: PlanContext
) -> tuple[LegendEntry, ...]:
    """What the areas say, and which are no actual values."""
    if not values:
        return ()
    words = labels(context.language)
    measured = words.comma.join(filter(None, (context.plain(fields.value_title), measure.name)))
    entry = (LegendEntry(words.area_of.format(measure=measured), Ink.CONTEXT, shape="dot"),) if measured else ()
    return entry + status_legend(values, context.language, "dot")
