"""The product's own words in each language of a document: captions, headings, hints for the reader."""

from __future__ import annotations

from hefei_report.document.chartplan import Status
from hefei_report.document.model import Reference
from hefei_report.outline.languages import in_chinese
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Fixed words of one language. Templates take named fields with ``str.format``."""

    figure: str  # "Figure {number}"
    table: str
    picture: str  # names one that only decorates
    section: str  # in a cross-reference: "section {number}"
    source: str  # "Source:"
    note: str
    data: str  # "Data:", before the link to the table with a figure's data
    figure_data: str  # heads the appendix with these tables
    contents: str
    figures: str  # heads the list of figures
    tables: str
    continued_table: str  # "{table}, continued": above its rows on a later page
    back: str  # what a link from a note to its mark says: "Back to note {number} in the text"
    agenda: str
    summary: str  # heads the slide with the findings of the sections
    contact: str  # heads a last slide that has no title of its own
    references: str
    continued: str  # "{title} ({part}/{parts})"
    draft: str  # the mark on a draft's pages
    facts_here: str  # heads the facts in speaker notes
    closing: str  # heads the last slide
    sources_short: str  # heads the source strip of a slide
    joiner: str  # between source line parts
    enumeration: str  # between names or pages
    comma: str  # between the place and the period of a key figure
    paragraph: str  # "paragraph {number}"
    page: str
    link_to: str  # "Reference {number}": what a link's tooltip says
    cited_on: str  # "Cited on page {pages}": the links back from a reference
    cited_on_several: str
    colon: str
    calculated: str  # in the source line of derived figures
    difference: str  # heads the differences between two values
    difference_in_points: str  # the same, of percentages
    low: str  # the lower end of a range
    interval: str  # what a band behind a line says
    high: str
    count: str  # what the columns of a histogram are, if nobody says it
    mean: str  # "Mean {value}"
    median: str
    area_of: str  # what the areas of bubbles say: "Area: {measure}"
    largest: str  # said behind it: " (up to {value})"
    level: str  # a step of a waterfall that stands on the ground
    increase: str
    decrease: str
    upright_axis: str  # "The {axis} axis is ..."
    level_axis: str
    logarithmic: str  # what must be known to read a chart
    begins_at: str
    square_is: str  # "Each square: {amount}": what a square of many stands for
    no_data: str  # what an empty cell says
    rounded_shares: str  # of printed shares that don't add up
    free_scales: str  # of small multiples that can't be compared
    kilometres: str  # "{number} km"
    north: str  # beside an arrow on a map
    latitude: str
    longitude: str
    no_square: str  # "Too small for a square: {names}."
    of_before: str  # heads what each stage of a funnel is of the one before
    of_first: str
    as_of: str  # "As of {date}": the line of today in a plan of tasks
    done: str
    under_way: str
    planned: str
    start: str
    end: str
    shown_of: str  # of a chart that shows the first rows of its data: "Shown: {shown} of {count}"
    summed_up: str  # of a row that stands for others: "{name}: {count} summed up"


_ENGLISH = Labels(
    figure="Figure {number}",
    table="Table {number}",
    picture="Picture",
    section="section {number}",
    source="Source:",
    note="Note:",
    data="Data:",
    figure_data="Data of the figures",
    contents="Contents",
    figures="Figures",
    tables="Tables",
    continued_table="{table}, continued",
    back="Back to note {number} in the text",
    agenda="Agenda",
    summary="The findings in brief",
    contact="Contact",
    references="References",
    continued="{title} ({part}/{parts})",
    draft="DRAFT",
    facts_here="Facts on this slide",
    closing="Sources and figures",
    sources_short="Sources:",
    joiner="; ",
    enumeration=", ",
    comma=", ",
    paragraph="paragraph {number}",
    page="page {number}",
    link_to="Reference {number}",
    cited_on="Cited on page {pages}",
    cited_on_several="Cited on pages {pages}",
    colon=": ",
    calculated="own calculation",
    difference="Difference",
    difference_in_points="Difference (points)",
    low="Low",
    interval="The pale band shows between which values the line may lie.",
    high="High",
    count="Count",
    mean="Mean {value}",
    median="Median {value}",
    area_of="Area: {measure}",
    largest=" (up to {value})",
    level="Level",
    increase="Increase",
    decrease="Decrease",
    upright_axis="vertical",
    level_axis="horizontal",
    logarithmic="The {axis} axis is logarithmic: equal distances are equal ratios.",
    begins_at="The {axis} axis begins at {value}, not at zero.",
    square_is="Each square: {amount}",
    no_data="No data",
    rounded_shares="Shares may not add up because of rounding.",
    free_scales="Each chart has a scale of its own.",
    kilometres="{number}\u00a0km",
    north="N",
    latitude="Latitude",
    longitude="Longitude",
    no_square="Too small for a square: {names}.",
    of_before="Of those before",
    of_first="Of the first",
    as_of="As of {date}",
    done="Done",
    under_way="Under way",
    planned="Planned",
    start="Start",
    end="End",
    shown_of="Shown: {shown} of {count}.",
    summed_up="{name}: {count} summed up.",
)
_CHINESE = Labels(
    figure="图{number}",
    table="表{number}",
    picture="图片",
    section="第{number}节",
    source="来源：",
    note="注：",
    data="数据：",
    figure_data="图中数据",
    contents="目录",
    figures="插图",
    tables="表格",
    continued_table="{table}（续）",
    back="回到正文注{number}",
    agenda="议程",
    summary="主要结论",
    contact="联系方式",
    references="参考文献",
    continued="{title}（{part}/{parts}）",
    draft="草稿",
    facts_here="本页数据",
    closing="数据来源",
    sources_short="来源：",
    joiner="；",
    enumeration="、",
    comma="，",
    paragraph="第{number}段",
    page="第{number}页",
    link_to="参考文献{number}",
    cited_on="引用于第{pages}页",
    cited_on_several="引用于第{pages}页",
    colon="：",
    calculated="本报告计算",
    difference="差值",
    difference_in_points="差值（百分点）",
    low="最低",
    interval="浅色带表示数值可能所在的区间。",
    high="最高",
    count="数量",
    mean="平均值 {value}",
    median="中位数 {value}",
    area_of="面积：{measure}",
    largest="（最大{value}）",
    level="总量",
    increase="增加",
    decrease="减少",
    upright_axis="纵",
    level_axis="横",
    logarithmic="{axis}轴为对数刻度：距离相等表示倍数相等。",
    begins_at="{axis}轴起点为{value}，并非零。",
    square_is="每格：{amount}",
    no_data="无数据",
    rounded_shares="因四舍五入，各部分之和可能不等于总数。",
    free_scales="各图刻度不同。",
    kilometres="{number}公里",
    north="北",
    latitude="纬度",
    longitude="经度",
    no_square="不足一格：{names}。",
    of_before="占上一阶段",
    of_first="占第一阶段",
    as_of="截至{date}",
    done="已完成",
    under_way="进行中",
    planned="计划中",
    start="开始",
    end="结束",
    shown_of="显示{count}项中的{shown}项。",
    summed_up="{name}：{count}项合计。",
)
_STATUSES = {
    "en": {
        Status.ACTUAL: "Actual",
        Status.PRELIMINARY: "Preliminary",
        Status.ESTIMATED: "Estimate",
        Status.DERIVED: "Calculated",
        Status.TARGET: "Target",
    },
    "zh": {
        Status.ACTUAL: "实际",
        Status.PRELIMINARY: "初步数",
        Status.ESTIMATED: "估计",
        Status.DERIVED: "推算",
        Status.TARGET: "目标",
    },
}


def labels(language: str) -> Labels:
    """The words for a BCP 47 tag; any Chinese gets the Chinese ones, everything else the English ones."""
    return _CHINESE if in_chinese(language) else _ENGLISH


def tip_of(reference: Reference, words: Labels) -> str:
    """What a viewer shows beside a link to an entry: its number, or its name where sources have none."""
    return words.link_to.format(number=reference.number) if reference.numbered else reference.short


def status_word(status: Status, language: str) -> str:
    """What a status of a value is called in a legend."""
    return _STATUSES["zh" if in_chinese(language) else "en"][status]
