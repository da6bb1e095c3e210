"""Finds every numeral in a text, in Arabic digits and in Chinese, and tells numbers from years and from names.

"257.2 billion" and "三百亿" are numbers, "May 2024" and "1990s" are dates, and the digits of "G60", "Fortune 500",
"section 3", a standard or an address belong to a name: they count nothing. Whatever is in doubt is a number.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from enum import Enum

from hefei_report.evidence.months import MONTH
from hefei_report.expressions import expression
from hefei_report.records import dataclass


class Kind(Enum):
    """What a numeral is."""

    NUMBER = "number"
    YEAR = "year"  # a year, date or time of day
    NAME = "name"  # part of a name, a label or an address


@dataclass(frozen=True, slots=True)
class Numeral:
    """``length`` characters of a text from ``start``; ``text`` are these characters."""

    start: int
    length: int
    text: str
    kind: Kind


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％－\u00a0\u202f", "0123456789.%-  ")
_MONTH = rf"(?:{MONTH})\.?"
_YEAR = r"(?:1[89]|20)\d\d"
_GAP = r"[\s\u00a0\u202f]"

_ADDRESSES = (
    r"(?:https?://|www\.)[^\s，。；）]+",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"\b(?:doi:\s*)?10\.\d{4,9}/[^\s，。；]+",
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|cn|eu|de|io|info)\b(?:/\S*)?",
)
# Words that make the number behind them a label; in small letters only those that are no verbs.
_HEAD = (
    r"(?:[Ff]igure|[Ff]ig\.|[Tt]able|[Ss]ection|[Ss]ec\.|[Cc]hapter|[Aa]nnex|[Aa]ppendix|[Pp]age|pp?\.|[Pp]aragraph|[Pp]aras?\.?"
    r"|[Vv]ol\.|[Aa]rticle|[Ss]lide|[Vv]ersion|[Cc]lause|Box|Note|Part|Step|Line|Row|Column|Volume|Issue|Scenario|Option|Level"
    r"|Type|Class|Tier|Phase|Act|Question|Item)"
)
_SMALL_HEAD = r"(?:part|step|line|row|column|scenario|option|level|type|class|tier|phase|question|item)"
_HEADS = (
    r"(?:[Ff]igures|[Tt]ables|[Ss]ections|[Cc]hapters|[Pp]ages|pp\.|[Pp]aragraphs|[Pp]aras|[Aa]rticles|[Ss]lides|[Nn]otes"
    r"|[Ss]teps)"
)
_LABEL = r"\d+(?:\.\d+)*"
# Names that go on counting their models.
_SERIES = (
    r"(?:Model|Formula|Windows|Web|Industry|Boeing|Airbus|Falcon|Apollo|Starship|Wi-Fi|Bluetooth|Route|Highway"
    r"|Long March|Shenzhou|Chang[’']e|Tiangong|Micius|Wukong|Origin|Zuchongzhi|Jiuzhang)"
)
# Labels: digits that number something, unless they count what follows.
_LABELS = (
    rf"{_HEADS}{_GAP}{_LABEL}(?:(?:,{_GAP}|–|-|{_GAP}(?:and|or|to){_GAP}){_LABEL})*",
    rf"{_HEAD}{_GAP}{_LABEL}(?:[–-]{_LABEL})?",
    rf"{_SMALL_HEAD}{_GAP}\d{{1,2}}(?![\d.,]*\d)",
    rf"{_SERIES}{_GAP}\d+(?:\.\d+)?",
    rf"(?:Terminal|Gate|Building|Room){_GAP}\d{{1,2}}\b",
    r"(?:ISO|IEC|IEEE|DIN|ASTM|RFC|SAE|GB|GB/T|CSL|PDF/UA|PDF/A)[ -]\d[\d.:/-]*",
)
_LISTED = r"^\s*\(?\d{1,2}[.)](?=\s)"
# Names: their digits count nothing, whatever follows.
_NAMES = (
    r"\bFortune(?: Global)? (?:50|100|500|1000)\b",
    rf"\b(?:Made in China|Vision|Agenda|Horizon|Expo){_GAP}{_YEAR}",
    r"\b\d+(?:st|nd|rd|th) (?:[Cc]entury|Five-Year Plan|(?:CPC |CCP )?(?:National|Party|Central Committee|Congress)\b)",
    r"\b24/7\b|(?<![A-Za-z0-9])(?:[1-6]G|[2-4]D|[48]K|480p|720p|1080p|36Kr|3Com|51job)(?![A-Za-z0-9])",
    r"第(?:[0-9]+|[一二三四五六七八九十百零〇]+)(?:页|段|章|节|条|款|项|届|期|版|卷|集|部分|季度|个?五年)",
    r"[图表][0-9]+(?:[.-][0-9]+)*",
    r"(?:十二|十三|十四|十五)五(?=[”’」规计时期\s]|$)",
    r"(?:十八|十九|二十)(?:大|届)",
    r"二十四节气|三十六计|千万[别不要]|万一|万千|万物|百姓|十分|千里|百度|万达|万科|亿航",
)
_DATES = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?{_MONTH}(?:,?{_GAP}{_YEAR})?(?![A-Za-z])",
    rf"\b{_MONTH}{_GAP}\d{{1,2}}(?:st|nd|rd|th)?(?:,{_GAP}?{_YEAR})?(?![\d.,]*\d|[A-Za-z%])",
    rf"\b{_MONTH}{_GAP}{_YEAR}\b",
    rf"(?<![\d.]){_YEAR}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?![\d-])",
    r"(?<![\d.])\d{1,2}/\d{1,2}/\d{4}(?!\d)",
    rf"(?<![0-9.,]){_YEAR}年(?!历史|之久|以上)(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}[日号])?)?",
    r"(?<![0-9.,])[0-9]{1,2}月(?:[0-9]{1,2}[日号])?(?!份?[0-9]*个)",
    r"(?<![0-9.,])[0-9]{2}年代",
    r"[〇零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?)?",
    r"(?<![\d:.])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:])",
    rf"(?<![\d.,])(?:FY)?{_YEAR}(?:[–/-](?:{_YEAR}|\d\d))?(?:s\b)?(?![\d]|[.,]\d)",
)
# What follows a number that counts something, whatever stands before it.
_COUNTED = expression(
    rf"{_GAP}?(?:%|percent|per cent|percentage|thousand|million|billion|trillion|bn\b|yuan|RMB|dollars|euros|pounds"
    r"|people|residents|workers|employees|staff|students|graduates|researchers|engineers|patents|vehicles|cars|units|companies|firms"
    r"|enterprises|suppliers|projects|jobs|hours|days|metres|meters|kilomet|km\b|tonnes|tons|homes|households|times\b"
    r"|megawatt|MW\b|GW|kWh|hectares|square|[万亿元人家户辆台名件倍吨米]|千[万亿元人米]|百[万亿]|公里|小时|个[^月])"
)
_YEAR_LEADS = expression(
    r"(?:^|[^\w\s]|['’]s|\b(?:in|of|since|by|from|to|until|till|through|during|before|after|and|or|between|for|around|about|early|late"
    r"|mid|circa|the|this|that|its|their|our|his|her|a|an|than|with|against|on|at|into|over|under|versus|vs|January|February"
    r"|March|April|May|June|July|August|September|October|November|December|year|edition|summer|winter|spring|autumn))\s*$",
    re.IGNORECASE,
)
_PLURAL = expression(rf"{_GAP}[a-z]{{2,}}s\b")
_MONEY = re.compile(r"[$€£¥￥]\s?$")
# With what these begin is asked first: at most characters nothing begins, and no alternative needs to be tried.
_ADDRESS = expression("|".join(_ADDRESSES), re.IGNORECASE)
_PERHAPS_ADDRESS = expression(r"[@/]|\.[A-Za-z]|[Ww]\.")
_NAME = expression(rf"(?=[\dA-Z第图表十二三千万百亿])(?:{'|'.join(_NAMES)})")
_NUMBERED = expression(rf"\b(?:{'|'.join(_LABELS)})|{_LISTED}", re.MULTILINE)
_DATE = expression(rf"(?=[\dA-Z〇零一二三四五六七八九])(?:{'|'.join(_DATES)})")
_ENUMERATOR = re.compile(r"\((\d{1,2})\)")
_FRACTIONS = "½¼¾⅓⅔⅛⅜⅝⅞"
# Most texts have neither digits nor Chinese numerals, and need no closer look.
CHINESE_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億]")
PERHAPS = re.compile(rf"[\d{_FRACTIONS}]|{CHINESE_NUMERAL.pattern}")
DIGITS = expression(rf"\d+(?:[,.]\d+)*|[{_FRACTIONS}]", re.ASCII)
_CURRENCY = expression(
    r"(?<![A-Za-z])(?:RMB|CNY|CN|USD|US|EUR|GBP|JPY|HKD|TWD|SGD|AUD|NZD|CAD|CHF|INR|Rs|KRW|THB|MYR|IDR|VND|PHP|RUB|BRL|MXN|ZAR|SEK|NOK"
    r"|DKK|PLN|TRY|AED|SAR|ILS)$"
)
_LABEL_BEFORE = expression(r"(?:[A-Za-z]|[A-Za-z]*[A-Z][A-Za-z]*-)$")
_PLAIN_PREFIX = expression(r"\b(?:pre|post|mid|sub|non|early|late|over|under|around)-$", re.IGNORECASE)


@functools.cache
def _chinese() -> re.Pattern[str]:
    """Numerals in Chinese characters, compiled for the first text that may have any."""
    return re.compile(
        r"[〇零一二三四五六七八九]{4}(?=年)|[一二三四五六七八九十百千万两]+分之[〇零一二三四五六七八九十百点两]+"
        r"|[壹贰叁肆伍陆柒捌玖拾佰仟萬億]{2,}|十(?=[家个名人辆台户项件条所座次倍年天元米吨])|[百千]万(?=[元人辆家台户吨])"
        r"|[一二三四五六七八九十两][〇零一二三四五六七八九十百千万亿两]*[十百千万亿][〇零一二三四五六七八九十百千万亿两]*"
        r"|十[一二三四五六七八九万亿]+"
        r"|[数几上][十百千万亿]+|[十百千万]亿"
        r"|[一二三四五六七八九两](?=倍|番|成(?:[^为立果就功长员本熟了]|$)|个百分点)"
    )


def numerals(text: str, names: Collection[str] = ()) -> tuple[Numeral, ...]:
    """The numerals of ``text`` in order; ``names`` are further names whose digits count nothing."""
    if not PERHAPS.search(text):
        return ()
    flat = text.translate(_FULL_WIDTH)
    address = _ADDRESS if _PERHAPS_ADDRESS.search(flat) else None
    own = _spans(flat, _own(tuple(names)), address, _NAME)
    named = [*_spans(flat, _NUMBERED), *_enumerators(flat)]
    dated = _spans(flat, _DATE)
    found = [(match.start(), match.end(), _kind(flat, match, own, named, dated)) for match in DIGITS.finditer(flat)]
    for match in _chinese().finditer(flat) if CHINESE_NUMERAL.search(flat) else ():
        if any(start < match.end() and match.start() < end for start, end, _ in found):
            continue
        kind = _within(match, [*own, *named], Kind.NAME) or _within(match, dated, Kind.YEAR) or Kind.NUMBER
        found.append((match.start(), match.end(), kind))
    return tuple(Numeral(start, end - start, text[start:end], kind) for start, end, kind in sorted(found, key=_start))


def _enumerators(text: str) -> list[tuple[int, int]]:
    """The places of "(1) ..., (2) ..." in a sentence; a single number in brackets is none."""
    found = list(_ENUMERATOR.finditer(text))
    counts = [int(match[1]) for match in found] == list(range(1, len(found) + 1))
    return [match.span() for match in found] if len(found) > 1 and counts else []


def _start(found: tuple[int, int, Kind]) -> int:
    return found[0]


@functools.lru_cache(maxsize=8)
def _own(names: tuple[str, ...]) -> re.Pattern[str] | None:
    with_digits = [re.escape(name.translate(_FULL_WIDTH)) for name in names if name]
    return re.compile("|".join(rf"(?<![A-Za-z0-9]){name}(?![A-Za-z0-9])" for name in with_digits)) if names else None


def _spans(text: str, *patterns: re.Pattern[str] | None) -> list[tuple[int, int]]:
    return [match.span() for pattern in patterns if pattern for match in pattern.finditer(text)]


def _within(match: re.Match[str], spans: list[tuple[int, int]], kind: Kind) -> Kind | None:
    return kind if any(start <= match.start() and match.end() <= end for start, end in spans) else None


def _kind(
    text: str,
    match: re.Match[str],
    own: list[tuple[int, int]],
    named: list[tuple[int, int]],
    dated: list[tuple[int, int]],
) -> Kind:
    """What the digits of ``match`` are; what counts something is a number, wherever it stands."""
    if _within(match, own, Kind.NAME):
        return Kind.NAME
    before = text[max(0, match.start() - 24) : match.start()]
    if _MONEY.search(before) or _COUNTED.match(text, match.end()):
        return Kind.NUMBER
    kind = _within(match, named, Kind.NAME) or _within(match, dated, Kind.YEAR)
    if kind is Kind.YEAR and _is_bare_count(text, match, before):
        return Kind.NUMBER
    if kind is not None:
        return kind
    if _LABEL_BEFORE.search(before) and not _CURRENCY.search(before) and not _PLAIN_PREFIX.search(before):
        return Kind.NAME
    return Kind.NUMBER


def _is_bare_count(text: str, match: re.Match[str], before: str) -> bool:
    """Whether four digits count what follows: "hired 2000 engineers", but not "in 2000 engineers left"."""
    return len(match[0]) == 4 and _PLURAL.match(text, match.end()) is not None and not _YEAR_LEADS.search(before)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of ``text`` as (start, end), covering it."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text, max(0, match.start() - 12), match.start() + 1):
            yield start, match.end()
            start = match.end()
    yield start, len(text)


_SENTENCE_END = expression(r"[.!?]+[”\"’)*_]*\s+(?=[^a-z\s])|[。！？；][”」』）*]*|\n{2,}")
_ABBREVIATED = expression(
    r"\b(?:[A-Za-z]|paras?|vol|no|No|fig|Fig|tab|sec|ca|vs|cf|etc|approx|St|Dr|Mr|Mrs|Ms|Prof|Inc|Ltd|Co)\.$"
)
