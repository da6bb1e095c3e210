"""Paragraphs of a plan as DrawingML: real sizes, language and links on every run."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import replace

from hefei_report.deck.openxml.colours import OURS, Palette
from hefei_report.deck.openxml.escaping import escape, quoteattr, speakable
from hefei_report.deck.storyboard.linebreaking import has_chinese
from hefei_report.deck.storyboard.plan import Para, Piece, Text, Tint, emu_from_points
from hefei_report.document.model import Align, Run, Target
from hefei_report.records import dataclass

LinkXml = Callable[[Target], str]  # the element that links a run to its target, or ""

_ALIGN = {Align.LEFT: "l", Align.NUMBER: "r", Align.CENTER: "ctr"}
_WHITE = re.compile(r"[\t\n\r ]+")  # not the no-break space, which means something
_CODE_FONT = '<a:latin typeface="Courier New"/><a:cs typeface="Courier New"/>'
_SCRIPTS = {"super": ' baseline="30000"', "sub": ' baseline="-25000"'}
# PowerPoint wants a culture with its region; these are the ones assumed for a language alone.
_CULTURES = {"en": "en-US", "zh": "zh-CN", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "ja": "ja-JP", "ko": "ko-KR"}


@functools.lru_cache(maxsize=256)  # it is asked for each run of text
def culture(language: str) -> str:
    """A BCP 47 tag as PowerPoint knows it: "zh" and "zh-Hans" are "zh-CN"."""
    base, *rest = language.split("-")
    region = next((part.upper() for part in rest if len(part) == 2), "")
    if region:
        return f"{base.lower()}-{region}"
    return _CULTURES.get(base.lower(), "en-US")


def no_link(_: Target) -> str:
    """For texts whose links are left out."""
    return ""


def clean(text: str) -> str:
    """``text`` without what XML can't hold, escaped."""
    return escape(speakable(text))


def attribute(text: str) -> str:
    """``text`` as a quoted attribute: one line, without what XML can't hold."""
    return quoteattr(_WHITE.sub(" ", speakable(text)).strip())


@dataclass(frozen=True, slots=True)
class Pen:
    """How text is written: in which language (BCP 47) and which colours, and how a run is linked."""

    language: str
    link: LinkXml = no_link
    palette: Palette = OURS


def paragraphs(text: Text, pen: Pen) -> str:
    """``text`` as ``a:p`` elements; an empty text is one empty paragraph, which every text body needs."""
    return "".join(_paragraph(para, pen) for para in text) or "<a:p/>"


def field(text: Text, pen: Pen, kind: str, guid: str) -> str:
    """A one-piece ``text`` as a field of PowerPoint's, which keeps it up to date."""
    piece = text[0].pieces[0]
    run = f'<a:fld id="{guid}" type="{kind}">{_properties(piece, "a:rPr", replace(pen, link=no_link))}'
    return f"<a:p>{_settings(text[0], pen)}{run}<a:t>{clean(piece.run.text)}</a:t></a:fld></a:p>"


def _paragraph(para: Para, pen: Pen) -> str:
    label = "".join(_run(piece, pen) for piece in para.label)
    if para.label:
        label += _run(_tab_after(para.label[-1]), pen)
    body = "".join(_run(piece, pen) for piece in para.pieces)
    last = (*para.label, *para.pieces)[-1:]
    end = f'<a:endParaRPr lang="{culture(pen.language)}" sz="{_hundredths(last[0].size)}"/>' if last else ""
    return f"<a:p>{_settings(para, pen)}{label}{body}{end}</a:p>"


def _tab_after(piece: Piece) -> Piece:
    return Piece(Run("\t"), piece.size, piece.tint)


def _settings(para: Para, pen: Pen) -> str:
    """The paragraph's own measures; it relies on nothing that a layout might say."""
    level = f' lvl="{para.level}"' if para.level else ""
    left, hang = emu_from_points(para.left), emu_from_points(para.hang)
    spacing = f'<a:lnSpc><a:spcPts val="{_hundredths(para.pitch)}"/></a:lnSpc>' if para.pitch else ""
    spacing += f'<a:spcBef><a:spcPts val="{_hundredths(para.before)}"/></a:spcBef>'
    inside = spacing + _marker(para, pen)
    return f'<a:pPr marL="{left}"{level} indent="{-hang}" algn="{_ALIGN[para.align]}">{inside}</a:pPr>'


def _marker(para: Para, pen: Pen) -> str:
    colour = f"<a:buClr>{pen.palette.tints[Tint.ACCENT].xml}</a:buClr>"
    if para.bullet:
        return f'{colour}<a:buFont typeface="Arial"/><a:buChar char="{escape(para.bullet)}"/>'
    if para.number:
        return f'{colour}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{para.number}"/>'
    return "<a:buNone/>"


def _run(piece: Piece, pen: Pen) -> str:
    if piece.run.text == "\n":
        return f"<a:br>{_properties(piece, 'a:rPr', replace(pen, link=no_link))}</a:br>"
    properties = _properties(piece, "a:rPr", pen)
    return f"<a:r>{properties}<a:t>{clean(piece.run.text)}</a:t></a:r>"


def _properties(piece: Piece, tag: str, pen: Pen) -> str:
    run = piece.run
    chinese = has_chinese(run.text)
    first = culture(run.lang or pen.language)
    first = "zh-CN" if chinese and first[:2] not in ("zh", "ja", "ko") else first
    first = "en-US" if not chinese and first.startswith("zh") else first
    other = "en-US" if chinese else "zh-CN"
    styles = (
        (' b="1"' if piece.bold or run.bold else "")
        + (' i="1"' if run.italic else "")
        + _SCRIPTS.get(run.script, "")
        + (' cap="small"' if run.small_caps else "")
    )
    inside = (pen.palette.fill(piece.tint) if piece.tint else "") + (_CODE_FONT if run.code else "")
    inside += pen.link(run.target) if run.target else ""
    return f'<{tag} lang="{first}" altLang="{other}" sz="{_hundredths(piece.size)}"{styles} dirty="0">{inside}</{tag}>'


def _hundredths(points: float) -> int:
    return round(points * 100)
