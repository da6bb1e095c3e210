"""Has pandoc set the list of references, and the marks of styles that name authors: one call for a style.

The question is a document of pandoc's, as JSON: a paragraph for each cluster. Of the answer, the paragraphs become
marks and the entries of the list become runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    return pandoc.ask(arguments, _json(question), lambda answer: _read(answer, len(clusters), style.numbered), files)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(errors="replace")


def _cite(cluster: Cluster, locale: str) -> dict[str, Any]:
    citations = [
        _citation(cited, cluster.narrative and place == 0, locale) for place, cited in enumerate(cluster.cites)
    ]
    return {"t": "Cite", "c": [citations, []]}


def _citation(cited: Cited, narrative: bool, locale: str) -> dict[str, Any]:
    mode = "SuppressAuthor" if cited.suppressed else "AuthorInText" if narrative else "NormalCitation"
    where = f", {term(cited.locator, locale)}" if cited.locator else _NO_LOCATOR if cited.suffix else ""
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


def _read(answer: bytes, clusters: int, numbered: bool) -> Rendered:
    """The entries and marks in pandoc's answer. Raises ValueError when it is none."""
    try:
        blocks = json.loads(answer)["blocks"]
        marks = tuple(runs_of(block["c"]) for block in blocks[:clusters])
        divisions = [block["c"] for block in blocks[clusters:] if block["t"] == "Div"]
        entries: list[Any] = next((content for (id_, *_), content in divisions if id_ == "refs"), [])
        found = [_entry(entry["c"], place, numbered) for place, entry in enumerate(entries, 1)]
    except (LookupError, TypeError, AttributeError) as problem:
        raise ValueError(f"not the document that was asked for ({problem})") from None
    return Rendered(dict(found), marks)


def _entry(content: Any, place: int, numbered: bool) -> tuple[str, Inline]:
    """An entry's key and runs, without the number that a style sets before it: the writers set it."""
    (id_, *_), blocks = content
    inlines = [inline for block in blocks for inline in (block["c"] if block["t"] in ("Para", "Plain") else [block])]
    runs = runs_of(inline for inline in inlines if not _is_margin(inline))
    if numbered and runs:
        number = re.match(rf"\s*[\[(]?{place}(?:[\])][.,:]?|[.,:])\s*", runs[0].text)
        runs = (replace(runs[0], text=runs[0].text[number.end() :] if number else runs[0].text.lstrip()), *runs[1:])
    return id_.removeprefix("ref-"), tuple(run for run in runs if run.text)


def _is_margin(inline: Any) -> bool:
    return bool(inline["t"] == "Span" and "csl-left-margin" in inline["c"][0][1])


def _bare(run: Run) -> Run:
    """A link that shows its own address, shown without the scheme."""
    if isinstance(run.target, WebLink) and run.text == run.target.url:
        return replace(run, text=run.text.split("://", 1)[-1].rstrip("/"))
    return run
