"""Binds nodes to typed, frozen dataclasses and complains about everything that doesn't fit, at its place.

A dataclass *is* the schema: its fields are the keys (``_`` reads as ``-``, a trailing ``_`` is dropped),
fields without a default are required, unknown keys are refused. Understood annotations:

``Text``, ``Name`` (an identifier), ``str``, ``bool``, ``int``, ``Decimal``, ``date``, ``Literal[...]``,
``X | None``, ``tuple[X, ...]`` (a list; a single value counts as a list of one), ``tuple[Keyed[X], ...]``
(a mapping with free keys), other dataclasses, ``Node`` (taken as it is), and unions of which one part
takes texts, one lists and one mappings. A field ``span: Span`` receives the place and is no key. A
dataclass with ``SHORTHAND = "name"`` may be written as just that field's value. A class with a
``bind_node`` classmethod binds itself.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import types
import typing
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Generic, Literal, NoReturn, TypeVar, Union, get_args, get_origin

from hefei_report.diagnostics import Diagnostics, Span, did_you_mean, nearest
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.outline.nodes import Entry, Mapping, Node, Scalar, Sequence
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

T = TypeVar("T")

NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,2})?", re.ASCII)
_MAX_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Name(Text):
    """An identifier: letters and digits, with ``-``, ``_`` or ``.`` between them."""


@dataclass(frozen=True, slots=True)
class Keyed(Generic[T]):
    """An entry of a mapping whose keys are free: ``key`` is a Name."""

    key: Name
    value: T


class _Unfit:
    """What a binding returns when the complaint has been made."""


UNFIT = _Unfit()


def bind(
    node: Node, cls: type[T], diagnostics: Diagnostics, *, anchor: Span | None = None, memory: Memory = NO_MEMORY
) -> T | None:
    """``node`` as a ``cls``, or None after reporting why not.

    ``anchor`` is where a missing key is reported: the key whose value ``node`` is, if there is one.
    """
    value = Binder(diagnostics, memory).value(cls, node, anchor or node.span)
    return None if isinstance(value, _Unfit) else typing.cast(T, value)


@dataclass(frozen=True, slots=True)
class Binder:
    """Binds values; every method returns UNFIT after a complaint."""

    diagnostics: Diagnostics
    memory: Memory = NO_MEMORY

    def value(self, kind: Any, node: Node, anchor: Span) -> Any:
        """``node`` as the annotation ``kind``."""
        return _rule(kind)(self, node, anchor)

    def kept(self, cls: type, node: Node, anchor: Span) -> Any:
        """``node`` as a record of ``cls``, the same one as long as the node is the same."""

        def bound(found: Diagnostics) -> Any:
            return Binder(found, self.memory).fields(cls, node, anchor)

        return self.memory.told("record", (cls, Same(node), anchor, self.diagnostics.draft), self.diagnostics, bound)

    def complain(self, code: str, message: str, span: Span, hint: str = "") -> _Unfit:
        """Report an error and return UNFIT."""
        self.diagnostics.error(code, message, span, hint)
        return UNFIT

    # ---- scalars

    def scalar(self, kind: Any, node: Node) -> Any:
        if not isinstance(node, Scalar):
            message = f"{_WANTED[kind]} is needed here, not {_described(node)}"
            return self.complain("wrong-type", message, node.span, _HOW[kind])
        if node.is_null:
            message = f"{_WANTED[kind]} is needed here, and there is nothing"
            return self.complain("wrong-type", message, node.span, _HOW[kind])
        return _SCALARS[kind](self, node)

    def text(self, node: Scalar) -> Any:
        return Text.of(node)

    def name(self, node: Scalar) -> Any:
        if not NAME.fullmatch(node.value):
            hint = "use letters and digits, joined by '-', '_' or '.'"
            return self.complain("bad-name", f"'{_short(node.value)}' is no name", node.span, hint)
        return Name(node.value, node)

    def string(self, node: Scalar) -> Any:
        return node.value

    def boolean(self, node: Scalar) -> Any:
        if node.plain and node.value.lower() in ("true", "false"):
            return node.value.lower() == "true"
        return self.complain("wrong-type", f"'{_short(node.value)}' is neither true nor false", node.span, _HOW[bool])

    def integer(self, node: Scalar) -> Any:
        if re.fullmatch(r"[-+]?[0-9]{1,12}", node.value):
            return int(node.value)
        return self.complain("bad-number", f"'{_short(node.value)}' is no whole number", node.span, _HOW[int])

    def decimal(self, node: Scalar) -> Any:
        number = decimal_of(node.value)
        if number is None:
            return self.complain("bad-number", f"'{_short(node.value)}' is no number", node.span, _HOW[Decimal])
        return number

    def date(self, node: Scalar) -> Any:
        try:
            return dt.date.fromisoformat(node.value)
        except ValueError:
            return self.complain("bad-date", f"'{_short(node.value)}' is no date", node.span, _HOW[dt.date])

    def literal(self, allowed: tuple[Any, ...], node: Node) -> Any:
        if isinstance(node, Scalar) and node.value in allowed:
            return node.value
        if not isinstance(node, Scalar):
            hint = did_you_mean("", allowed)
            return self.complain("wrong-type", f"one word is needed here, not {_described(node)}", node.span, hint)
        hint = did_you_mean(node.value, allowed)
        return self.complain("bad-value", f"'{_short(node.value)}' is not possible here", node.span, hint)

    # ---- collections

    def items(self, rule: _Rule, node: Node) -> Any:
        if isinstance(node, Scalar) and node.is_null:
            return ()
        nodes = node.items if isinstance(node, Sequence) else (node,)
        found = [rule(self, item, item) for item in nodes]
        return tuple(item for item in found if item is not UNFIT)

    def keyed(self, rule: _Rule, node: Node) -> Any:
        if isinstance(node, Scalar) and node.is_null:
            return ()
        if not isinstance(node, Mapping):
            message = f"keys with values are needed here, not {_described(node)}"
            return self.complain("wrong-type", message, node.span, _HOW_KEYS)
        pairs = [(self.name(e.key), rule(self, e.value, e.key)) for e in node.entries]
        return tuple(Keyed(key, value) for key, value in pairs if key is not UNFIT and value is not UNFIT)

    def none_of(self, kinds: tuple[Any, ...], node: Node) -> Any:
        """Complain that ``node`` is for none of ``kinds``."""
        wanted = " or ".join(dict.fromkeys(_wanted(kind) for kind in kinds))
        hint = "; or ".join(dict.fromkeys(_how(kind) for kind in kinds))
        return self.complain("wrong-type", f"{wanted} is needed here, not {_described(node)}", node.span, hint)

    def fields(self, cls: type, node: Node, anchor: Span) -> Any:
        shorthand = getattr(cls, "SHORTHAND", None)
        if not isinstance(node, Mapping):
            if shorthand is None or (isinstance(node, Scalar) and node.is_null and required_keys(cls)):
                message = f"keys with values are needed here, not {_described(node)}"
                return self.complain("wrong-type", message, anchor, _HOW_KEYS)
            entries: tuple[Entry, ...] = ()
            if not (isinstance(node, Scalar) and node.is_null):
                entries = (Entry(Scalar(shorthand, True, node.source, node.start, node.start), node),)
            node = Mapping(entries, node.source, node.start)
        return self.record(cls, node, anchor)

    def record(self, cls: type, node: Mapping, anchor: Span, *, also: Iterable[str] = ()) -> Any:
        """A dataclass from a mapping; keys in ``also`` belong to somebody else and are passed over.

        After a complaint the record is still made as far as possible, with an empty stand-in for what is
        missing or unfit, so that the rest of the outline is checked in the same run. A key that is only misspelt is not
        missing besides.
        """
        kinds, rules = schema_of(cls), _rules_of(cls)
        passed = set(also)
        values: dict[str, Any] = {}
        misspelt: set[str] = set()
        for entry in node.entries:
            key = entry.key.value
            if key in rules:
                name, rule = rules[key]
                values[name] = rule(self, entry.value, entry.key)
            elif key not in passed:
                hint = did_you_mean(key, [*kinds, *passed])
                misspelt.add(nearest(key, [*kinds, *passed]))
                self.complain("unknown-key", f"there is no key '{_short(key)}' here", entry.key.span, hint)
        for key in required_keys(cls):
            name, kind = kinds[key]
            if name not in values and key not in misspelt:
                self.complain("missing-key", f"the key '{key}' is missing", anchor, f"add '{key}:' here")
            if values.get(name, UNFIT) is UNFIT:
                values[name] = _stand_in(kind, node)
        values = {name: value for name, value in values.items() if value is not UNFIT}
        if _has_span(cls):
            values["span"] = anchor
        complete = all(kinds[key][0] in values for key in required_keys(cls))
        return cls(**values) if complete else UNFIT


def _stand_in(kind: Any, node: Mapping) -> Any:
    """An empty value of an annotation, or UNFIT where there is none; only ever used after a complaint."""
    if kind in (Text, Name):
        return kind("", Scalar("", True, node.source, node.start, node.start))
    if get_origin(kind) is tuple:
        return ()
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind):
        return None
    return {str: "", bool: False, int: 0, Decimal: Decimal(0), dt.date: dt.date.min}.get(kind, UNFIT)


def decimal_of(text: str) -> Decimal | None:
    """The number that ``text`` is, digit for digit, or None."""
    if len(text) > _MAX_DIGITS or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text)


@functools.cache
def schema_of(cls: type) -> dict[str, tuple[str, Any]]:
    """The keys of a dataclass: key to (field name, annotation), in order."""
    hints = typing.get_type_hints(cls)
    fields = [f for f in dataclasses.fields(cls) if f.init and f.name != "span"]
    return {_key(f.name): (f.name, hints[f.name]) for f in fields}


# Where a missing key is reported: a place, or the node that stands there, whose place few ever ask for.
_Anchor = Span | Node

# How an annotation is bound.
_Rule = Callable[[Binder, Node, _Anchor], Any]


@functools.cache
def _rules_of(cls: type) -> dict[str, tuple[str, _Rule]]:
    """The keys of a dataclass: key to (field name, rule). An outline has thousands of values of a few dataclasses."""
    return {key: (name, _rule(kind)) for key, (name, kind) in schema_of(cls).items()}


def _rule(kind: Any) -> _Rule:
    """The rule for an annotation; kept for classes alone, since to hash a union takes as long as to follow it."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind is Any or kind == Node:
        return lambda _, node, __: node
    if origin in (Union, types.UnionType):
        return _union_rule(parts)
    if origin is Literal:
        return lambda binder, node, _: binder.literal(parts, node)
    if origin is tuple and get_origin(parts[0]) is Keyed:
        keyed = _rule(get_args(parts[0])[0])
        return lambda binder, node, _: binder.keyed(keyed, node)
    if origin is tuple:
        listed = _rule(parts[0])
        return lambda binder, node, _: binder.items(listed, node)
    return _class_rule(kind)


