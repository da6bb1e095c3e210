"""Where facts come from: bibliographic records in CSL's words, read from the author's source files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any
from urllib.parse import quote

from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
from hefei_report.evidence import csl
from hefei_report.evidence.csldates import CslDate
from hefei_report.evidence.places import hashed
from hefei_report.outline import nodes
from hefei_report.outline.nodes import Node, Scalar
from hefei_report.outline.schema import UNFIT, Binder, bind
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_OF_AUTHORS = (".yaml", ".yml")  # in files of programs there are keys of their own
_KEY = re.compile(r"[^\s{}\[\];,@]{1,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name in CSL's parts; ``literal`` for institutions and names that have no such parts."""

    span: Span
    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None
    suffix: Text | None = None
    dropping_particle: Text | None = None
    non_dropping_particle: Text | None = None

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        if isinstance(node, nodes.Mapping):
            return binder.record(cls, node, anchor, also=csl.NAME_HINTS)
        text = binder.value(Text, node, anchor)
        return UNFIT if text is UNFIT else cls(span=anchor, literal=text)

    @property
    def parts(self) -> dict[str, str]:
        """The name as CSL-JSON has it."""
        found = {
            "family": self.family,
            "given": self.given,
            "literal": self.literal,
            "suffix": self.suffix,
            "dropping-particle": self.dropping_particle,
            "non-dropping-particle": self.non_dropping_particle,
        }
        return {name: text.value.strip() for name, text in found.items() if text}


_LONGEST_STEM = 120


def file_stem(key: str) -> str:
    """The name, without suffix, of the files about the source ``key``: the key itself where that is safe.

    A key is the author's, or a stranger's bibliography's: it may hold slashes and dots, and must not lead anywhere.
    """
    stem = quote(key, safe="")
    stem = "%2E" + stem[1:] if stem.startswith(".") else stem
    if len(stem) <= _LONGEST_STEM:
        return stem
    return f"{stem[:_LONGEST_STEM]}-{hashed(key)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One CSL item: what the product itself looks at, with places, and in ``item`` all of it as CSL-JSON.

    What is unknown is absent; a date that is given is known.
    """

    span: Span
    id: Text
    title: Text
    type: str = "webpage"
    author: tuple[Person, ...] = ()
    container_title: Text | None = None
    publisher: Text | None = None
    issued: CslDate | None = None
    URL: Text | None = None
    DOI: Text | None = None
    language: Text | None = None
    item: Mapping[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """A hash of what tells which work this is, as it was given: title, address and authors."""
        texts = [text.value.strip() if text else "" for text in (self.title, self.URL, self.DOI)]
        people = (f"{part}\t{name}" for person in self.author for part, name in person.parts.items())
        return hashed("\0".join((*texts, *people)))

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        if not isinstance(node, nodes.Mapping):
            hint = "write '- id: ...' with 'title:', 'type:' and what else is known, in CSL's words"
            return binder.complain("wrong-type", "a source is a set of keys with values", node.span, hint)
        key = _key(node, anchor, binder)
        if key is None:
            return UNFIT
        values = dict(_values(node, key.value, binder))
        if "title" not in values:
            written = node.get("title")
            if written is None or isinstance(written, Scalar):  # what is neither has been complained about
                hint = "add 'title:' here; CSL wants one even where an entry will not show it"
                binder.complain("missing-key", f"the source '{key.value}' has no title", anchor, hint)
            return UNFIT
        return _source(key, _type(node, key.value, binder), values, anchor)


def _key(node: nodes.Mapping, anchor: Span, binder: Binder) -> Text | None:
    """What the source is cited by: its ``id``, or Zotero's ``citation-key`` where the id is an address."""
    given = node.get("id")
    better = node.get("citation-key")
    if isinstance(better, Scalar) and better.value and (not isinstance(given, Scalar) or "://" in given.value):
        given = better
    if given is None:
        binder.complain("missing-key", "the key 'id' is missing", anchor, "add 'id:' here, the key to cite it by")
        return None
    text = binder.value(Text, given, given.span)
    if text is UNFIT:
        return None
    if not _KEY.fullmatch(text.value):
        hint = "use letters and digits, joined by '-', '_', '.' or ':'"
        binder.complain("bad-name", f"'{text.value[:40]}' is no name", text.span, hint)
        return None
    assert isinstance(text, Text)
    return text


def _type(node: nodes.Mapping, key: str, binder: Binder) -> str:
    given = node.get("type")
    if not isinstance(given, Scalar) or not given.value:
        return "webpage"
    if given.value not in csl.TYPES:
        message = f"'{given.value[:40]}' is no type of source (in '{key}')"
        hint = (
            did_you_mean(given.value, csl.TYPES)
            or "write one of CSL's types: report, book, webpage, article-journal ..."
        )
        binder.complain("bad-value", message, given.span, hint)
    return given.value


def _values(node: nodes.Mapping, key: str, binder: Binder) -> Iterator[tuple[str, Any]]:
    """Every variable of CSL that has a value, as a Text, a tuple of Persons, or a CslDate."""
    for entry in node.entries:
        name = csl.OLDER.get(entry.key.value, entry.key.value)
        value: Any = UNFIT
        if isinstance(entry.value, Scalar) and (entry.value.is_null or not entry.value.value.strip()):
            continue
        if name in csl.TEXTS:
            value = binder.value(Text, entry.value, entry.key.span)
        elif name in csl.ROLES:
            value = binder.value(tuple[Person, ...], entry.value, entry.key.span)
        elif name in csl.DATES:
            value = binder.value(CslDate, entry.value, entry.key.span)
        elif name not in csl.EVERY_KEY and entry.key.source.file.endswith(_OF_AUTHORS):
            message = f"there is no key '{name[:40]}' here (in the source '{key}')"
            hint = did_you_mean(name, csl.EVERY_KEY) or "the keys are the variables of CSL 1.0.2"
            binder.complain("unknown-key", message, entry.key.span, hint)
        if value is not UNFIT and value != () and not (isinstance(value, CslDate) and not value.is_known):
            yield name, value


def _source(key: Text, type_: str, values: dict[str, Any], anchor: Span) -> Source:
    item: dict[str, Any] = {"id": key.value, "type": type_}
    for name, value in values.items():
        if isinstance(value, CslDate):
            item[name] = value.csl
        elif isinstance(value, Text):
            item[name] = value.value.strip()
        else:
            item[name] = [parts for person in value if (parts := person.parts)]
    return Source(
        span=anchor,
        id=key,
        title=values["title"],
        type=type_,
        author=values.get("author", ()),
        container_title=values.get("container-title"),
        publisher=values.get("publisher"),
        issued=values.get("issued"),
        URL=values.get("URL"),
        DOI=values.get("DOI"),
        language=values.get("language"),
        item=item,
    )


def read_sources(files: Iterable[Node], diagnostics: Diagnostics) -> dict[str, Source]:
    """All sources of the author's files by key. A file is a list of items, or has them under ``references:``."""
    found: dict[str, Source] = {}
    for node in files:
        file = bind(node, _SourceFile, diagnostics)
        for source in file.references if file else ():
            first = found.setdefault(source.id.value, source)
            if first is not source:
                message = f"the source '{source.id.value}' is given twice"
                hint = f"it stands in {first.id.span} already; keep one"
                diagnostics.error("duplicate-id", message, source.id.span, hint)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _SourceFile:
    """A file of sources."""

    SHORTHAND = "references"
    span: Span
    references: tuple[Source, ...] = ()
