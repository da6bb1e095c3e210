"""An author at work: takes an outline through edits such as people make between two builds, clumsy ones among them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

_WORD = re.compile(r"(?<![\w@{#/.:-])[a-z]{4,}(?![\w}:/.-])")
_NUMBER = re.compile(r"(?<=value: )['\"]?\d+(?:\.\d+)?['\"]?")
_BLOCK = re.compile(r"^( +)- ")
_WORDS = ("harbour", "ledgers", "quickly", "seldom", "orchard", "measured", "a remarkably long expression", "湖")

Edit = Callable[[list[str], random.Random], None]


def editions(text: str, seed: int, count: int) -> Iterator[str]:
    """``count`` states of the file after ``text``, each an edit away from the last or a return to an earlier one."""
    chance = random.Random(seed)
    past = [text]
    for _ in range(count):
        if len(past) > 2 and chance.random() < 0.2:
            past.append(chance.choice(past[:-1]))
        else:
            lines = past[-1].splitlines(keepends=True)
            chance.choice(EDITS)(lines, chance)
            past.append("".join(lines))
        yield past[-1]


def change_a_word(lines: list[str], chance: random.Random) -> None:
    """In prose, which has long lines."""
    _replace(lines, _WORD, chance.choice(_WORDS), chance, lambda line: len(line) > 60)


def change_a_number(lines: list[str], chance: random.Random) -> None:
    _replace(lines, _NUMBER, str(chance.randint(1, 999)), chance)


def add_zeros_to_a_number(lines: list[str], chance: random.Random) -> None:
    """The same value with other digits, which are printed."""
    _replace(lines, re.compile(r"(?<=value: )\d+(?=[,}\n])"), f"{chance.randint(1, 99)}.0", chance)


def move_what_follows(lines: list[str], chance: random.Random) -> None:
    """A remark on a line of its own: nothing is printed otherwise."""
    lines.insert(chance.randrange(len(lines) // 2 + 1), "# to be looked at again\n")


def repeat_a_paragraph(lines: list[str], chance: random.Random) -> None:
    places = [place for place, line in enumerate(lines) if len(line) > 60 and ":" not in line and "- " not in line]
    if places:
        place = chance.choice(places)
        lines[place:place] = [lines[place], "\n"]


def take_out_a_block(lines: list[str], chance: random.Random) -> None:
    if blocks := list(_blocks(lines)):
        start, end = chance.choice(blocks)
        del lines[start:end]


def swap_two_blocks(lines: list[str], chance: random.Random) -> None:
    found = list(_blocks(lines))
    pairs = [(one, other) for one in found for other in found if one[1] == other[0]]
    if pairs:
        (start, middle), (_, end) = chance.choice(pairs)
        lines[start:end] = lines[middle:end] + lines[start:middle]


def change_the_look(lines: list[str], chance: random.Random) -> None:
    kept = [line for line in lines if not line.startswith("theme:")]
    lines[:] = [f"theme: {chance.choice(('hefei', 'neutral'))}\n", *kept]


def retitle(lines: list[str], chance: random.Random) -> None:
    """Titles stand in the contents, in running heads and on dividers, too."""
    _replace(lines, re.compile(r"(?<=title: )[^\n\"'{|>&]+"), f"Of the {chance.choice(_WORDS)}", chance)


def break_it(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(1, len(lines)), chance.choice(("\t{\n", "  wrong: [\n", "- \n", "nonsense: true\n")))


EDITS: tuple[Edit, ...] = (
    *(change_a_word, change_a_word, change_a_number, change_a_number, add_zeros_to_a_number, move_what_follows),
    *(repeat_a_paragraph, take_out_a_block, swap_two_blocks, change_the_look, retitle, break_it),
)


def _replace(
    lines: list[str], what: re.Pattern[str], by: str, chance: random.Random, where: Callable[[str], bool] = bool
) -> None:
    """One occurrence, anywhere."""
    found = [(place, match) for place, line in enumerate(lines) if where(line) for match in what.finditer(line)]
    if found:
        place, match = chance.choice(found)
        lines[place] = lines[place][: match.start()] + by + lines[place][match.end() :]


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First and last line, exclusive, of each item of a list, with what is indented below it."""
    for start, line in enumerate(lines):
        if match := _BLOCK.match(line):
            indent = len(match[1])
            end = start + 1
            while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
                end += 1
            yield start, end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