def _union_rule(kinds: tuple[Any, ...]) -> _Rule:
    others = tuple(kind for kind in kinds if kind is not type(None))
    choices = [(_taken(kind), _rule(kind)) for kind in others]
    may_be_null = len(others) < len(kinds)

    def bound(binder: Binder, node: Node, anchor: _Anchor) -> Any:
        if may_be_null and isinstance(node, Scalar) and node.is_null:
            return None
        for taken, rule in choices:
            if isinstance(node, taken):
                return rule(binder, node, anchor)
        return binder.none_of(others, node)

    return bound


@functools.cache
def _class_rule(kind: Any) -> _Rule:
    if kind in (Scalar, Sequence, Mapping):
        return lambda _, node, __: node
    if hasattr(kind, "bind_node"):
        return lambda binder, node, anchor: kind.bind_node(node, _place(anchor), binder)
    if kind in _SCALARS:
        return lambda binder, node, _: binder.scalar(kind, node)
    if dataclasses.is_dataclass(kind):
        return lambda binder, node, anchor: binder.fields(typing.cast(type, kind), node, _place(anchor))
    return lambda _, __, ___: _without_rule(kind)


def _without_rule(kind: Any) -> NoReturn:
    raise TypeError(f"the schema has no rule for {kind!r}")


def _place(anchor: _Anchor) -> Span:
    return anchor if isinstance(anchor, Span) else anchor.span


