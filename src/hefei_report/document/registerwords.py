"""The product's own words about facts in each language: the register, and how its facts were verified."""

from __future__ import annotations

from hefei_report.outline.languages import in_chinese
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """Fixed words of one language. Templates take named fields with ``str.format``."""

    title: str
    headline: str
    verification: str  # heads the section on how the facts were verified
    facts: str  # heads the table
    disagree: str  # heads the contradictions between sources
    chosen: str  # behind the figure that the report goes by
    neither: str  # behind the figures when it goes by none of them
    stop: str
    counts: str
    one_basis: str  # said of the facts that are only computed with; {basis} is their number
    unchecked: str  # when nobody looked at any
    states: dict[str, str]  # what a state means, by its name
    state_names: dict[str, str]
    statuses: dict[str, str]  # by the author's word; "final" and "derived" need none
    attested_by: str  # "{who}, {when}"
    rules: str
    trace: str
    made_with: str
    columns: tuple[str, str, str, str, str]
    tip: str  # "{value}: {label}; {when}; {source}"
    deck: str  # in place of pages, for a fact that only the deck prints
    basis: str  # in place of pages, for a fact that is only computed with


_ENGLISH = RegisterWords(
    title="Register of facts",
    headline="Every figure in this report, with its source or with how it was computed",
    verification="How this was verified",
    facts="The facts",
    disagree="Where sources disagree",
    chosen=", which this report goes by",
    neither=". The report goes by none of them alone. ",
    stop=". ",
    counts=(
        "This briefing and its deck print {printed} facts.{basis} Of all these, {stated} are stated by a source, which "
        "the register names, with the place in it where one is recorded; {derived} are computed from others, and it "
        "shows the working."
    ),
    one_basis=" Another {basis} stand behind those that are computed.",
    unchecked="They carry no record of having been checked against kept copies of their sources.",
    states={
        "verified": "a program found the words that state it again, in a kept copy of the source, at the place named",
        "attested": "somebody read a source of which no copy could be kept, and answers for the figure",
        "unverified": "entered with its source and place, but neither found again nor confirmed by anybody",
        "contradicted": "the kept copy of the source says something else",
        "missing": "the words that state it are not in the kept copy of the source",
        "ambiguous": "the words that state it stand in several places of the kept copy",
    },
    state_names={
        "verified": "verified",
        "attested": "attested",
        "unverified": "not verified",
        "contradicted": "contradicted",
        "missing": "not found",
        "ambiguous": "ambiguous",
    },
    statuses={
        "preliminary": "preliminary",
        "estimated": "estimate",
        "forecast": "forecast",
        "target": "target",
    },
    attested_by="{who}, {when}",
    rules=(
        "The report is not built when a number in it is neither a fact nor cited, when facts about one measure, "
        "period and place contradict each other unexplained, or when a headline says what the facts do not. A figure "
        "in large type, in a sentence or in a chart leads to its entry here."
    ),
    trace=(
        "Any copy of this file can be checked: “hefei-report trace” reads it with a program that had no part in "
        "making it (PDFium) and says of every number where it comes from, and whether it is still the one that was "
        "built. The record for that is attached to the file as {file}."
    ),
    made_with="Built with hefei-report {version}.",
    columns=("Figure", "What it measures", "When and where", "Source", "Pages"),
    tip="{value}: {about}",
    deck="in the deck",
    basis="in workings",
)
_CHINESE = RegisterWords(
    title="数据总表",
    headline="本报告的每一个数字，均注明来源或计算方法",
    verification="核实方法",
    facts="数据",
    disagree="来源不一致之处",
    chosen="（本报告采用）",
    neither="。本报告不单独采用其中任何一项。",
    stop="。",
    counts=(
        "本简报及其演示文稿共使用{printed}项数据。{basis}其中{stated}项由来源直接给出，表中注明来源，以及已记录的位置；"
        "{derived}项由其他数据计算得出，表中列出算式。"
    ),
    one_basis="另有{basis}项仅用于计算。",
    unchecked="这些数据尚无与来源存档比对的记录。",
    states={
        "verified": "由程序在来源存档的所注位置再次找到原文",
        "attested": "来源无法存档，由专人查阅并负责",
        "unverified": "已注明来源和位置，但未经程序或专人核实",
        "contradicted": "来源存档的说法不同",
        "missing": "来源存档中未找到原文",
        "ambiguous": "原文在来源存档中多处出现",
    },
    state_names={
        "verified": "已核实",
        "attested": "已证明",
        "unverified": "未核实",
        "contradicted": "与来源不符",
        "missing": "未找到",
        "ambiguous": "不唯一",
    },
    statuses={"preliminary": "初步数", "estimated": "估计", "forecast": "预测", "target": "目标"},
    attested_by="{who}，{when}",
    rules=(
        "凡正文数字既非数据又无引注、同一指标的数据相互矛盾而未说明、或标题与数据不符，报告均不予生成。"
        "正文、图表和大字中的数字均可链接至本表。"
    ),
    trace=(
        "本文件的任何副本均可核对：“hefei-report trace”用另一程序（PDFium）读取文件，说明每个数字的出处，"
        "以及是否与生成时一致。所需记录附于文件中，名为{file}。"
    ),
    made_with="由hefei-report {version}生成。",
    columns=("数字", "指标", "时间和地点", "来源", "页码"),
    tip="{value}：{about}",
    deck="见演示文稿",
    basis="用于计算",
)


def register_words(language: str) -> RegisterWords:
    """The words for a BCP 47 tag; any Chinese gets the Chinese ones, everything else the English ones."""
    return _CHINESE if in_chinese(language) else _ENGLISH
