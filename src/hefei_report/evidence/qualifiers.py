"""How exact a figure is said to be, and the words for it, which we print and which we read in sources."""

from __future__ import annotations

from enum import Enum


class Qualifier(Enum):
    """How exact a source says its figure is."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at least"
    UP_TO = "up to"
    LESS_THAN = "less than"


# How each language says it: the first word of a row is the one that we print, all of them are read in sources.
QUALIFIER_WORDS: dict[str, dict[Qualifier, tuple[str, ...]]] = {
    "en": {
        Qualifier.OVER: (
            *(
                "over",
                "more than",
                "greater than",
                "higher than",
                "above",
                "beyond",
                "exceeding",
                "exceeded",
                "exceeds",
            ),
            *("exceed", "surpassing", "surpassed", "surpasses", "surpass", "topping", "topped", "tops", "upwards of"),
        ),
        Qualifier.NEARLY: ("nearly", "almost", "close to", "approaching", "just under", "not quite"),
        Qualifier.ABOUT: ("about", "around", "approximately", "roughly", "some", "circa", "an estimated"),
        Qualifier.AT_LEAST: (
            *("at least", "no less than", "not less than", "no fewer than", "a minimum of"),
            *("crossing the milestone of", "crossed the milestone of", "passing the milestone of"),
        ),
        Qualifier.UP_TO: (
            "up to",
            "at most",
            "no more than",
            "not more than",
            "as much as",
            "as many as",
            "a maximum of",
        ),
        Qualifier.LESS_THAN: ("less than", "fewer than", "lower than", "under", "below"),
    },
    "zh": {
        Qualifier.OVER: ("超过", "突破", "超出", "高于", "大于", "多于", "逾", "超", "破"),
        Qualifier.NEARLY: ("近", "接近", "将近", "逼近"),
        Qualifier.ABOUT: ("约", "大约", "约为", "大概", "左右"),
        Qualifier.AT_LEAST: ("至少", "不低于", "不少于", "不小于"),
        Qualifier.UP_TO: ("最多", "不超过", "不高于", "不多于", "至多"),
        Qualifier.LESS_THAN: ("不到", "不足", "低于", "少于", "未满", "小于"),
    },
}
