"""Has pandoc set the list of references, and the marks of styles that name authors: one call for a style.

The question is a document of pandoc's, as JSON: a paragraph for each cluster. Of the answer, the paragraphs become
marks and the entries of the list become runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from hefei_report.citations.clusters import Cited, Cluster
from hefei_report.citations.inlines import inlines_of, runs_of
from hefei_report.citations.items import item_of, marked_item
from hefei_report.citations.locators import term
from hefei_report.citations.naming import is_in_chinese
from hefei_report.citations.pandoc import Pandoc
from hefei_report.citations.style import Style
from hefei_report.document.model import Inline, Run, WebLink, plain
from hefei_report.evidence.sources import Source
from hefei_report.records import dataclass

_API = [1, 23, 1]
_ENGLISH = "en-US"
_NO_LOCATOR = "{}"  # or pandoc would look for one in the words that follow


@dataclass(frozen=True, slots=True)
class Rendered:
    """The entries by key, in the order of the list, and the mark of each cluster."""

    entries: dict[str, Inline] = field(default_factory=dict)
    marks: tuple[Inline, ...] = ()


def render(
    style: Style, sources: Mapping[str, Source], clusters: Sequence[Cluster], language: str, pandoc: Pandoc
) -> Rendered:
    """The list of ``sources`` (by key, in the order of their numbers) in ``style``, in a publication in ``language``.

    A style in Chinese is asked a second time in English, for the entries of sources that are not in Chinese. Raises
    PandocError.
    """
    items = [marked_item(source, language) if style.ours else item_of(source) for source in sources.values()]
    found = _asked(style, style.locale, items, clusters, pandoc)
    foreign = {key for key, source in sources.items() if not is_in_chinese(source)}
    if style.is_in_chinese and foreign:
        english = _asked(style, _ENGLISH, items, clusters, pandoc).entries
        both = {key: english.get(key, entry) if key in foreign else entry for key, entry in found.entries.items()}
        found = replace(found, entries=both)
    if style.is_house:
        bare = {key: tuple(_bare(run) for run in entry) for key, entry in found.entries.items()}
        found = replace(found, entries=bare)
    return found


def _asked(
    style: Style, locale: str, items: Sequence[dict[str, Any]], clusters: Sequence[Cluster], pandoc: Pandoc
) -> Rendered:
    everything = Cluster.of(item["id"] for item in items)
    question = {
        "pandoc-api-version": _API,
        "meta": {
            "lang": {"t": "MetaString", "c": locale},
            "link-citations": {"t": "MetaBool", "c": True},
            "nocite": {"t": "MetaInlines", "c": [_cite(everything, locale)]},
        },
        "blocks": [{"t": "Para", "c": [_cite(cluster, locale)]} for cluster in clusters],
    }
    files = {"style.csl": style.content, "items.json": _json(items)}
    arguments = ["--from=json", "--to=json", "--citeproc", "--csl=style.csl", "--bibliography=items.json"]
    has_numbers = style.numbered and not style.is_house
    return pandoc.ask(arguments, _json(question), lambda answer: _read(answer, len(clusters), has_numbers), files)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(errors="replace")


def _cite(cluster: Cluster, locale: str) -> dict[str, Any]:
    citations = [
        _citation(cited, cluster.narrative and place == 0, locale) for place, cited in enumerate(cluster.cites)
    ]
    return {"t": "Cite", "c": [citations, []]}


def _citation(cited: Cited, narrative: bool, locale: str) -> dict[str, Any]:
    mode = "SuppressAuthor" if cited.suppressed else "AuthorInText" if narrative else "NormalCitation"
    where = term(cited.locator, locale) if cited.locator else _NO_LOCATOR if cited.suffix else ""
    suffix = inlines_of((Run(where),))
    if cited.suffix and plain(cited.suffix)[0] not in " ,.;:，。；：":
        suffix.append({"t": "Space"})
    return {
        "citationId": cited.key,
        "citationPrefix": inlines_of(cited.prefix),
        "citationSuffix": suffix + inlines_of(cited.suffix),
        "citationMode": {"t": mode},
        "citationNoteNum": 1,
        "citationHash": 0,
    }


def _read(answer: bytes, clusters: int, has_numbers: bool) -> Rendered:
    """The entries and marks in pandoc's answer. Raises ValueError when it is none."""
    try:
        blocks = json.loads(answer)["blocks"]
        marks = tuple(runs_of(block["c"]) for block in blocks[:clusters])
        divisions = [block["c"] for block in blocks[clusters:] if block["t"] == "Div"]
        entries: list[Any] = next((content for (id_, *_), content in divisions if id_ == "refs"), [])
        found = {entry["c"][0][0].removeprefix("ref-"): runs_of(entry["c"][1]) for entry in entries}
    except (LookupError, TypeError, AttributeError) as problem:
        raise ValueError(f"not the document that was asked for ({problem})") from None
    return Rendered(_without_numbers(found) if has_numbers else found, marks)


def _without_numbers(entries: dict[str, Inline]) -> dict[str, Inline]:
    """The entries without the number that a style sets before each of them: the writers set it."""
    heads = [
        re.match(rf"\s*[\[(]?{place}(?!\d)[\])]?[.,:]?\s*", plain(entry))
        for place, entry in enumerate(entries.values(), 1)
    ]
    if not all(heads):
        return entries
    return {
        key: _after(entry, head.end() if head else 0) for (key, entry), head in zip(entries.items(), heads, strict=True)
    }


def _after(inline: Inline, count: int) -> Inline:
    """``inline`` without its first ``count`` characters."""
    runs: list[Run] = []
    for run in inline:
        if len(run.text) > count:
            runs.append(replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return tuple(runs)


def _bare(run: Run) -> Run:
    """A link that shows its own address, shown without the scheme."""
    if isinstance(run.target, WebLink) and run.text == run.target.url:
        return replace(run, text=run.text.split("://", 1)[-1].rstrip("/"))
    return run
