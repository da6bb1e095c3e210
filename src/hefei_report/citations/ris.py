"""Reads RIS: rispy takes an entry apart, and here its fields get CSL's names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hefei_report.citations.foreign import entries_within_bounds, node_of
from hefei_report.diagnostics import Diagnostics
from hefei_report.expressions import expression
from hefei_report.outline.nodes import Sequence, Source
from hefei_report.records import dataclass

_START = expression(r"^TY  ?-[ \t]?(?P<type>.*)$", re.MULTILINE)
_END = expression(r"^ER  ?-.*$", re.MULTILINE)
_ID = expression(r"^ID  ?-[ \t]*(?P<id>\S+)[ \t]*$", re.MULTILINE)
_HINT = (
    "an entry begins with 'TY  - ', has a tag, two spaces, a hyphen and a space on each line, and ends with 'ER  - '"
)

_PARTICLE = expression(r"(?P<words>[a-z]+(?: [a-z]+)*) (?=[A-Z])")  # "van der", as pandoc reads it in BibLaTeX

_TYPES = {
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "GOVDOC": "report",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "PAT": "patent",
    "PRESS": "article-newspaper",
    "RPRT": "report",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNPB": "manuscript",
    "VIDEO": "motion_picture",
}
# CSL's name: rispy's names for the tags that may hold it, best first.
_TEXTS = {
    "title": ("title", "primary_title"),
    "title-short": ("short_title",),
    "container-title": ("secondary_title", "journal_name", "alternate_title3"),
    "collection-title": ("tertiary_title",),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "volume": ("volume",),
    "edition": ("edition",),
    "DOI": ("doi",),
    "language": ("language",),
    "genre": ("type_of_work",),
    "section": ("section",),
}
_PEOPLE = {
    "author": ("first_authors", "authors"),
    "editor": ("secondary_authors", "editors"),
    "translator": ("subsidiary_authors", "translated_authors"),
}
_DATES = {"issued": ("date", "publication_year", "year"), "accessed": ("access_date",)}
_NUMBERED = {"report", "patent", "standard"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry's text, where its name stands, and its ID ('' for none)."""

    text: str
    start: int
    name_start: int
    id: str
    closed: bool


def read_ris(text: str, name: str, diagnostics: Diagnostics) -> Sequence | None:
    """The entries of the file ``name`` as CSL items, or None after a diagnostic about all of it."""
    file = Source(name, text)
    entries = entries_within_bounds(file, _entries, diagnostics)
    if entries is None:
        return None
    nodes = []
    taken: set[str] = set()
    if text.strip() and not entries:
        diagnostics.error("bad-source", f"there is no entry in '{name}'", file.span(0), _HINT)
    for number, entry in enumerate(entries, 1):
        fields = _fields(entry)
        if fields is None:
            label = entry.id or f"number {number}"
            message = f"the entry '{label}' can't be read: " + (
                "its lines are no RIS" if entry.closed else "it never ends"
            )
            diagnostics.error("bad-source", message, file.span(entry.name_start, max(len(entry.id), 1)), _HINT)
            continue
        item = _item(fields)
        item["id"] = entry.id or _derived(item, number, taken)
        taken.add(item["id"])
        nodes.append(node_of(item, file, entry.name_start, entry.name_start + max(len(entry.id), 2)))
    return Sequence(tuple(nodes), file, 0)


def _entries(text: str) -> Iterator[_Entry]:
    starts = [*_START.finditer(text)]
    for place, start in enumerate(starts):
        limit = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        end = _END.search(text, start.end(), limit)
        id_ = _ID.search(text, start.end(), end.start() if end else limit)
        name_start = id_.start("id") if id_ else start.start()
        body = text[start.start() : end.end() if end else limit]
        yield _Entry(body, start.start(), name_start, id_["id"] if id_ else "", end is not None)


def _fields(entry: _Entry) -> dict[str, Any] | None:
    """The fields of one entry by rispy's names, or None when it is none."""
    if not entry.closed:
        return None
    import rispy

    try:
        found = rispy.loads(entry.text + "\n")
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return dict(found[0]) if len(found) == 1 else None


def _item(fields: dict[str, Any]) -> dict[str, Any]:
    type_ = _TYPES.get(str(fields.get("type_of_reference", "")).strip(), "document")
    item: dict[str, Any] = {"type": type_}
    for name, tags in (_TEXTS | _DATES).items():
        value = next((fields[tag] for tag in tags if fields.get(tag)), None)
        if value is not None:
            item[name] = _date(str(value)) if name in _DATES else str(value)
    for name, tags in _PEOPLE.items():
        people = [_person(person) for tag in tags for person in fields.get(tag, [])]
        if people:
            item[name] = people
    if fields.get("number"):
        item["number" if type_ in _NUMBERED else "issue"] = str(fields["number"])
    pages = [str(fields[tag]) for tag in ("start_page", "end_page") if fields.get(tag)]
    if pages:
        item["page"] = "-".join(dict.fromkeys(pages))
    if fields.get("issn"):
        item["ISBN" if type_ in ("book", "chapter") else "ISSN"] = str(fields["issn"])
    urls = fields.get("urls") or [fields["url"]] if fields.get("urls") or fields.get("url") else []
    if urls:
        item["URL"] = str(urls[0])
    return item


def _person(name: str) -> dict[str, str]:
    """A name "Family, Given, Suffix"; one without a comma is an institution's, or a whole Chinese name."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 1 or not parts[1]:
        return {"literal": parts[0]}
    particle = _PARTICLE.match(parts[0])
    family = parts[0][particle.end() :] if particle else parts[0]
    own = {"family": family, "given": parts[1]} | ({"dropping-particle": particle["words"]} if particle else {})
    return own | ({"suffix": parts[2]} if parts[2:] and parts[2] else {})


def _date(text: str) -> str:
    """RIS's "2020/03/04/" and "2025/11/01/12:00:00" as a date alone."""
    found = re.match(r"\s*(\d{4})(?:/(\d{1,2})(?:/(\d{1,2}))?)?(?:/|$)", text)
    return "-".join(part.zfill(2) for part in found.groups() if part) if found else text


def _derived(item: dict[str, Any], number: int, taken: set[str]) -> str:
    """A key for an entry without one: "doe2020", then "doe2020b"."""
    first = (item.get("author") or item.get("editor") or [{}])[0]
    name: str = re.sub(r"[\W_]", "", (first.get("family") or first.get("literal") or f"source{number}").lower())
    stem: str = name + str(item.get("issued", ""))[:4]
    letters: tuple[str, ...] = ("", *"bcdefghijklmnopqrstuvwxyz", f"-{number}")
    return next(stem + letter for letter in letters if stem + letter not in taken)
