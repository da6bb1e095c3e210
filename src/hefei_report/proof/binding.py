"""Says of every numeral in a text what it is bound to.

A binding is a word, mostly with what it names behind a colon:

    fact:exports_2024   the printed value of a fact ("fact:a+b": of one of them, which print alike)
    register:exports_2024   period, place or locator in the fact's row of the register
    cite:urdupoint-2025     a citation mark
    see:fig-exports         a cross-reference
    reference:urdupoint-2025   part of an entry in the list of references
    waived:urdupoint-2025   a number as the cited sources write it
    quoted:urdupoint-2025   a number within somebody's words, which are cited
    chart:fig-exports       a label of a chart that is no fact: a category, an event, a value from a data file
    axis, page, numbering, date, count   the product's own
    year, name              a date, or part of a name, in the author's words
    unproven                none of these: a number that nothing proves
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from hefei_report.document.model import CrossLink, Document, Inline, ReferenceLink, Run, plain
from hefei_report.document.notes import without_marks
from hefei_report.evidence.numbers import NUMBER_WORDS
from hefei_report.evidence.numerals import CHINESE_NUMERAL, DIGITS, PERHAPS, Kind, numerals
from hefei_report.evidence.proof import hide, is_quoted
from hefei_report.proof.inventory import Mark, Unit

UNPROVEN = "unproven"
AXIS, PAGE, NUMBERING, DATE, COUNT = "axis", "page", "numbering", "date", "count"
_WORDS = {Kind.NUMBER: UNPROVEN, Kind.YEAR: "year", Kind.NAME: "name"}

_FACT = "fact:"

# A piece of text with its binding, '' for the author's own words.
Part = tuple[str, str]


def to_facts(*ids: str) -> str:
    """The binding to a fact, or to one of several that print alike."""
    return _FACT + "+".join(dict.fromkeys(ids))


def facts_bound(binding: str) -> tuple[str, ...]:
    """The ids of the facts that ``binding`` names as printed; () when it is of another kind."""
    return tuple(binding.removeprefix(_FACT).split("+")) if binding.startswith(_FACT) else ()


def binding_of(run: Run) -> str:
    """What the numerals in ``run`` are bound to, or '' when only its words can say."""
    if run.fact:
        return to_facts(run.fact)
    if run.role:
        return run.role
    match run.target:
        case ReferenceLink():
            return f"cite:{run.target.key}"
        case CrossLink():
            return f"see:{run.target.id}"
        case _:
            return f"waived:{run.waiver}" if run.waiver else ""


def set_again(inline: Inline) -> Inline:
    """``inline`` for a running head or the like: without styles, links and notes, its digits bound as they were."""
    return tuple(Run(" " if run.text == "\n" else run.text, role=binding_of(run)) for run in without_marks(inline))


def line_of(document: Document, text: str) -> Inline:
    """The publisher, an author or the deck's footer as runs that say what their digits are."""
    letters = "".join(text.split())
    known = (line for line in document.lines if "".join(plain(line).split()) == letters)
    return set_again(next(known, (Run(text),) if text else ()))


def joined(lines: Iterable[Inline], between: str) -> Inline:
    """``lines`` one after the other, without the empty ones."""
    runs: list[Run] = []
    for line in filter(None, lines):
        runs += [Run(between), *line] if runs else line
    return tuple(runs)


def parts_of(runs: Iterable[Run]) -> tuple[Part, ...]:
    """``runs`` as parts."""
    return tuple((run.text, binding_of(run)) for run in runs)


def unit_of(parts: Sequence[Part], at: str, names: tuple[str, ...] = ()) -> Unit:
    """The unit that ``parts`` make, one after the other; ``names`` are proper names whose digits count nothing."""
    return Unit("".join(text for text, _ in parts), _marks(tuple(parts), names), at)


def inline_unit(inline: Inline, at: str, names: tuple[str, ...] = ()) -> Unit:
    """The unit of a text without any furniture."""
    return unit_of(parts_of(inline), at, names)


@functools.lru_cache(maxsize=20_000)
def _marks(parts: tuple[Part, ...], names: tuple[str, ...]) -> tuple[Mark, ...]:
    text = "".join(text for text, _ in parts)
    in_words = _facts_in_words(parts)
    if not PERHAPS.search(text):
        return in_words
    ends: list[tuple[int, str]] = []
    for piece, binding in parts:
        ends.append(((ends[-1][0] if ends else 0) + len(piece), binding))
    bound = not CHINESE_NUMERAL.search(text) and not any(PERHAPS.search(piece) for piece, own in parts if not own)
    marks = list(in_words)
    for layer in _layers(text, parts):
        if bound:  # no words need to be understood
            plain = ((n.start(), n.end()) for n in DIGITS.finditer(layer))
            marks += [Mark(start, end - start, _bound(start, end, Kind.NUMBER, ends)) for start, end in plain]
            continue
        for numeral in numerals(layer, names):
            binding = _bound(numeral.start, numeral.start + numeral.length, numeral.kind, ends)
            if binding == UNPROVEN and is_quoted(numeral, text):
                binding = _cited_after(numeral.start, ends)
            marks.append(Mark(numeral.start, numeral.length, binding))
    return tuple(sorted(marks, key=_start))


def _layers(text: str, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """``text`` without the product's own numbering, and that alone: the mark of note 7 behind "in 2024" is no digit of
    that year.
    """
    own: list[tuple[int, int]] = []
    rest: list[tuple[int, int]] = []
    start = 0
    for piece, binding in parts:
        (own if binding == NUMBERING else rest).append((start, start + len(piece)))
        start += len(piece)
    return (hide(text, own), hide(text, rest)) if own and rest else (text,)


def _start(mark: Mark) -> int:
    return mark.start


def _facts_in_words(parts: tuple[Part, ...]) -> tuple[Mark, ...]:
    """Facts that are printed as a word ("four")."""
    found, start = [], 0
    for text, binding in parts:
        if facts_bound(binding) and text in NUMBER_WORDS:
            found.append(Mark(start, len(text), binding))
        start += len(text)
    return tuple(found)


def _cited_after(start: int, ends: list[tuple[int, str]]) -> str:
    """The binding of a number in quotation marks: the first citation behind it speaks for it, if there is one."""
    cited = (binding for end, binding in ends if end > start and binding.startswith("cite:"))
    return next((f"quoted:{binding[5:]}" for binding in cited), UNPROVEN)


def _bound(start: int, end: int, kind: Kind, ends: list[tuple[int, str]]) -> str:
    """The binding of the parts that hold ``start`` to ``end``; parts that share a numeral must be of one kind."""
    begin, holders = 0, []
    for stop, binding in ends:
        if begin < end and start < stop:
            holders.append(binding)
        begin = stop
    if len(set(holders)) != 1:
        return UNPROVEN
    return holders[0] or _WORDS[kind]
