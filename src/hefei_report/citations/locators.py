"""Where in a source: "p. 3", "chs. 2-4", 第3页 and the like, found in what follows a key and said in any language.

The labels are CSL's locator types. pandoc reads the words of the style's language only, so we read them ourselves,
in both of ours, and hand it that language's own word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from hefei_report.outline.languages import in_chinese
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Locator:
    """``label`` is CSL's ("page", "paragraph"), or '' where the author's own word stays in ``value``."""

    label: str
    value: str


_FORMS = {  # label: how authors write it
    "page": "p p. pp pp. pg. pgs. page pages 页 頁",
    "chapter": "ch. chs. chap. chaps. chapter chapters 章",
    "section": "sec. secs. sect. section sections § §§ 节 節",
    "paragraph": "para. paras. par. paragraph paragraphs ¶ ¶¶ 段 段落",
    "figure": "fig. figs. figure figures 图 圖",
    "table": "tbl. tbls. tab. table tables 表",
    "volume": "vol. vols. volume volumes 卷",
    "issue": "no. nos. issue issues 期",
    "line": "l. ll. line lines 行",
    "note": "n. nn. note notes 注",
    "column": "col. cols. column columns 栏",
    "part": "pt. pts. part parts 部分",
    "appendix": "app. appendix appendices 附录",
    "book": "bk. bks. book books 册",
    "verse": "v. vv. verse verses",
}
_LABELS = {form: label for label, forms in _FORMS.items() for form in forms.split()}
_WORDS = {
    "en": {
        "page": ("p.", "pp."),
        "chapter": ("chap.", "chaps."),
        "section": ("sec.", "secs."),
        "paragraph": ("para.", "paras."),
        "figure": ("fig.", "figs."),
        "table": ("tbl.", "tbls."),
        "volume": ("vol.", "vols."),
        "issue": ("no.", "nos."),
        "line": ("l.", "ll."),
        "note": ("n.", "nn."),
        "column": ("col.", "cols."),
        "part": ("pt.", "pts."),
        "appendix": ("app.", "apps."),
        "book": ("bk.", "bks."),
        "verse": ("v.", "vv."),
    },
    "zh": {
        "page": ("第{}页", "页"),
        "chapter": ("第{}章", "章"),
        "section": ("第{}节", "节"),
        "paragraph": ("第{}段", "段落"),
        "figure": ("图{}", "图"),
        "table": ("表{}", "表"),
        "volume": ("第{}卷", "卷"),
        "issue": ("第{}期", "期"),
        "line": ("第{}行", "行"),
        "note": ("注{}", "注"),
        "column": ("第{}栏", "栏"),
        "part": ("第{}部分", "部分"),
        "appendix": ("附录{}", "附录"),
        "book": ("第{}册", "册"),
        "verse": ("第{}篇", "篇"),
    },
}
_NUMBER = r"(?:[A-Za-z]{0,2}\d+(?:[.:]\d+)*[A-Za-z]?|[ivxlcdm]+(?![A-Za-z]))"
_VALUE = rf"{_NUMBER}(?:\s*(?:--?|[–—~～]|[,，、&]|and(?=\s)|和|至)\s*{_NUMBER})*"
_LABEL = "|".join(sorted((re.escape(form) for form in _LABELS), key=len, reverse=True))
_COMMA = re.compile(r"\s*[,，]?\s*")
_BRACED = re.compile(r"\{(?P<inside>[^{}]*)\}")


# How label and number follow one another.
_CHINESE_ORDER = rf"第\s*(?P<value>{_VALUE})\s*(?P<label>{_LABEL})"
_ORDER = rf"(?P<label>{_LABEL})\s*(?P<value>{_VALUE})"
_NUMBER_ALONE = rf"(?=[A-Za-z]{{0,2}}\d)(?P<value>{_VALUE})(?![\w%])"


def _orders(text: str, at: int = 0) -> Iterator[re.Pattern[str]]:
    """Those in which a locator may stand at ``at``, each compiled for the first citation that needs it."""
    if text.startswith("第", at):
        yield _compiled(_CHINESE_ORDER, re.IGNORECASE)
    yield _compiled(_ORDER, re.IGNORECASE)
    yield _compiled(_NUMBER_ALONE)


@functools.cache
def _compiled(order: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(order, flags)


def split(text: str) -> tuple[Locator | None, int]:
    """The locator at the beginning of ``text`` (what follows a key), and where it ends.

    As with pandoc, braces say what the locator is: ``{pp. iv, vi-xi}``, and ``{}`` that there is none.
    """
    start = _COMMA.match(text)
    at = start.end() if start else 0
    if at == len(text):
        return None, 0
    braced = _BRACED.match(text, at)
    if braced:
        inside = braced["inside"].strip()
        return (_whole(inside) if inside else None), braced.end()
    for order in _orders(text, at):
        found = order.match(text, at)
        if found:
            return _locator(found), found.end()
    return None, 0


def _whole(text: str) -> Locator:
    for order in _orders(text):
        found = order.fullmatch(text)
        if found:
            return _locator(found)
    return _labelled(text)


def _labelled(text: str) -> Locator:
    """A locator in braces: anything after a word that we know, or after one of the author's own, as in "slide 4"."""
    found = re.match(rf"(?P<label>{_LABEL})\s+(?=\S)", text, re.IGNORECASE)
    if found:
        return Locator(_LABELS[found["label"].lower()], text[found.end() :])
    return Locator("" if re.match(r"[^\W\d_]{3,}\.?\s*\d", text) else "page", text)


def _locator(found: re.Match[str]) -> Locator:
    label = _LABELS[found["label"].lower()] if "label" in found.re.groupindex else "page"
    return Locator(label, found["value"])


def phrase(locator: Locator, language: str) -> str:
    """The locator in a sentence of ``language`` ("en" or "zh"): "pp. 3-5", 第3页; its parts stay on one line."""
    if not locator.label:
        return locator.value.replace(" ", "\u00a0")
    several = re.search(r"[^\w.:]", locator.value) is not None
    if in_chinese(language):
        return _WORDS["zh"][locator.label][0].format(locator.value)
    words = _WORDS["en"][locator.label]
    return f"{words[several]}\u00a0{locator.value}".replace(" ", "\u00a0")


def term(locator: Locator, language: str) -> str:
    """The locator behind a key, as pandoc reads it where a style is in ``language``, a BCP 47 tag."""
    if not locator.label:
        return f"{{}}, {locator.value}"  # braces without a locator: what follows is words
    family = language.split("-")[0].lower()
    if family in _WORDS:
        word = _WORDS[family][locator.label][1 if family == "zh" else 0]
        return f", {{{word} {locator.value}}}"
    if locator.label == "page":
        return f", {{{locator.value}}}"  # a bare number is a page in every language
    return f"{{}}, {_WORDS['en'][locator.label][0]} {locator.value}"
