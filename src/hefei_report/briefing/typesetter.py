"""What every part of a briefing is made with: the theme, the styles, the words, and texts made from inline runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import field, replace

from hefei_report.briefing.attaching import Attachment
from hefei_report.briefing.flow import Breadth
from hefei_report.briefing.inline import Context, NoteLink, Piece, RegisterLink, pieces, printable, words
from hefei_report.briefing.landmarks import Landmark
from hefei_report.briefing.measures import turned
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.structure import Node, Structure
from hefei_report.briefing.styles import Styles, TextStyle
from hefei_report.briefing.text import Label, SetNote, Setting, Text
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.drawing import Draftsman
from hefei_report.document.labels import Labels, tip_of
from hefei_report.document.model import CrossLink, Inline, Reference, ReferenceLink, Run, Target, plain
from hefei_report.records import dataclass
from hefei_report.theme.tokens import PrintTokens, Theme

_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Asked:
    """What texts wanted to know of the rest of the briefing, with the answers.

    Which ``links`` lead somewhere, the ``tips`` beside them, the ``files`` of figures and what ``tables`` are called.
    And which pages were ``citing`` a source or ``stating`` a fact, by its key.
    """

    links: dict[Target | str, bool] = field(default_factory=dict)
    tips: dict[Target | RegisterLink, str] = field(default_factory=dict)
    files: dict[str, tuple[Attachment, ...]] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    citing: dict[str, tuple[int, ...]] = field(default_factory=dict)
    stating: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """The tools of one briefing.

    ``references`` are the entries of the list of references, by source key; ``fact_tips`` say of each fact, by id,
    what it is and where it comes from, ``place_tips`` what sections, figures and tables are called; ``wide_words``
    gathers by how many points words were wider than their lines, by place. ``structure`` gets an element for each text;
    ``data`` are the files with what figures show, ``table_names`` what tables are called ("Table 3"), by their ids.
    ``complaints`` are the places at which something didn't fit, ``asked`` notes what the texts wanted to know.
    """

    theme: Theme
    styles: Styles
    labels: Labels
    context: Context
    references: dict[str, Reference]
    diagnostics: Diagnostics
    draftsman: Draftsman
    fact_tips: Mapping[str, str] = field(default_factory=dict)
    place_tips: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Attachment] = field(default_factory=dict)
    table_names: Mapping[str, str] = field(default_factory=dict)
    wide_words: dict[Span, float] = field(default_factory=dict)
    complaints: list[Span] = field(default_factory=list)
    asked: Asked = field(default_factory=Asked)
    structure: Structure = field(default_factory=Structure)

    @property
    def tokens(self) -> PrintTokens:
        """The briefing's measures, in points."""
        return self.theme.print

    @property
    def body_height(self) -> float:
        """How much a page holds between its margins, in points."""
        return self.tokens.page_height - self.tokens.margin_top - self.tokens.margin_bottom

    @property
    def turned_width(self) -> float:
        """How wide a page in landscape is between its margins, in points."""
        return turned(self.tokens).width

    @property
    def turned_height(self) -> float:
        """How much a page in landscape holds between its margins, in points."""
        return turned(self.tokens).height

    def pieces(self, inline: Inline, style: TextStyle) -> tuple[Piece, ...]:
        """``inline`` in ``style``, with the links that lead somewhere."""
        return pieces(inline, style, self.context)

    def words(self, text: str, style: TextStyle, role: str = "") -> tuple[Piece, ...]:
        """A text without styles or links; ``role`` says what its digits are."""
        return words(text, role, style, self.context.language)

    def text(
        self,
        inline: Inline | tuple[Piece, ...],
        style: TextStyle,
        span: Span,
        *,
        indent: float = 0.0,
        first: float = 0.0,
        measure: float = 0.0,
        label: Label | None = None,
        landmark: Landmark | None = None,
        clings: bool = False,
        balanced: bool = False,
        node: Node | None = None,
    ) -> Text:
        """A text that flows (see :class:`Setting`); words that are too wide are reported at ``span``.

        It is the content of ``node``, else of a new paragraph of the structure.
        """
        pieces = self._set(inline, style)
        setting = Setting(
            style=style,
            indent=indent,
            first=first,
            measure=measure,
            label=label,
            landmark=landmark,
            clings=clings,
            balanced=balanced,
            breadth=Breadth.COLUMN if 0 < indent + measure <= self.tokens.column_width + _EPSILON else Breadth.FULL,
            notes=self._notes(pieces, span),
            tips=self.tip,
            report=self.overfull_word(span),
            node=node or self.structure.add(Node("P")),
        )
        return Text(PiecedText(pieces), setting)

    def _notes(self, pieces: tuple[Piece, ...], span: Span) -> dict[str, SetNote]:
        """The notes whose marks are among ``pieces``, by number."""
        from hefei_report.briefing.footnotes import footnote  # notes are set by this typesetter too

        links = (piece.target for piece in pieces if isinstance(piece.target, NoteLink))
        return {link.number: footnote(link, self, span) for link in links}

    def element(self, role: str) -> AbstractContextManager[Node]:
        """Within it, what is made belongs to a new element of the structure."""
        return self.structure.element(Node(role))

    def _set(self, inline: Inline | tuple[Piece, ...], style: TextStyle) -> tuple[Piece, ...]:
        runs = tuple(part for part in inline if isinstance(part, Run))
        return self.pieces(runs, style) if runs else tuple(part for part in inline if isinstance(part, Piece))

    def part(self) -> Typesetter:
        """The same tools, with notes of their own of what is asked."""
        asked = Asked()
        context = replace(self.context, reach=replace(self.context.reach, asked=asked.links))
        return replace(self, context=context, asked=asked)

    def trial(self) -> Typesetter:
        """The same tools for what is only measured: it is no part of the structure, and nothing is complained about."""
        return replace(self.part(), structure=Structure(), diagnostics=Diagnostics(), wide_words={}, complaints=[])

    def answers(self, asked: Asked) -> bool:
        """Whether it would answer as it was answered then."""
        return (
            self.context.reach.answers(asked.links)
            and all(self._tip(target) == tip for target, tip in asked.tips.items())
            and all(self._files(id_) == files for id_, files in asked.files.items())
            and all(self.table_names.get(id_, "") == name for id_, name in asked.tables.items())
        )

    def files_of(self, id_: str) -> tuple[Attachment, ...]:
        """The files with what figure ``id_`` shows."""
        found = self.asked.files[id_] = self._files(id_)
        return found

    def _files(self, id_: str) -> tuple[Attachment, ...]:
        return (self.data[id_],) if id_ in self.data else ()

    def table_name(self, id_: str) -> str:
        """What table ``id_`` is called, or ''."""
        found = self.asked.tables[id_] = self.table_names.get(id_, "")
        return found

    def tip(self, target: Target | RegisterLink | NoteLink) -> str:
        """What a viewer shows beside a link: which reference it leads to, or what a figure is and where it stands."""
        if isinstance(target, NoteLink):
            return printable(plain(target.content))
        found = self.asked.tips[target] = self._tip(target)
        return found

    def _tip(self, target: Target | RegisterLink) -> str:
        match target:
            case ReferenceLink():
                return tip_of(self.references[target.key], self.labels)
            case RegisterLink():
                return self.fact_tips.get(target.id, "")
            case CrossLink():
                return self.place_tips.get(target.id, "")
            case _:
                return ""

    def overfull_word(self, span: Span) -> Callable[[float], None]:
        """Who to tell that a word at ``span`` is too wide for its line; the widest there is what gets reported."""

        def note(excess: float) -> None:
            self.complaints.append(span)
            self.wide_words[span] = max(excess, self.wide_words.get(span, 0.0))

        return note

    def report_wide_words(self) -> None:
        """Warn about the words that didn't fit, once for each place, when all text is set."""
        hint = "it was broken between two letters; shorten it, or give it more width"
        for span, excess in self.wide_words.items():
            self.overfull(span, "a word is wider than its line", excess, hint)

    def overfull(self, span: Span, what: str, excess: float, hint: str) -> None:
        """Warn that something at ``span`` exceeds its place by ``excess`` points, and what was done about it."""
        self.complaints.append(span)
        self.diagnostics.warning("overfull", f"{what} by {excess:.1f} pt", span, hint)
