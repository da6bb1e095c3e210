"""An outline that shows every kind of chart on the shelf, made from their examples, so that all can be looked at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from hefei_report.charts.guide.entries import Entry, entry_of
from hefei_report.charts.kind import chart_kind_names

OUTLINE, SOURCES, PAGE, PICTURES = "gallery.yaml", "gallery-sources.yaml", "gallery.md", "gallery"
_PAGE_HEAD = """\
# Every kind of chart

Each is drawn from the example below it, without any key of style: first as it stands in a briefing, then as LibreOffice
shows its slide. `hefei-report kinds KIND` tells all keys of a kind.
[gallery.yaml](gallery.yaml) has all of them in one outline.

"""
_PAGE_ENTRY = """\
## {kind}

{purpose}. On slides it is {form}.{advice}

![{kind} in print]({pictures}/{kind}-print.png) ![{kind} on a slide]({pictures}/{kind}-slide.png)

<details><summary>Example</summary>

```yaml
{example}
```

</details>

"""
_HEAD = """\
# Every kind of chart, drawn from the example in its file. Written by 'hefei-report kinds --gallery'.
report: gallery
title: Every kind of chart
subtitle: What each is for, in print and on a slide
date: 2026-11-22
sources: [{sources}]
evidence: {{names: [{names}]}}
deck: {{agenda: false}}
sections:
"""
_SECTION = """\
  - id: sec-{kind}
    title: {kind}
    headline: {purpose}
    blocks:
{figure}"""
_SOURCE = "- {{id: {key}, type: report, title: {name} (an invented source), issued: 2025-01-01}}\n"
_KEY = re.compile(r"\[@([\w-]+)")
_ID = re.compile(r"^(\s*id: )\S+", re.MULTILINE)


def gallery(*kinds: str) -> dict[str, str]:
    """The files of the gallery: an outline with a section for each kind, and the sources that the examples cite.

    Of all kinds, or of ``kinds`` alone.
    """
    entries = [entry_of(kind) for kind in kinds or chart_kind_names()]
    names = ", ".join(entry.kind for entry in entries if re.search(r"\d", entry.kind))
    head = _HEAD.format(sources=SOURCES, names=names)
    return {OUTLINE: head + "".join(map(_section, entries)), SOURCES: "".join(_sources(entries))}


def page(native: Collection[str]) -> str:
    """The gallery as a page of Markdown with pictures; ``native`` are the kinds that PowerPoint shows as its own."""
    return _PAGE_HEAD + "".join(_entry(entry_of(kind), kind in native) for kind in chart_kind_names()).rstrip() + "\n"


def _entry(entry: Entry, native: bool) -> str:
    advice = f"\n\n{entry.advice}" if entry.advice else ""
    form = "PowerPoint's own chart, which can be edited" if native else "a drawing"
    purpose = entry.purpose[:1].upper() + entry.purpose[1:]
    return _PAGE_ENTRY.format(
        kind=entry.kind, purpose=purpose, form=form, advice=advice, example=entry.example, pictures=PICTURES
    )


def figure_id(kind: str) -> str:
    """What the figure of ``kind`` is called in the gallery."""
    return f"fig-{kind}"


def _section(entry: Entry) -> str:
    example = _ID.sub(lambda found: found[1] + figure_id(entry.kind), entry.example, count=1)
    first, *rest = example.splitlines()
    figure = "\n".join([f"      - {first}", *(f"        {line}".rstrip() for line in rest)])
    headline = f'"{entry.purpose[:1].upper()}{entry.purpose[1:]}"'
    return _SECTION.format(kind=entry.kind, purpose=headline, figure=figure) + "\n"


def _sources(entries: Iterable[Entry]) -> list[str]:
    keys = dict.fromkeys(key for entry in entries for key in _KEY.findall(entry.example))
    return [_SOURCE.format(key=key, name=key.partition("-")[0].capitalize()) for key in sorted(keys)]
