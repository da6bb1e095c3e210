"""Tells one end of a range ("between 10 and 15 percent", 10至15%) from a figure that a text states on its own.

Where something went from one figure to another ("rose from 200 to 257 billion"), both are figures of their own.
"""

from __future__ import annotations

import re

_CHANGES = (
    r"r(?:ise[ns]?|ose|ising)|gr[eo]w(?:n|s|ing|th)?|f[ae]ll(?:en|s|ing)?|increas(?:ed?|es|ing)|decreas(?:ed?|es|ing)|"
    r"declin(?:ed?|es|ing)|dropp?(?:ed|s|ing)?|reduc(?:ed?|es|ing|tion)|cut(?:s|ting)?|up|down|went|go(?:es|ing|ne)?|"
    r"climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|soar(?:ed|s|ing)?|surg(?:ed?|es|ing)|rocket(?:ed|s|ing)?|leap(?:t|ed|s)?|"
    r"shr[aiu]nk(?:s|ing)?|slump(?:ed|s|ing)?|sli(?:d|des?|ding)|plung(?:ed?|es|ing)|narrow(?:ed|s|ing)?|"
    r"widen(?:ed|s|ing)?|expan(?:d|ded|ds|ding|sion)|rais(?:ed?|es|ing)|lower(?:ed|s|ing)?|improv(?:ed?|es|ing|ement)|"
    r"mov(?:ed?|es|ing)|shift(?:ed|s|ing)?|chang(?:ed?|es|ing)|doubl(?:ed?|es|ing)|tripl(?:ed?|es|ing)|"
    r"quadrupl(?:ed?|es|ing)|advanc(?:ed?|es|ing)|shorten(?:ed|s|ing)?|extend(?:ed|s|ing)?"
)
_CHANGES_ZH = "增长|增加|上升|提高|提升|扩大|攀升|跃升|下降|减少|降低|下滑|回落|缩小|缩短|压缩|降"
_CHANGE = rf"(?:(?<![A-Za-z])(?:{_CHANGES})(?![A-Za-z-])|{_CHANGES_ZH})"
_FROM = r"(?:(?<![A-Za-z])from\s|从|由|自)\s*"
# What stands right before the first figure.
_WENT = re.compile(rf"{_CHANGE}(?:[^,.;!?，。；]|\.(?=\d))" + r"{0,60}[,，]?\s*" + rf"{_FROM}$", re.IGNORECASE)
_CHANGED = re.compile(rf"{_CHANGE}了?(?:\s[a-z]+ly)?(?:\sby)?\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:(?<![A-Za-z])between\s|介于|在)\s*$", re.IGNORECASE)
# What stands between two figures: perhaps what is counted, and then a word or a sign.
_JOINT = re.compile(
    r"\s?(?P<noun>[A-Za-z]{1,20}|[\u4e00-\u9fff]{0,3}?)\s?(?:(?P<to>to\s|至|到)|(?P<sign>--?|~)|(?P<and>and\s|和|与))\s?",
    re.IGNORECASE,
)
_REACH = 120


def are_ends(
    text: str, first: tuple[int, int], second: tuple[int, int], *, first_told: bool, second_told: bool
) -> bool:
    """Whether the expressions ``first`` and ``second``, from start to end, are the two ends of one range.

    ``..._told`` is whether an expression has a scale or a unit: "rose 3 billion to 15 billion" has two figures,
    "rose 10 to 15 percent" has none.
    """
    joint = _JOINT.fullmatch(text, first[1], second[0]) if second[0] - first[1] < 30 else None
    if joint is None or (first_told and not second_told and not joint["sign"]):
        return False
    noun = joint["noun"].lower()
    if noun and not text[second[1] : second[1] + 30].lstrip().lower().startswith(noun):
        return False
    reach, start = max(0, first[0] - _REACH), first[0]
    if joint["and"]:
        return bool(_BETWEEN.search(text, reach, start))
    if joint["sign"]:
        return True
    return not (_WENT.search(text, reach, start) or (first_told and _CHANGED.search(text, reach, start)))
