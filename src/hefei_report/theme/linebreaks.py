"""Where a line may end in Chinese text: the one set of rules for pages, charts and slides.

After GB/T 15834 (punctuation) and JIS X 4051 (kinsoku shori): closing marks do not begin a line, opening
marks do not end one.
"""

from __future__ import annotations

from hefei_report.theme.fonts import is_chinese

NEVER_FIRST = frozenset(
    "!%),.:;>?]}°·’”†‡›℃‰′″…—～、。〃〆〕〗〞﹚﹜！＂％＇），．：；？］｀｜｝～》」』】〉・゛゜ヽヾゝゞ々ー"
)
NEVER_LAST = frozenset("$([<{£¥‘“‹〈《「『【〔〖〝﹙﹛＄（［｛￡￥«#＃〈")
_GLUE = frozenset("\u00a0\u202f\u2060")


def chinese_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters because one of them, at least, is Chinese."""
    if not (is_chinese(before) or is_chinese(after)) or before in _GLUE or after in _GLUE:
        return False
    return after not in NEVER_FIRST and before not in NEVER_LAST