@functools.cache
def _has_span(cls: type) -> bool:
    return "span" in {each.name for each in dataclasses.fields(cls)}


@functools.cache
def required_keys(cls: type) -> tuple[str, ...]:
    """The keys of a dataclass that must be there, in order."""
    missing = dataclasses.MISSING
    fields = [f for f in dataclasses.fields(cls) if f.default is missing and f.default_factory is missing]
    return tuple(_key(f.name) for f in fields if f.name != "span" and f.init)


def _key(field_name: str) -> str:
    return field_name.rstrip("_").replace("_", "-")


@functools.cache
def _taken(kind: Any) -> tuple[type, ...]:
    """The sorts of nodes that an annotation is for."""
    if kind is Any or kind == Node or hasattr(kind, "bind_node"):
        return (Scalar, Sequence, Mapping)
    if get_origin(kind) is tuple:
        return (Mapping if get_origin(get_args(kind)[0]) is Keyed else Sequence,)
    if dataclasses.is_dataclass(kind) and kind not in _SCALARS:
        return (Scalar, Sequence, Mapping) if hasattr(kind, "SHORTHAND") else (Mapping,)
    return (Scalar,)


def _wanted(kind: Any) -> str:
    if get_origin(kind) is tuple:
        return "a list" if get_origin(get_args(kind)[0]) is not Keyed else "a set of keys"
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(map(str, get_args(kind)))
    return _WANTED.get(kind, "a set of keys with values")


