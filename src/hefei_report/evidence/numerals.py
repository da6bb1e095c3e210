"""Finds every numeral in a text, in Arabic digits and in Chinese, and tells numbers from years and from names.

"257.2 billion" and "三百亿" are numbers, "May 2024" and "1990s" are dates, and the digits of "G60", "Fortune 500",
"section 3", a standard or an address belong to a name: they count nothing. Whatever is in doubt is a number.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from hefei_report.evidence.months import MONTH


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


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")
_MONTH = rf"(?:{MONTH})\.?"
_YEAR = r"(?:1[89]|20)\d\d"
_GAP = r"[\s\u00a0\u202f]"

_ADDRESSES = (
    r"(?:https?://|www\.)[^\s，。；）]+",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"\b(?:doi:\s*)?10\.\d{4,9}/[^\s，。；]+",
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|cn|eu|de|io|info)\b(?:/\S*)?",
)
# Words that make the number behind them a label.
_HEADS = (
    r"(?:[Ff]igures?|[Ff]ig\.|[Tt]ables?|[Ss]ections?|[Ss]ec\.|[Cc]hapters?|[Pp]arts?|[Bb]ox(?:es)?|[Aa]nnex|[Aa]ppendix|[Nn]otes?"
    r"|[Ss]teps?|[Pp]ages?|pp?\.|[Pp]aragraphs?|[Pp]aras?\.?|[Ll]ines?|[Rr]ows?|[Cc]olumns?|[Vv]ol(?:ume|\.)|[Ii]ssue|[Aa]rticles?"
    r"|[Ss]lides?|[Ss]cenario|[Oo]ption|[Vv]ersion|[Ll]evel|[Tt]ype|[Cc]lass|[Tt]ier|[Pp]hase|[Aa]ct|[Cc]lause|[Qq]uestion|[Ii]tem)"
)
# Names that go on counting their models.
_SERIES = (
    r"(?:Model|Formula|Windows|Web|Industry|Boeing|Airbus|Falcon|Apollo|Starship|Wi-Fi|Bluetooth|Route|Highway|Terminal|Gate"
    r"|Building|Room|Long March|Shenzhou|Chang[’']e|Tiangong|Micius|Wukong|Origin|Zuchongzhi|Jiuzhang)"
)
_NAMES = (
    rf"\b{_HEADS}{_GAP}\d+(?:\.\d+)*(?:(?:,{_GAP}|–|-|{_GAP}(?:and|or|to){_GAP})\d+(?:\.\d+)*)*",
    r"\bFortune(?: Global)? \d+",
    rf"\b{_SERIES}{_GAP}\d+(?:\.\d+)?",
    rf"\b(?:Made in China|Vision|Agenda|Horizon|Expo){_GAP}{_YEAR}",
    r"\b(?:ISO|IEC|IEEE|DIN|EN|ASTM|RFC|SAE|UN|CAS|GB|GB/T|CSL|PDF/UA|PDF/A)[ -]\d[\d.:/-]*",
    r"\b\d+(?:st|nd|rd|th) (?:[Cc]entury|Five-Year Plan|(?:CPC |CCP )?(?:National|Party|Central Committee|Congress)\b)",
    r"\b24/7\b",
    r"第(?:[0-9]+|[一二三四五六七八九十百零〇]+)(?:页|段|章|节|条|款|项|届|期|版|卷|集|部分|季度|个?五年)",
    r"[图表][0-9]+(?:[.-][0-9]+)*",
    r"(?:十二|十三|十四|十五)五(?=[”’」规计时期\s]|$)",
    r"(?:十八|十九|二十)(?:大|届)",
    r"二十四节气|三十六计|千万[别不要]|万一|万千|万物|百姓|十分|千里|百度|万达|万科|亿航",
    r"(?:^|(?<=\s))\(?\d{1,2}[.)](?=\s)(?<!\d\d\d[.)])",
    r"\(\d{1,2}\)",
)
_DATES = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?{_MONTH}(?:,?{_GAP}{_YEAR})?(?![A-Za-z])",
    rf"\b{_MONTH}{_GAP}\d{{1,2}}(?:st|nd|rd|th)?(?:,{_GAP}?{_YEAR})?(?![\d.,]*\d|[A-Za-z%])",
    rf"\b{_MONTH}{_GAP}{_YEAR}\b",
    rf"(?<![\d.]){_YEAR}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?![\d-])",
    r"(?<![\d.])\d{1,2}/\d{1,2}/\d{4}(?!\d)",
    r"[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?",
    r"(?<![0-9.,])[0-9]{1,2}月(?:[0-9]{1,2}[日号])?(?!份?[0-9]*个)",
    r"(?<![0-9.,])[0-9]{2}年代",
    r"[〇零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?)?",
    r"(?<![\d:.])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:])",
    rf"(?<![\d.,])(?:FY)?{_YEAR}(?:[–/-](?:{_YEAR}|\d\d))?(?:s\b)?(?![\d]|[.,]\d|{_GAP}?(?:%|km|people|UNIT))",
)
_COUNTED = (
    "percent|per cent|percentage|thousand|million|billion|trillion|yuan|dollars|euros|pounds|people|residents|workers"
    "|employees|staff|students|graduates|researchers|patents|vehicles|cars|units|companies|firms|enterprises|suppliers"
    "|projects|jobs|hours|days|metres|meters|kilomet|tonnes|tons|homes|households|times|megawatt|hectares|square"
)
_ADDRESS = re.compile("|".join(_ADDRESSES), re.IGNORECASE)
_NAME = re.compile("|".join(_NAMES))
_DATE = re.compile("|".join(_DATES).replace("UNIT", _COUNTED))
_CHINESE = re.compile(
    r"[〇零一二三四五六七八九]{4}(?=年)|百分之[〇零一二三四五六七八九十百点两]+"
    r"|[一二三四五六七八九十两][〇零一二三四五六七八九十百千万亿两]*[十百千万亿][〇零一二三四五六七八九十百千万亿两]*"
    r"|十[一二三四五六七八九万亿]+"
    r"|[数几上][十百千万亿]+|[十百千万]亿"
    r"|[一二三四五六七八九两](?=倍|成[^为立果就功长员本熟了]|个百分点)"
)
_FRACTIONS = "½¼¾⅓⅔⅛⅜⅝⅞"
# Most texts have neither digits nor Chinese numerals, and need no closer look.
CHINESE_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千万亿两]")
PERHAPS = re.compile(rf"[\d{_FRACTIONS}]|{CHINESE_NUMERAL.pattern}")
DIGITS = re.compile(rf"\d+(?:[,.]\d+)*|[{_FRACTIONS}]", re.ASCII)
_CURRENCY = re.compile(r"(?:RMB|CNY|USD|US|EUR|GBP|JPY|HKD|CN|Rs)$")
_LABEL_BEFORE = re.compile(r"(?:[A-Za-z]|[A-Za-z]*[A-Z][A-Za-z]*-)$")
_PLAIN_PREFIX = re.compile(r"\b(?:pre|post|mid|sub|non|early|late|over|under|around)-$", re.IGNORECASE)
_LABEL_AFTER = re.compile(r"[GDP](?![A-Za-z])|[A-Z][a-z]+")


def numerals(text: str, names: Collection[str] = ()) -> tuple[Numeral, ...]:
    """The numerals of ``text`` in order; ``names`` are further names whose digits count nothing."""
    if not PERHAPS.search(text):
        return ()
    flat = text.translate(_FULL_WIDTH)
    named = _spans(flat, _own(tuple(names)), _ADDRESS, _NAME)
    dated = _spans(flat, _DATE)
    found = [(match.start(), match.end(), _kind(flat, match, named, dated)) for match in DIGITS.finditer(flat)]
    for match in _CHINESE.finditer(flat):
        if any(start < match.end() and match.start() < end for start, end, _ in found):
            continue
        kind = _within(match, named, Kind.NAME) or _within(match, dated, Kind.YEAR) or Kind.NUMBER
        found.append((match.start(), match.end(), kind))
    return tuple(Numeral(start, end - start, text[start:end], kind) for start, end, kind in sorted(found, key=_start))


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


def _kind(text: str, match: re.Match[str], named: list[tuple[int, int]], dated: list[tuple[int, int]]) -> Kind:
    kind = _within(match, named, Kind.NAME) or _within(match, dated, Kind.YEAR)
    if kind is not None:
        return kind
    before = text[max(0, match.start() - 24) : match.start()]
    if _LABEL_BEFORE.search(before) and not _CURRENCY.search(before) and not _PLAIN_PREFIX.search(before):
        return Kind.NAME
    return Kind.NAME if _LABEL_AFTER.match(text, match.end()) else Kind.NUMBER


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of ``text`` as (start, end), covering it."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text, max(0, match.start() - 12), match.start() + 1):
            yield start, match.end()
            start = match.end()
    yield start, len(text)


_SENTENCE_END = re.compile(r"[.!?]+[”\"’)*_]*\s+(?=[^a-z\s])|[。！？；][”」』）*]*|\n{2,}")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Za-z]|paras?|vol|no|No|fig|Fig|tab|sec|ca|vs|cf|etc|approx|St|Dr|Mr|Mrs|Ms|Prof|Inc|Ltd|Co)\.$"
)
