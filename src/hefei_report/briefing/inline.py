"""Inline runs become pieces: text of one face, size and colour that is set as it stands, without any mark-up."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field

from hefei_report.briefing.scripts import cuts_of
from hefei_report.briefing.styles import TextStyle
from hefei_report.document.model import SAFE_SCHEMES, CrossLink, Inline, ReferenceLink, Run, Target, WebLink
from hefei_report.outline.languages import in_chinese
from hefei_report.proof.binding import binding_of
from hefei_report.records import dataclass
from hefei_report.theme import fonts
from hefei_report.theme.face import Face
from hefei_report.theme.fonts import Family
from hefei_report.theme.shaping import Letters

_CHINESE, _LATIN = "zh", "en"  # the languages of Chinese characters elsewhere, and of Latin words in Chinese text
_SHARED_MARKS = re.compile("([‘’“”…—]+)")  # quotation marks, ellipsis and dash


@dataclass(frozen=True, slots=True)
class RegisterLink:
    """A printed fact's link to its entry in the register; it looks like the text around it."""

    id: str


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A mark's link to its note: ``number`` names both; ``content`` is what the note says."""

    number: str
    content: Inline


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one kind of letters. ``size`` and ``rise`` (above the baseline) are in points, ``colour`` is "#rrggbb".

    ``binding`` says what the numerals in it are (:mod:`hefei_report.proof.binding`). ``lang`` is a BCP 47 tag, '' for
    the document's language, ``hyphenation`` the language by whose rules its words are divided, '' if they aren't.
    ``script`` is "", "super" or "sub", whether the font draws it so or it is made smaller and moved; ``code`` is text
    for machines.
    """

    text: str
    letters: Letters
    size: float
    colour: str
    rise: float = 0.0
    target: Target | RegisterLink | NoteLink | None = None
    binding: str = ""
    lang: str = ""
    hyphenation: str = ""
    script: str = ""
    code: bool = False

    @property
    def face(self) -> Face:
        """The face that it is set in."""
        return self.letters.face


@dataclass(frozen=True, slots=True)
class Reach:
    """What a link may lead to in this briefing; a link to anything else is set as plain text.

    ``asked`` notes each target and each fact that somebody asked for, with the answer.
    """

    ids: Collection[str] = ()
    keys: Collection[str] = ()
    facts: Collection[str] = ()
    asked: dict[Target | str, bool] = field(default_factory=dict, compare=False)

    def allows(self, target: Target) -> bool:
        """Whether ``target`` is in the briefing, or a web or mail address."""
        found = self.asked[target] = self._allows(target)
        return found

    def lists(self, fact: str) -> bool:
        """Whether the register has ``fact``."""
        found = self.asked[fact] = fact in self.facts
        return found

    def answers(self, asked: Mapping[Target | str, bool]) -> bool:
        """Whether the answers are still what they were."""
        return all(
            (question in self.facts if isinstance(question, str) else self._allows(question)) is answer
            for question, answer in asked.items()
        )

    def _allows(self, target: Target) -> bool:
        match target:
            case WebLink():
                return target.url.lower().startswith(SAFE_SCHEMES)
            case CrossLink():
                return target.id in self.ids
            case ReferenceLink():
                return target.key in self.keys


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all text of a briefing. ``link_colour`` is that of links, "" for the text's own."""

    language: str = "en"
    reach: Reach = Reach()
    link_colour: str = ""


def pieces(inline: Inline, style: TextStyle, context: Context) -> tuple[Piece, ...]:
    """``inline`` in ``style``; links that lead nowhere are left out."""
    return tuple(piece for run in inline for piece in _run_pieces(run, style, context))


@functools.lru_cache(maxsize=4000)
def words(text: str, role: str, style: TextStyle, language: str) -> tuple[Piece, ...]:
    """A text without styles or links in a document's ``language``; ``role`` says what its digits are.

    Kept, since they are few and often said: "page", a number, a comma.
    """
    return pieces((Run(text, role=role),), style, Context(language))


def _run_pieces(run: Run, style: TextStyle, context: Context) -> Iterator[Piece]:
    target = run.target if run.target is not None and context.reach.allows(run.target) else None
    mark = NoteLink(run.text, run.note) if run.note else None
    proof = RegisterLink(run.fact) if run.fact and target is None and context.reach.lists(run.fact) else None
    family = Family.SANS if run.code else style.family
    font = fonts.Style(family, run.bold or style.bold, run.italic != style.italic)
    colour = context.link_colour if (target or mark) is not None and context.link_colour else style.colour
    language = run.lang or context.language
    chinese = in_chinese(language)
    for face, text in _faces(printable(run.text), font, chinese):
        for cut in cuts_of(text, face, style.figures.value, run.script, run.small_caps):
            yield Piece(
                cut.text,
                cut.letters,
                style.size * cut.scale,
                colour,
                style.size * cut.rise,
                mark or target or proof,
                binding_of(run),
                lang=_CHINESE if face.wide and not in_chinese(context.language) else run.lang or "",
                script=run.script,
                hyphenation="" if run.code or run.fact or face.wide else _LATIN if chinese else language,
                code=run.code,
            )


def _faces(text: str, font: fonts.Style, chinese: bool) -> Iterator[tuple[Face, str]]:
    """``text`` cut by face. Marks that both scripts have are as wide as a character in Chinese text."""
    if not chinese:
        yield from fonts.segments(text, font)
        return
    for part in _SHARED_MARKS.split(text):
        if _SHARED_MARKS.match(part):
            yield fonts.chinese_face(font.bold), part
        else:
            yield from fonts.segments(part, font)


def printable(text: str) -> str:
    """``text`` with ordinary spaces for rare ones and without invisible characters; a hard break stays ``"\\n"``.

    Soft hyphens stay too: they say where a word may be divided.
    """
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


@functools.cache
def _visible(character: str) -> str:
    if character in "\n\xa0\u200b\u3000\u00ad":
        return character
    if character in "\u2007\u202f":
        return "\xa0"
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    return "" if category in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp") else character