def _how(kind: Any) -> str:
    """How to write what an annotation takes."""
    if get_origin(kind) is tuple and get_origin(get_args(kind)[0]) is not Keyed:
        return "write a list: [one, another], or a line with '- ' for each"
    if get_origin(kind) is Literal:
        return did_you_mean("", map(str, get_args(kind)))
    return _HOW.get(kind, _HOW_KEYS)


def _described(node: Node) -> str:
    match node:
        case Scalar():
            return f"the text '{_short(node.value)}'" if not node.is_null else "nothing"
        case Sequence():
            return "a list"
        case Mapping():
            return "keys with values"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


_SCALARS: dict[Any, Any] = {
    Text: Binder.text,
    Name: Binder.name,
    str: Binder.string,
    bool: Binder.boolean,
    int: Binder.integer,
    Decimal: Binder.decimal,
    dt.date: Binder.date,
}
_HOW_KEYS = "write 'key: value' lines, indented below"
_HOW: dict[Any, str] = {
    Text: "write one text, in quotes if it begins with '[', '{' or '- ' or contains ': '",
    Name: "write one name of letters and digits, joined by '-', '_' or '.'",
    str: "write one text, in quotes if it begins with '[', '{' or '- ' or contains ': '",
    bool: "write true or false, without quotes",
    int: "write digits only, as in 12",
    Decimal: "write digits with a point, without separators or units: 257.2",
    dt.date: "write year-month-day, as in 2025-11-22",
}
_WANTED: dict[Any, str] = {
    Text: "a text",
    Name: "a name",
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    Decimal: "a number",
    dt.date: "a date",
}
