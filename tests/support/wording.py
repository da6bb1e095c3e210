"""Text in any amount for documents that only tests read: words, sentences and paragraphs by a fixed seed.

No word has a numeral in it, so no evidence is asked for.
"""

from __future__ import annotations

import random

_WORDS = (
    "river harbour ledger counter margin column figure evidence bulletin province workshop engine battery panel "
    "furnace lecture archive printer reader binding compass lantern orchard station railway bridge market "
    "merchant customs cargo barley cotton timber copper silver granite canal dock crane vessel captain sailor "
    "letter courier council governor charter statute treaty border valley mountain plateau desert forest meadow "
    "garden fountain tower library museum academy laboratory observatory telescope microscope pendulum magnet "
    "current voltage circuit signal antenna receiver measure weight balance average estimate forecast revision "
    "correction footnote appendix glossary preface chapter quiet narrow steady early late common rare plain "
    "double modest careful ordinary difficult official fluffy afflicted grows falls turns stands carries measures "
    "follows returns explains compares depends remains describes connects slowly rarely often almost hardly "
    "together elsewhere afterwards internationally characteristically responsibility industrialisation "
    "telecommunication reconstruction misunderstanding counterproductive well-known long-term so-called"
).split()
_SMALL = "the a of and to in for with by from as at on or but nor than that which when where while under over".split()
_CHINESE = (
    "合肥海关统计今年外贸进出口总值 同比增长较快 其中出口占多数 城市的产业政策 以龙头企业为中心 逐步形成产业链 "
    "大学与研究机构 提供人才与技术 国有资本参与投资 承担较大风险 新能源汽车产量上升 半导体与显示面板 “新三样”表现突出 "
    "常住人口继续增加 周边城市人口减少 政府报告没有说明 投资总回报尚未公布 数据来源各不相同 需要谨慎比较"
).split()


class Wording:
    """A source of text; the same ``seed`` gives the same words."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def words(self, count: int) -> str:
        """So many words in small letters."""
        chosen = (self._chance.choice(_SMALL if at % 3 == 1 else _WORDS) for at in range(count))
        return " ".join(chosen)

    def phrase(self, count: int) -> str:
        """So many words that begin with a capital."""
        words = self.words(count)
        return words[:1].upper() + words[1:]

    def sentence(self, count: int = 16) -> str:
        """So many words with a comma within and a full stop."""
        first = self._chance.randint(2, max(2, count - 3))
        return f"{self.phrase(first)}, {self.words(max(1, count - first))}."

    def paragraph(self, sentences: int = 5) -> str:
        """Sentences of different lengths."""
        return " ".join(self.sentence(self._chance.randint(7, 24)) for _ in range(sentences))

    def chinese(self, sentences: int = 3) -> str:
        """Chinese sentences with their own punctuation and no space."""
        return "".join(self.clauses(self._chance.randint(2, 4)) + "。" for _ in range(sentences))

    def clauses(self, count: int = 2) -> str:
        """Chinese clauses with commas between them."""
        return "，".join(self._chance.choice(_CHINESE) for _ in range(count))

    def passage(self, paragraphs: int, sentences: int = 5) -> str:
        """Paragraphs with empty lines between them, in Markdown."""
        return "\n\n".join(self.paragraph(sentences) for _ in range(paragraphs))

    def chinese_passage(self, paragraphs: int, sentences: int = 4) -> str:
        """Chinese paragraphs with empty lines between them, in Markdown."""
        return "\n\n".join(self.chinese(sentences) for _ in range(paragraphs))

    def choice(self, *parts: str) -> str:
        """One of ``parts``."""
        return self._chance.choice(parts)


def name(number: int) -> str:
    """0 is "a", 25 "z", 26 "ba": a name without a digit in it."""
    tens, ones = divmod(number, 26)
    return (name(tens) if tens else "") + chr(ord("a") + ones)
