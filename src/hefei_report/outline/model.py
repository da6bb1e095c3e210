"""The outline as the author wrote it: typed, frozen, every part with its place, blocks not yet understood.

Which kinds of block there are is not known here: a block keeps its node until the shelf of kinds
(:mod:`hefei_report.blocks`) reads it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import Any, Literal

from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.outline.nodes import Mapping, Node
from hefei_report.outline.schema import UNFIT, Binder, Keyed, Name, bind
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MediumName = Literal["briefing", "deck"]


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block: its kind's name, the node of its fields, and the medium it is meant for (None: both)."""

    kind: Text
    node: Node
    only: MediumName | None

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        """From ``{kind: fields}`` or ``{kind: fields, only: deck}``."""
        if not isinstance(node, Mapping):
            hint = "write '- text: ...', with the kind of the block as its key"
            return binder.complain("wrong-type", "a block is a kind and its content", node.span, hint)
        keys = [entry for entry in node.entries if entry.key.value != "only"]
        if len(keys) != 1:
            names = ", ".join(f"'{entry.key.value}'" for entry in keys) or "none"
            place = keys[1].key.span if len(keys) > 1 else node.span
            hint = "start a new '- ' for each block; only 'only:' may stand beside the kind"
            return binder.complain("wrong-type", f"a block has one kind, here are {names}", place, hint)
        only = node.get("only")
        medium = None if only is None else binder.value(MediumName | None, only, only.span)
        if medium is UNFIT:
            return UNFIT
        return cls(Text.of(keys[0].key), keys[0].value, medium)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFields:
    """A section as written."""

    span: Span
    id: Name
    title: Text
    headline: Text | None = None
    assert_: tuple[Text, ...] = ()
    only: MediumName | None = None
    numbered: bool = True
    layout: Text | None = None
    blocks: tuple[RawBlock, ...] = ()
    sections: tuple[SectionFields, ...] = ()
    notes: Text | None = None

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        return binder.kept(cls, node, anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFields:
    """A .pptx or .potx in the outline's folder, and which of its ``layouts`` stand for ours, by name."""

    SHORTHAND = "file"
    file: Text
    layouts: tuple[Keyed[Text], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckFields:
    """What may be chosen about the deck."""

    span: Span
    citations: Literal["slide", "end", "both"] = "both"
    footer: Text | None = None
    agenda: bool = True
    charts: Literal["native", "drawn"] = "native"
    template: TemplateFields | None = None
    summary: bool = False
    register: bool = False
    closing: Text | None = None
    contact: tuple[Text, ...] = ()
    theme: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFields:
    """A place as facts name it, and further words by which readers of this report know it ("the city")."""

    span: Span
    name: Text
    words: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFields:
    """What the author says about the evidence as a whole; ``names`` are names whose digits count nothing.

    ``require`` is how well every fact in use must be proven; without it nothing is asked.
    """

    span: Span
    require: Literal["verified", "attested"] | None = None
    names: tuple[Text, ...] = ()
    places: tuple[PlaceFields, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingFields:
    """What may be chosen about the briefing; ``notes`` is where its footnotes stand, ``print`` for which printer.

    ``figure_tables`` asks for a table with the data of every figure.
    """

    span: Span
    register: bool = True
    lists: bool = True
    paper: Literal["a4", "letter"] = "a4"
    duplex: bool = False
    notes: Literal["foot", "margin"] = "foot"
    print: Literal["colour", "greyscale"] = "colour"
    figure_tables: Literal["none", "appendix"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A whole outline. ``report`` is the stem of the output files' names."""

    span: Span
    report: Name
    title: Text
    date: dt.date
    sections: tuple[SectionFields, ...]
    subtitle: Text | None = None
    authors: tuple[Text, ...] = ()
    publisher: Text | None = None
    language: Literal["en", "zh"] = "en"
    keywords: tuple[Text, ...] = ()
    description: Text | None = None
    facts: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()
    evidence: EvidenceFields | None = None
    citation_style: Text | None = None
    theme: Text | None = None
    brand: Text | None = None
    deck: DeckFields | None = field(default=None)
    briefing: BriefingFields | None = field(default=None)


def read_outline(node: Node, diagnostics: Diagnostics, memory: Memory = NO_MEMORY) -> Outline | None:
    """The outline in ``node``, or None after reporting what keeps it from being one."""
    return bind(node, Outline, diagnostics, anchor=node.span, memory=memory)


def unknown_name(diagnostics: Diagnostics, code: str, what: str, name: Text, known: tuple[str, ...]) -> None:
    """Report a name that is on no shelf, with the nearest one that is."""
    diagnostics.error(code, f"there is no {what} '{name.value}'", name.span, did_you_mean(name.value, known))
