"""Where a line may end in Chinese text, and which marks fill half a square: one set of rules for all media.

After GB/T 15834 (punctuation) and JIS X 4051 (kinsoku shori): closing marks do not begin a line, opening
marks do not end one; of the squares of two marks side by side, half of one is given up.
"""

from __future__ import annotations

from hefei_report.theme.fonts import is_chinese

NEVER_FIRST = frozenset(
    "!%),.:;>?]}°·’”†‡›℃‰′″…—～、。〃〆〕〗〞﹚﹜！＂％＇），．：；？］｀｜｝～》」』】〉・゛゜ヽヾゝゞ々ー"
)
NEVER_LAST = frozenset("$([<{£¥‘“‹〈《「『【〔〖〝﹙﹛＄（［｛￡￥«#＃〈")
# Full-width marks that are drawn in the left or in the right half of their square; the other half is space.
CLOSING = frozenset("，。、；：！？．）》」』】〕〗〉］｝”’")
OPENING = frozenset("（《「『【〔〖〈［｛“‘")
# What stays with a number before it, and what with a scale before it: 2572 亿元, 2024 年, 12 家.
_COUNTED = frozenset("%％‰年月日时分秒号元万亿千百十兆多余个人名户辆家项件座台条次倍岁届位页章节期米吨度公平亩里℃")
_SCALES = frozenset("万亿")
_SCALED = frozenset("元人户辆家件台吨个美欧英平亩千瓦多")
_GLUE = frozenset("\u00a0\u202f\u2060")


def chinese_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters because one of them, at least, is Chinese."""
    if not (is_chinese(before) or is_chinese(after)) or before in _GLUE or after in _GLUE:
        return False
    if (before.isdecimal() and after in _COUNTED) or (before in _SCALES and after in _SCALED):
        return False
    return after not in NEVER_FIRST and before not in NEVER_LAST
