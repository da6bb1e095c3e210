"""Tells from the words around a figure that something fell by it, and from a fact's name that it counts a fall.

"Profit fell 7 percent" proves a change of -7, and a decline of 7; it proves no growth of 7.
"""

from __future__ import annotations

import re

_VERBS = (
    r"f[ae]ll(?:en|s|ing)?|down|dropp?(?:ed|s|ing)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|shr[aiu]nk(?:s|ing)?|"
    r"lost|los(?:es?|ing)|reduc(?:ed?|es|ing)|cut(?:s|ting)?|slump(?:ed|s|ing)?|plung(?:ed?|es|ing)|"
    r"contract(?:ed|s|ing)|sli(?:d|pped)|tumbl(?:ed?|es|ing)"
)
_NOUNS = r"(?:(?:net|operating)\s)?loss(?:es)?|deficits?|reductions?|slump|contraction"
_CHINESE = "净?亏损|逆差|赤字|减少|下降|降低|下滑|回落|下跌|缩减|萎缩"
# What stands right before a figure that something fell by.
FALLS = (
    rf"(?:{_VERBS})(?:\s[a-z]+ly)?(?: (?:by|of))?(?: a (?:further|total of))?|"
    rf"(?:{_NOUNS}) (?:of|reached|was|were|totall?ed|amounted to)|(?:{_CHINESE})(?:了|为|额为|幅度为|达)?"
)
_LONG_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{_VERBS})\s[A-Za-z0-9' -]" + r"{1,40}\sby\s*$", re.IGNORECASE)
_AFTER = re.compile(
    r"[\s-]?(?:year-on-year\s)?(?:fall|drop|decline|decrease|reduction|cut|slump|contraction|loss|deficit)(?![A-Za-z-])|"
    r"\s(?:less|lower|down)(?=\s(?:than|on|from)\s|[.,;)]|$)|的?(?:降幅|跌幅|亏损)",
    re.IGNORECASE,
)
_FEWER = re.compile(r"\sfewer(?![A-Za-z-])", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<![A-Za-z])(?:f[ae]ll(?:en|s|ing)?|declin(?:e[ds]?|ing)|loss(?:es)?|lost|los(?:es?|ing)|decreas(?:e[ds]?|ing)|"
    r"cut(?:s|ting)?|drop(?:s|ped|ping)?|reduc(?:e[ds]?|ing|tions?)|shr[aiu]nk(?:s|ing|age)?|slump(?:s|ed)?|down|"
    r"plunge[ds]?|contraction|shortfall|deficit|savings?|saved|lower|fewer)(?![A-Za-z-])"
    r"|[下回]?[降跌]|减|亏损|逆差|赤字|下滑|回落|萎缩|缩短|缺口|节约|节省",
    re.IGNORECASE,
)


def falls_around(text: str, start: int, end: int, *, told: bool) -> bool:
    """Whether words further off than :data:`FALLS` say that something fell by the expression from start to end.

    Behind a figure they do so where its scale or unit is ``told``: "7 percent decline", but three decline an offer.
    """
    before = _LONG_BEFORE.search(text, max(0, start - 70), start)
    return bool(before or (told and _AFTER.match(text, end)) or _FEWER.match(text, end))


def names_fall(words: str) -> bool:
    """Whether what has this name is an amount that something fell by: "Decline of exports", 降幅."""
    return bool(_NAMED.search(words))
