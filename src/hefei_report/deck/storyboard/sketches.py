"""The slides of a document before they are finished: what is on each, in order, with titles still to be fitted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hefei_report.deck.storyboard.compose import compose, settled
from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.layouts import LAYOUT_NAMES
from hefei_report.deck.storyboard.raising import under
from hefei_report.deck.storyboard.scenes import Scene, scenes_of
from hefei_report.deck.storyboard.stage import Stage
from hefei_report.diagnostics import Span, did_you_mean
from hefei_report.document.model import (
    CrossLink,
    Figure,
    Image,
    Inline,
    Medium,
    Panel,
    Run,
    Section,
    Table,
    Target,
    plain,
)
from hefei_report.document.notes import notes_in, without_marks
from hefei_report.document.walking import shown_in
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Sketch:
    """A slide with everything but its furniture.

    ``path`` are the sections it stands in, outermost first; ``targets`` what links may lead to it. ``lead`` is
    set on a line of its own before the title. ``footnotes`` are the marks of notes in titles, which are set without.
    ``stage`` is what it is composed on, None for the deck's.
    """

    composition: Composition
    title: Inline
    span: Span
    path: tuple[Section, ...] = ()
    notes: tuple[Inline, ...] = ()
    targets: tuple[Target, ...] = ()
    lead: str = ""
    footnotes: Inline = ()
    stage: Stage | None = None

    @property
    def full_title(self) -> str:
        """The title as plain text, with what leads it."""
        return f"{self.lead} {plain(self.title)}".strip()


def section_sketches(section: Section, path: tuple[Section, ...], desk: Desk) -> Iterator[Sketch]:
    """The content slides of ``section`` and of its subsections, in order."""
    if not shown_in(section, Medium.DECK):
        return
    path = (*path, section)
    own = list(_own_sketches(section, path, desk))
    for sketch in own[:1]:
        own[0] = replace(
            sketch,
            notes=(*section.notes, *sketch.notes),
            targets=(*sketch.targets, CrossLink(section.id)),
            footnotes=_once(section.title, sketch.footnotes),
        )
    yield from own
    rest = [sketch for inner in section.sections for sketch in section_sketches(inner, path, desk)]
    if not own and rest:
        rest[0] = replace(rest[0], notes=(*section.notes, *rest[0].notes))
        rest[0] = replace(rest[0], targets=(*rest[0].targets, CrossLink(section.id)))
        rest[0] = replace(rest[0], footnotes=_once(section.title, rest[0].footnotes))
    yield from rest


def _own_sketches(section: Section, path: tuple[Section, ...], desk: Desk) -> Iterator[Sketch]:
    asked = _known_layout(section.layout, section.span, desk)
    scenes = [
        part
        for scene in scenes_of(section, asked)
        for part in settled(replace(scene, layout=_known_layout(scene.layout, scene.span, desk)), desk)
    ]
    used: set[str] = set()
    told: set[Run] = set()
    headline = section.headline
    for scene in scenes:
        title, its_own = _title(scene, headline)
        headline = () if title is headline else headline
        marked = _once(title, _content_title(scene) if its_own else ())
        notes, footnotes = scene.notes, tuple(mark for mark in marked if mark not in told)
        told.update(marked)
        titled = under(without_marks(title), desk)
        for composition in compose(scene, titled, its_own):
            used.add(composition.layout)
            targets = tuple(CrossLink(id_) for id_ in composition.ids)
            yield Sketch(
                composition,
                without_marks(title),
                scene.span,
                path,
                notes,
                targets,
                footnotes=footnotes,
                stage=titled.stage,
            )
            notes, footnotes = (), ()
    _report_unused(section, asked, used, desk)


def _title(scene: Scene, headline: Inline) -> tuple[Inline, bool]:
    """A scene's title, and whether it is the title of the visual or callout in it.

    The author's own comes first, then the section's finding (once), then what the content itself says.
    """
    section = scene.section
    if scene.title:
        return scene.title, _same(scene.title, _content_title(scene))
    if headline:
        return headline, _same(headline, _content_title(scene))
    own = _content_title(scene)
    return (own, True) if own else (section.headline or section.title, False)


def _same(first: Inline, second: Inline) -> bool:
    titles = (plain(without_marks(title)).strip().casefold() for title in (first, second))
    return next(titles) == next(titles)


def _once(*texts: Inline) -> Inline:
    """The marks of notes in ``texts``, each once."""
    return tuple(dict.fromkeys(mark for text in texts for mark in notes_in(text)))


def _content_title(scene: Scene) -> Inline:
    """What a scene's only visual, or only callout, is called; () when there is no such thing."""
    match (scene.visuals, scene.words):
        case ((Figure() | Image() | Table() as visual,), _):
            return visual.title
        case ((), (Panel() as panel,)):
            return panel.title
        case _:
            return ()


def _known_layout(name: str, span: Span, desk: Desk) -> str:
    """``name``, or "" after a report when there is no such layout."""
    if not name or name in LAYOUT_NAMES:
        return name
    hint = did_you_mean(name, LAYOUT_NAMES) or "known here: " + ", ".join(LAYOUT_NAMES)
    desk.diagnostics.error("unknown-layout", f"there is no slide layout '{name}'", span, hint)
    return ""


def _report_unused(section: Section, asked: str, used: set[str], desk: Desk) -> None:
    if asked and used and asked not in used:
        desk.diagnostics.warning(
            "unused-layout",
            f"no slide of this section can take the layout '{asked}'",
            section.span,
            "used instead: " + ", ".join(sorted(used)),
        )
