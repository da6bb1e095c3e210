"""``image``: a picture from a file, numbered among the figures, or a decoration without number."""

from __future__ import annotations

from typing import Literal

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Image, Medium, Width, plain
from hefei_report.document.picture import PictureFile
from hefei_report.evidence.proof import Around
from hefei_report.images.problems import Unusable
from hefei_report.images.reading import read_picture
from hefei_report.outline.files import author_bytes
from hefei_report.outline.schema import Name
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.workspace import confined

NUMBERED = "figure"
EXAMPLE = """
image:
  file: pictures/campus.png
  id: fig-campus
  title: The campus stands beside the factories
  caption: Map of the high-tech zone
  alt: Map of the high-tech zone with the campus to the west of three factories.
  source: "[@journal-2017]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A ``decorative`` picture says nothing: it has neither number nor texts."""

    span: Span
    file: Text
    id: Name | None = None
    title: Text | None = None
    caption: Text | None = None
    alt: Text | None = None
    note: Text | None = None
    source: Text | None = None
    assert_: tuple[Text, ...] = ()
    width: Literal["column", "full"] = "column"
    decorative: bool = False


def lower(fields: Fields, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    context.claim(fields.assert_)
    _check(fields, context)
    title, caption = (context.inline(text, Around.CITED, notes=True) for text in (fields.title, fields.caption))
    alt, note = context.inline(fields.alt, Around.CITED), context.inline(fields.note, Around.CITED)
    source = context.source_line((), fields.source)
    picture = _picture(fields, context)
    if picture is None or (fields.id is None and not fields.decorative):
        return ()
    image = Image(
        id=fields.id.value if fields.id else "",
        number=context.number_of(fields.id) if fields.id else 0,
        title=title,
        caption=caption,
        alt=plain(alt).strip(),
        alt_runs=alt,
        picture=picture,
        note=note,
        source=source,
        width=Width(fields.width),
        decorative=fields.decorative,
        span=fields.span,
        only=only,
    )
    return (image,)


def _check(fields: Fields, context: Lowering) -> None:
    """A picture needs a name, words for those who don't see it, and a source: nothing proves what it shows."""
    told = {name: getattr(fields, name) for name in ("id", "title", "alt", "source")}
    if fields.decorative:
        for name, text in {**told, "caption": fields.caption, "note": fields.note}.items():
            if text is not None:
                hint = f"take '{name}' out, or 'decorative: true'"
                message = f"a decorative picture says nothing, so it has no '{name}'"
                context.diagnostics.error("bad-value", message, text.span, hint)
        return
    for name, text in told.items():
        if not text:
            hint = f"add '{name}:', or 'decorative: true' if the picture says nothing"
            context.diagnostics.error("missing-key", f"the key '{name}' is missing", fields.span, hint)


def _picture(fields: Fields, context: Lowering) -> PictureFile | None:
    content = author_bytes(context.workspace, fields.file.value, fields.file.span, context.diagnostics)
    if content is None:
        return None
    try:
        return read_picture(confined(fields.file.value).as_posix(), content)
    except Unusable as problem:
        context.diagnostics.error(problem.code, str(problem), fields.file.span, problem.hint)
        return None
