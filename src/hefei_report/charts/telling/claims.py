"""The words by which authors say in descriptions what kind of chart it is, what rises, and what is highest."""

from __future__ import annotations

import re

from hefei_report.expressions import expression

_UPRIGHT = {"column", "grouped-column", "stacked-column", "stacked-100", "histogram", "waterfall", "combo"}
_LYING = {"bar", "grouped-bar", "stacked-bar", "funnel", "lollipop", "range", "gantt"}
_BARS = frozenset(_UPRIGHT | _LYING | {"small-multiples"})  # many call columns bars, and the other way round
_SEVERAL = {"small-multiples", "combo"}
_SERIES = r" ?(?:chart|plot|graph|diagram)s?\b"


def _noun(pattern: str, *kinds: str) -> tuple[re.Pattern[str], frozenset[str]]:
    return expression(pattern, re.IGNORECASE), frozenset(kinds)


# What a chart may be called, and the kinds that it may then be.
NOUNS = (
    _noun(r"\b(?:bar|column)" + _SERIES, *_BARS),
    _noun(r"\bline" + _SERIES, "line", "slope", "bump", *_SEVERAL),
    _noun(r"\barea" + _SERIES, "area", "small-multiples"),
    _noun(r"\b(?:pie|donut|doughnut|ring)" + _SERIES, "donut"),
    _noun(r"\bscatter" + _SERIES, "scatter", "bubble", "small-multiples"),
    _noun(r"\bbubble" + _SERIES, "bubble", "map"),
    _noun(r"\bdumbbell" + _SERIES, "dumbbell", "range"),
    _noun(r"\bslope" + _SERIES, "slope"),
    _noun(r"\bwaterfall" + _SERIES, "waterfall"),
    _noun(r"\bgantt" + _SERIES, "gantt"),
    _noun(r"\bwaffle" + _SERIES, "waffle"),
    _noun(r"\btree ?map\b", "treemap"),
    _noun(r"\bheat ?map\b", "heatmap"),
    _noun(r"\bhistogram\b", "histogram"),
    _noun(r"柱形图|柱状图|条形图", *_BARS),
    _noun(r"折线图", "line", "slope", "bump", *_SEVERAL),
    _noun(r"面积图", "area", "small-multiples"),
    _noun(r"饼图|环形图|圆环图", "donut"),
    _noun(r"散点图", "scatter", "bubble", "small-multiples"),
    _noun(r"气泡图", "bubble", "map"),
    _noun(r"瀑布图", "waterfall"),
    _noun(r"热力图", "heatmap"),
    _noun(r"直方图", "histogram"),
)
RISING = expression(
    r"\b(?:rises?|rose|risen|rising|grows?|grew|grown|climbs?|climbed|increase[sd]?)\b|升至|上升|增至", re.IGNORECASE
)
FALLING = expression(
    r"\b(?:falls?|fell|fallen|falling|drops?|dropped|declines?|declined|decrease[sd]?|shrinks?|shrank)\b|降至|下降|减至",
    re.IGNORECASE,
)
HIGHEST = expression(r"\b(?:highest|largest|biggest|greatest)\b|最高|最大|最多", re.IGNORECASE)
LOWEST = expression(r"\b(?:lowest|smallest|least)\b|最低|最小|最少", re.IGNORECASE)
# What makes a clause say something else than that one category is the extreme.
UNCLEAR = expression(
    r"\b(?:second|third|fourth|fifth|next|one of|among|not|no longer|than|at least|except|after|but|until|since)\b"
    r"|第[二三四五]|之一|除|不|至少",
    re.IGNORECASE,
)
