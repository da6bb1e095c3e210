"""The words that alternative texts are made of, in each language."""

from __future__ import annotations

from hefei_report.outline.languages import in_chinese
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Templates of sentences, without their full stops; ``kinds`` says what each kind of chart is called."""

    kinds: dict[str, str]
    lead: str  # how a text begins
    unit: str
    between: str  # between parts of a sentence
    listed: str  # between names
    stop: str
    value: str  # a name with its number
    span: str  # from the first to the last name
    rises: str
    falls: str
    stays: str
    goes: str  # neither always up nor always down
    named: str  # what is said of one of several
    highest: str
    lowest: str
    highest_of: str  # of several rows
    lowest_of: str
    best: str  # ranks
    worst: str
    total: str
    others: str
    largest_rise: str
    largest_fall: str
    pair: str  # one thing at two moments
    axis: str  # from the smallest to the largest value of a measure
    in_unit: str
    together: str
    against: str
    dots: str
    events: str
    dated: str
    broken: str  # what is said of breaks in a series
    target: str
    reference: str
    missing: str
    between_ends: str  # how far a value of a line may lie apart
    statuses: dict[str, str]
    in_brackets: str
    columns: dict[str, str]  # heads of a table with data, by what they hold


_ENGLISH = Words(
    kinds={
        "area": "Area chart",
        "bar": "Bar chart",
        "bubble": "Bubble chart",
        "bump": "Bump chart of ranks",
        "column": "Column chart",
        "combo": "Columns and lines",
        "donut": "Donut chart",
        "dot": "Dot plot",
        "dumbbell": "Dumbbell chart",
        "funnel": "Funnel",
        "gantt": "Gantt chart",
        "grouped-bar": "Grouped bar chart",
        "grouped-column": "Grouped column chart",
        "heatmap": "Heat map",
        "histogram": "Histogram",
        "line": "Line chart",
        "lollipop": "Lollipop chart",
        "map": "Map of points",
        "range": "Range chart",
        "scatter": "Scatter plot",
        "slope": "Slope chart",
        "small-multiples": "Small charts side by side",
        "stacked-100": "Shares, stacked",
        "stacked-bar": "Stacked bar chart",
        "stacked-column": "Stacked column chart",
        "timeline": "Timeline",
        "treemap": "Treemap",
        "waffle": "Squares to count",
        "waterfall": "Waterfall chart",
    },
    lead="{kind}: {caption}",
    unit=", in {unit}",
    between="; ",
    listed=", ",
    stop=". ",
    value="{name}: {value}",
    span=", {first} to {last}",
    rises="rises from {first} to {last}",
    falls="falls from {first} to {last}",
    stays="stays at {first}",
    goes="goes from {first} to {last}",
    named="{name}: {story}",
    highest="highest {name} ({value})",
    lowest="lowest {name} ({value})",
    highest_of="highest {row}, {name} ({value})",
    lowest_of="lowest {row}, {name} ({value})",
    best="best {name} ({value})",
    worst="worst {name} ({value})",
    total="{total} in all",
    others="and {count} more",
    largest_rise="largest increase {name} ({value})",
    largest_fall="largest decrease {name} ({value})",
    pair="{name} from {first} to {last}",
    axis="{name} from {first} to {last}",
    in_unit="{value} {unit}",
    together="where {x} is higher, {y} tends to be higher",
    against="where {x} is higher, {y} tends to be lower",
    dots="{count} points",
    events="{count} entries, from {first} to {last}",
    dated="{text} ({date})",
    broken="Break in the series: {list}",
    target="Target: {list}",
    reference="Reference line: {text}",
    missing="No data: {list}",
    between_ends="{name} between {low} and {high}",
    statuses={
        "preliminary": "Preliminary: {list}",
        "estimated": "Estimated: {list}",
        "derived": "Calculated: {list}",
        "target": "Target: {list}",
    },
    in_brackets="{value} ({unit})",
    columns={
        "category": "Item",
        "year": "Year",
        "value": "Value",
        "target": "Target",
        "reference": "Reference",
        "date": "Date",
        "event": "Event",
        "task": "Task",
        "start": "Start",
        "end": "End",
    },
)
_CHINESE = Words(
    kinds={
        "area": "面积图",
        "bar": "条形图",
        "bubble": "气泡图",
        "bump": "排名变化图",
        "column": "柱形图",
        "combo": "柱线组合图",
        "donut": "环形图",
        "dot": "点图",
        "dumbbell": "哑铃图",
        "funnel": "漏斗图",
        "gantt": "甘特图",
        "grouped-bar": "分组条形图",
        "grouped-column": "分组柱形图",
        "heatmap": "热力图",
        "histogram": "直方图",
        "line": "折线图",
        "lollipop": "棒棒糖图",
        "map": "点位地图",
        "range": "区间图",
        "scatter": "散点图",
        "slope": "斜率图",
        "small-multiples": "并列小图",
        "stacked-100": "百分比堆积图",
        "stacked-bar": "堆积条形图",
        "stacked-column": "堆积柱形图",
        "timeline": "时间线",
        "treemap": "矩形树图",
        "waffle": "方格图",
        "waterfall": "瀑布图",
    },
    lead="{kind}：{caption}",
    unit="，单位：{unit}",
    between="；",
    listed="、",
    stop="。",
    value="{name}为{value}",
    span="，{first}至{last}",
    rises="由{first}升至{last}",
    falls="由{first}降至{last}",
    stays="保持在{first}",
    goes="由{first}变为{last}",
    named="{name}{story}",
    highest="最高为{name}（{value}）",
    lowest="最低为{name}（{value}）",
    highest_of="最高为{row}的{name}（{value}）",
    lowest_of="最低为{row}的{name}（{value}）",
    best="最佳为{name}（{value}）",
    worst="最低为{name}（{value}）",
    total="合计{total}",
    others="另有{count}项",
    largest_rise="增幅最大的是{name}（{value}）",
    largest_fall="降幅最大的是{name}（{value}）",
    pair="{name}由{first}变为{last}",
    axis="{name}介于{first}与{last}之间",
    in_unit="{value} {unit}",
    together="{x}越高，{y}大体越高",
    against="{x}越高，{y}大体越低",
    dots="共{count}个点",
    events="共{count}项，从{first}到{last}",
    dated="{text}（{date}）",
    broken="数列中断：{list}",
    target="目标：{list}",
    reference="参考线：{text}",
    missing="无数据：{list}",
    between_ends="{name}介于{low}至{high}之间",
    statuses={
        "preliminary": "初步数：{list}",
        "estimated": "估计：{list}",
        "derived": "推算：{list}",
        "target": "目标：{list}",
    },
    in_brackets="{value}（{unit}）",
    columns={
        "category": "项目",
        "year": "年份",
        "value": "数值",
        "target": "目标",
        "reference": "参考值",
        "date": "日期",
        "event": "事件",
        "task": "任务",
        "start": "开始",
        "end": "结束",
    },
)


def words_of(language: str) -> Words:
    """The words for a BCP 47 tag; any Chinese gets the Chinese ones, everything else the English ones."""
    return _CHINESE if in_chinese(language) else _ENGLISH
