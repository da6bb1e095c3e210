"""Says what a trace found: a line for each numeral, all that is known about one number, or the same for machines."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hefei_report.document.model import Medium
from hefei_report.proof.binding import facts_bound, to_facts
from hefei_report.trace.comparing import Found, Orphan
from hefei_report.trace.tracing import Traced

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_KINDS = {
    "fact": "a fact",
    "register": "about a fact",
    "cite": "citation mark",
    "see": "cross-reference",
    "reference": "in the entry of a source",
    "waived": "as the source writes it",
    "quoted": "in a quotation",
    "chart": "label of a chart",
    "axis": "tick of an axis",
    "page": "page number",
    "numbering": "numbering",
    "date": "date of the report",
    "count": "count of the facts",
    "year": "a date",
    "name": "part of a name",
}
_ENTRY = 90  # characters of a source's entry in a list
_NAMES = {Medium.BRIEFING: "page", Medium.DECK: "slide"}


def digits(text: str) -> str:
    """The first number in ``text`` without separators, or ''."""
    found = _DIGITS.search(text)
    return found[0].replace(",", "").strip() if found else ""


def matching(traced: Traced, number: str) -> tuple[tuple[Found, ...], tuple[Orphan, ...]]:
    """The numerals that read ``number`` ("257.2", "1,370,000"), or print the fact of that id."""
    if number in traced.manifest.facts:
        return tuple(one for one in traced.found if number in facts_bound(one.binding)), ()
    wanted = digits(number)
    found = tuple(one for one in traced.found if digits(one.text) == wanted)
    return found, tuple(one for one in traced.orphans if wanted in (digits(one.text), digits(one.built)))


# ---------------------------------------------------------------------------------------------- lines


def listing(traced: Traced) -> Iterator[str]:
    """A line for each numeral, page by page."""
    leaf = 0
    for one in traced.found:
        if one.leaf != leaf:
            leaf = one.leaf
            yield f"\n{_leaf(leaf, traced)}"
        yield f"  {one.text:<12} {explained(one.binding, traced)}{' (drawn)' if one.drawn else ''}"


def orphan_lines(traced: Traced, orphans: Iterable[Orphan]) -> Iterator[str]:
    """A line for each numeral that nothing proves, with the words around it."""
    for one in orphans:
        shown = _one_line(f"{one.before}»{one.text or one.built}«{one.after}") if one.text or one.built else ""
        built = f"; {explained(one.binding, traced)}" if one.binding else ""
        yield f"{_leaf(one.leaf, traced)}: {one.why}{built}" + (f"\n    …{shown}…" if shown else "")


def _leaf(number: int, traced: Traced) -> str:
    """A leaf by its number in the file, with what readers call it: "page 4 (printed as 2)"."""
    label = traced.labels[number - 1] if number <= len(traced.labels) else ""
    return f"{_NAMES[traced.medium]} {number}" + (f" (printed as {label})" if label else "")


def summary(traced: Traced) -> Iterator[str]:
    """How many numerals of which kind there are, and what is wrong."""
    counts = Counter(one.binding.partition(":")[0] for one in traced.found)
    kinds = ", ".join(f"{count:,} {_KINDS.get(kind, kind)}" for kind, count in counts.most_common())
    leaves = f"{traced.leaves} {_NAMES[traced.medium]}" + ("" if traced.leaves == 1 else "s")
    yield f"{len(traced.found):,} numerals on {leaves} are proven: {kinds}"
    if traced.missing:
        count, name = len(traced.missing), _NAMES[traced.medium]
        gone = f"1 {name} of the build is" if count == 1 else f"{count} {name}s of the build are"
        yield f"{gone} not in this file: " + ", ".join(map(str, traced.missing))
    yield f"{len(traced.orphans):,} are not" if traced.orphans else "none is without proof"


def explained(binding: str, traced: Traced) -> str:
    """What a binding says, in a line."""
    kind, _, rest = binding.partition(":")
    match kind:
        case "fact":
            return " or ".join(_fact_line(id_, traced) for id_ in facts_bound(binding))
        case "register":
            return f"{_KINDS[kind]}: {rest}"
        case "cite" | "reference" | "quoted":
            return f"{_KINDS[kind]}: {_source(rest, traced)}"
        case "waived":
            return f"{_KINDS[kind]}: " + ", ".join(_source(key, traced) for key in rest.split())
        case "see" | "chart":
            return f"{_KINDS[kind]}: {traced.manifest.places.get(rest, rest)}"
        case _:
            return _KINDS.get(kind, kind)


def _fact_line(id_: str, traced: Traced) -> str:
    fact = traced.manifest.facts.get(id_, {})
    origin = str(fact.get("working") or "") or ", ".join(_evidence_lines(fact, traced))
    return f"{id_}: " + "; ".join(part for part in (*_values(fact, "printed", "period", "place"), origin) if part)


def _evidence_lines(fact: Mapping[str, Any], traced: Traced) -> Iterator[str]:
    for entry in _list(fact, "evidence"):
        located = f", {entry['locator']}" if entry.get("locator") else ""
        yield _source(str(entry.get("source", "")), traced, short=True) + located


def _source(key: str, traced: Traced, *, short: bool = False, whole: bool = False) -> str:
    """A source with its number in the list of references: its key, how its entry begins, or the whole entry."""
    source = traced.manifest.sources.get(key, {})
    number = f"[{source['number']}] " if "number" in source else ""
    entry = _one_line(str(source.get("entry", key)))
    return f"{number}{key}" if short else number + (entry if whole or len(entry) <= _ENTRY else entry[:_ENTRY] + "…")


# ----------------------------------------------------------------------------------------- provenance


def provenance(traced: Traced, found: Iterable[Found]) -> Iterator[str]:
    """All that is known about what these numerals are bound to, each thing once with where it is shown."""
    places: dict[str, list[Found]] = {}
    for one in found:
        for id_ in facts_bound(one.binding):
            places.setdefault(to_facts(id_), []).append(one)
        if not facts_bound(one.binding):
            places.setdefault(one.binding, []).append(one)
    for binding, ones in places.items():
        kind, _, id_ = binding.partition(":")
        lines = _fact_lines(id_, traced) if kind == "fact" else [("what", explained(binding, traced))]
        yield ""
        for name, text in (*lines, *(("shown", _where(one, traced)) for one in ones)):
            yield f"{name:<10} {text}"


def _fact_lines(id_: str, traced: Traced) -> Iterator[tuple[str, str]]:
    fact = traced.manifest.facts.get(id_, {})
    yield "fact", id_
    for name, key in (("value", "printed"), ("measures", "label"), ("period", "period"), ("place", "place")):
        yield from ((name, text) for text in _values(fact, key))
    state = ", ".join(_values(fact, "status", "state", "attested_by", "attested_on"))
    yield from ((("status", state),) if state else ())
    for name, key in (("working", "working"), ("formula", "formula")):
        yield from ((name, text) for text in _values(fact, key))
    for operand in _list(fact, "operands"):
        yield "from", _fact_line(str(operand), traced)
    for entry in _list(fact, "evidence"):
        yield "source", _source(str(entry.get("source", "")), traced, whole=True)
        if entry.get("locator"):
            yield "locator", str(entry["locator"])
        if entry.get("phrase_sha256"):
            yield "phrase", f"SHA-256 {entry['phrase_sha256']}"


def _where(one: Found, traced: Traced) -> str:
    place = traced.manifest.places.get(one.at, "")
    text = _one_line(f"{one.before}»{one.text}«{one.after}")
    return f"{_leaf(one.leaf, traced)}{', ' + place if place else ''}: …{text}…"


# ------------------------------------------------------------------------------------------- machines


def as_json(traced: Traced, found: Iterable[Found], orphans: Iterable[Orphan]) -> str:
    """The same as JSON: the numerals, those without proof, and the facts and sources that they name."""
    found, orphans = list(found), list(orphans)
    facts = dict.fromkeys(id_ for one in found for id_ in facts_bound(one.binding))
    content = {
        "report": traced.manifest.report,
        "medium": traced.medium.value,
        "leaves": traced.leaves,
        "missing_leaves": list(traced.missing),
        "numerals": [
            {
                "text": one.text,
                "leaf": one.leaf,
                "at": one.at,
                "before": one.before,
                "after": one.after,
                "bound_to": one.binding,
                "drawn": one.drawn,
            }
            for one in found
        ],
        "orphans": [
            {
                "text": one.text,
                "leaf": one.leaf,
                "at": one.at,
                "before": one.before,
                "after": one.after,
                "why": one.why,
                "built": one.built,
                "bound_to": one.binding,
            }
            for one in orphans
        ],
        "facts": {id_: traced.manifest.facts[id_] for id_ in facts if id_ in traced.manifest.facts},
        "sources": traced.manifest.sources,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _values(fact: Mapping[str, Any], *keys: str) -> list[str]:
    return [str(fact[key]) for key in keys if fact.get(key)]


def _list(fact: Mapping[str, Any], key: str) -> list[Any]:
    found = fact.get(key)
    return [entry for entry in found if isinstance(entry, dict | str)] if isinstance(found, list) else []


def _one_line(text: str) -> str:
    return " ".join(text.split())
