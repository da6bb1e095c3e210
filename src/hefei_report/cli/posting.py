"""The command ``figure``: one figure of a document as a file that can be posted alone."""

from __future__ import annotations

import sys
from pathlib import Path

from hefei_report.build import compose
from hefei_report.charts.telling.proposal import unsaid_unit
from hefei_report.cli.figurearguments import FigureArguments
from hefei_report.cli.printing import print_diagnostics, refuse
from hefei_report.cli.progress import ProgressDisplay
from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, Figure, Inline, Medium, Width, plain
from hefei_report.document.notes import without_marks
from hefei_report.document.sourcealone import named_sources
from hefei_report.document.walking import blocks_of
from hefei_report.publishing import epoch_of, look_of
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import Cache, DiskWorkspace, replace_files, user_cache

_SLIDE_SHARE = 0.66  # of the slide's width, which a chart has beside its takeaways
_POINTS_PER_INCH = 72


def run(arguments: FigureArguments) -> int:
    """Carry it out. 1: the outline has mistakes, or the figure doesn't fit; 2: there is no such outline or figure."""
    if not arguments.outline.is_file():
        return refuse(f"there is no outline '{arguments.outline}'", 2)
    diagnostics = Diagnostics(draft=arguments.draft)
    workspace, progress = DiskWorkspace(arguments.outline.parent), ProgressDisplay(sys.stderr, arguments.quiet)
    document = compose(workspace, arguments.outline.name, diagnostics, progress, cache=user_cache())
    progress.done()
    print_diagnostics(diagnostics, arguments.outline.parent, workspace)
    if document is None or diagnostics.has_errors:
        return refuse("nothing was written", 1)
    figures = {block.id: block for block in blocks_of(document) if isinstance(block, Figure)}
    if arguments.id not in figures:
        hint = did_you_mean(arguments.id, figures) or f"there are {', '.join(figures) or 'none'}"
        return refuse(f"there is no figure '{arguments.id}' in '{arguments.outline}'\n  = hint: {hint}", 2)
    return _write(figures[arguments.id], document, arguments)


def _write(figure: Figure, document: Document, arguments: FigureArguments) -> int:
    from hefei_report.figures.fitting import DoesNotFit

    path = arguments.output or Path(f"{figure.id}.{arguments.form}")
    medium = Medium(arguments.medium)
    try:
        content = drawn(figure, document, arguments.form, medium, arguments.width, user_cache(), bare=arguments.bare)
    except DoesNotFit as problem:
        return refuse(f"the figure '{figure.id}' does not fit: {problem}\n  = hint: give it more room: --width", 1)
    try:
        replace_files({path: content})
    except OSError as problem:
        return refuse(f"can't write '{path}': {problem.strerror or problem}", 1)
    if not arguments.quiet:
        print(f"{path}  {len(content) / 1000:,.0f} kB")
    return 0


def drawn(
    figure: Figure, document: Document, form: str, medium: Medium, width: float | None, cache: Cache, *, bare: bool
) -> bytes:
    """The file of ``figure`` in ``form``, in the look of ``medium``, ``width`` points wide (None: as there).

    Raises DoesNotFit when its labels have no room.
    """
    from hefei_report.figures.posting import Texts
    from hefei_report.figures.posts import post
    from hefei_report.figures.setting import family_of

    theme = look_of(medium, document)
    texts = None if bare else Texts(_line(figure.title), _subtitle(figure, document), tuple(_closing(figure, document)))
    wide = width or _width(figure, medium, theme)
    done = post(figure.plan, texts, wide, medium, theme, cache, paged=form == "pdf")
    if form != "pdf":
        return done.svg if form == "svg" else done.png
    from hefei_report.briefing import page_of_figure

    return page_of_figure(done, figure, document, theme, family_of(medium, theme), epoch_of(document))


def _width(figure: Figure, medium: Medium, theme: Theme) -> float:
    if medium is Medium.DECK:
        return theme.slide.width * _POINTS_PER_INCH * _SLIDE_SHARE
    return theme.print.full_width if figure.width is Width.FULL else theme.print.column_width


def _subtitle(figure: Figure, document: Document) -> str:
    """What the figure shows, and in which unit."""
    caption = _line(figure.caption)
    unit = unsaid_unit(figure.plan, caption)
    return caption.rstrip(".。") + labels(document.language).comma + unit if unit else caption


def _line(inline: Inline) -> str:
    return plain(without_marks(inline)).strip()


def _closing(figure: Figure, document: Document) -> list[str]:
    """The note and the source, each after its word."""
    words = labels(document.language)
    found = ((words.note, _line(figure.note)), (words.source, named_sources(figure.source, document)))
    return [word + ("" if word.endswith("：") else " ") + text for word, text in found if text]
