"""Raised, lowered and small-capital text: the font's own designs where it has them, else letters made smaller."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.expressions import expression
from hefei_report.records import dataclass
from hefei_report.theme.face import Face
from hefei_report.theme.shaping import Letters, letters

_SCRIPT_SCALE = 0.62
_FEATURES = {"super": "sups", "sub": "subs"}
_RISES = {"super": 0.36, "sub": -0.14}  # em
_SMALL_SCALE = 0.8  # of capitals that stand for small ones
_SMALL_TRACKING = 0.03  # em: capitals side by side want air
_LOWER = expression(r"([a-zß-öø-ÿāăąćčďđēęěğīłńňőœřśşšťūůűźżž]+)")


@dataclass(frozen=True, slots=True)
class LetterCut:
    """Text in letters of ``scale`` times the type size, raised by ``rise`` em of it."""

    text: str
    letters: Letters
    scale: float = 1.0
    rise: float = 0.0


def cuts_of(text: str, face: Face, features: tuple[str, ...], script: str, small_caps: bool) -> Iterator[LetterCut]:
    """``text`` of one face in the letters that a run asks for; ``script`` is "", "super" or "sub"."""
    if script:
        yield _script(text, face, features, script)
    elif small_caps:
        yield from _small_capitals(text, face, features)
    else:
        yield LetterCut(text, letters(face, features))


def _script(text: str, face: Face, features: tuple[str, ...], script: str) -> LetterCut:
    """Digits and letters that are drawn to stand high or low have the weight of the others; scaled ones are thin."""
    own = letters(face, (*features, _FEATURES[script]))
    if _has_all(text, own, letters(face, features)):
        return LetterCut(text, own)
    return LetterCut(text, letters(face, features), _SCRIPT_SCALE, _RISES[script])


def _has_all(text: str, own: Letters, plain: Letters) -> bool:
    """Whether each character has a design of its own."""
    return all(own.shaped(one).glyphs[:1] != plain.shaped(one).glyphs[:1] for one in set(text) if not one.isspace())


def _small_capitals(text: str, face: Face, features: tuple[str, ...]) -> Iterator[LetterCut]:
    if "smcp" in face.features:
        yield LetterCut(text, letters(face, (*features, "smcp"), tracking=_SMALL_TRACKING))
        return
    for part in filter(None, _LOWER.split(text)):
        small = _LOWER.fullmatch(part) is not None
        own = letters(face, features, tracking=_SMALL_TRACKING, capitals=small)
        yield LetterCut(part, own, _SMALL_SCALE if small else 1.0)
