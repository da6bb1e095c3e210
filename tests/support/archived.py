"""An archive of the tests' own, in both languages and in many typographies, and the facts that stand in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.facts import Facts
from hefei_report.evidence.lock import Lock
from hefei_report.evidence.reading import read_facts
from hefei_report.evidence.sources import read_sources
from hefei_report.evidence.verification import ArchivedText, Verification, verify
from hefei_report.outline.nodes import parse
from tests.support.tools import CHECKOUT

SOURCES = """\
- {id: gazette, title: The Rivertown Gazette}
- {id: bulletin, title: 江城统计公报}
- {id: memoir, title: A memoir on paper}
"""

GAZETTE = """\
Rivertown at a glance

Published March 06, 2025 | 08:26 PM

In 2024, Rivertown sold goods worth over 257.2 billion yuan abroad, a rise of 10.6% in a year.
Machinery made up 80.3 percent of it, or 206.54\u00a0billion yuan ($28.7 billion); the “new three” were 34,840 million.

The city built 740,000 cars, ranking fourth in the country, and its 13th line of metro opened. Around 2015 it had two.
Output has more than doubled since 2014. Nearly 10 billion yuan went into seven plants and 100-plus suppliers.
Trade fell by 3.5 percent in spring. The port handled 900 trips, the airport 900 flights, the road 900 buses.
The 2025 fair will open on Sept. 20. Its guests come from Germany, Thailand, Indonesia, and India.
Residents can stay for a decade, visitors for at least 240 hours, drones below 1,000 metres.
"""

BULLETIN = """\
江城市２０２４年统计公报
全年地区生产总值１３，５０７．７亿元，出口额超过2572亿元。
常住人口约1000.2万人，居全国城市第19位。
新能源汽车产量近百万辆，比上年增加1.5个百分点，100余家企业落户。
"""

FACTS = """\
facts:
  published:
    {value: 2025-03-06, unit: date,
     source: gazette, locator: {paragraph: 2}, phrase: "Published March 06, 2025"}
  exports:
    {value: "257.2", unit: billion yuan, qualifier: over,
     source: gazette, locator: {paragraph: 3}, phrase: over 257.2 billion yuan}
  exports_rise: {value: "10.6", unit: percent, source: gazette, locator: {paragraph: 3}, phrase: a rise of 10.6%}
  machinery_share:
    {value: "80.3", unit: percent,
     source: gazette, locator: {paragraph: 4}, phrase: 80.3 percent of it}
  machinery:
    {value: "206.54", unit: billion yuan,
     source: gazette, locator: {paragraph: 4}, phrase: or 206.54 billion yuan}
  machinery_dollars:
    {value: "28.7", unit: billion dollars,
     source: gazette, locator: {paragraph: 4}, phrase: 206.54 billion yuan ($28.7 billion)}
  cars: {value: "740000", unit: vehicles, source: gazette, locator: {paragraph: 5}, phrase: "built 740,000 cars"}
  cars_rank: {value: 4, unit: rank, source: gazette, locator: {paragraph: 5}, phrase: ranking fourth in the country}
  metro: {value: 13, unit: rank, source: gazette, locator: {paragraph: 5}, phrase: 13th line of metro}
  metro_start:
    {value: 2015, unit: year, qualifier: about,
     source: gazette, locator: {paragraph: 5}, phrase: Around 2015 it had}
  multiple:
    {value: 2, unit: times, qualifier: over,
     source: gazette, locator: {paragraph: 6}, phrase: has more than doubled}
  plants_money:
    {value: 10, unit: billion yuan, qualifier: nearly,
     source: gazette, locator: {paragraph: 6}, phrase: Nearly 10 billion yuan}
  plants: {value: 7, unit: plants, source: gazette, locator: {paragraph: 6}, phrase: seven plants}
  suppliers:
    {value: 100, unit: suppliers, qualifier: over,
     source: gazette, locator: {paragraph: 6}, phrase: 100-plus suppliers}
  trade_fall: {value: "-3.5", unit: percent, source: gazette, locator: {paragraph: 7}, phrase: fell by 3.5 percent}
  trips: {value: 900, unit: trips, source: gazette, locator: {paragraph: 7}, phrase: handled 900 trips}
  fair: {value: 2025-09-20, unit: date, source: gazette, phrase: open on Sept. 20}
  guests: {value: 4, unit: countries, source: gazette, phrase: "Germany, Thailand, Indonesia, and India"}
  stay: {value: 10, unit: years, source: gazette, locator: {paragraph: 9}, phrase: stay for a decade}
  visit:
    {value: 240, unit: hours, qualifier: at least,
     source: gazette, locator: {paragraph: 9}, phrase: at least 240 hours}
  ceiling:
    {value: 1000, unit: metres, qualifier: less than,
     source: gazette, locator: {paragraph: 9}, phrase: "below 1,000 metres"}
  gdp:
    {value: "13507.7", unit: 100 million yuan,
     source: bulletin, locator: {paragraph: 2}, phrase: "地区生产总值13507.7亿元"}
  exports_zh: {value: "257.2", unit: billion yuan, qualifier: over, source: bulletin, phrase: "出口额超过2572亿元"}
  residents: {value: "1000.2", unit: "10,000 people", qualifier: about, source: bulletin, phrase: 常住人口约1000.2万人}
  residents_rank: {value: 19, unit: rank, source: bulletin, locator: {paragraph: 3}, phrase: "居全国城市第19位"}
  nev: {value: 100, unit: "10,000 vehicles", qualifier: nearly, source: bulletin, phrase: "产量近百万辆"}
  points: {value: "1.5", unit: percentage points, source: bulletin, phrase: "增加1.5个百分点"}
  firms: {value: 100, unit: companies, qualifier: over, source: bulletin, phrase: "100余家企业"}
  rest: {derived: exports - machinery, unit: billion yuan, round: 0.1}
  told: {value: 12, unit: wells, source: memoir, phrase: twelve wells}
"""

TEXTS = {"gazette": GAZETTE, "bulletin": BULLETIN}

# The flagship's archive is third-party text and no part of the project; tests that need it run where it is at hand.
_AT_HAND = Path(os.environ.get("HEFEI_REPORT_ARCHIVE") or CHECKOUT.parent / "shared" / "sources")
FLAGSHIP_ARCHIVE = _AT_HAND if _AT_HAND.is_dir() else None


def facts_in(text: str) -> tuple[Facts, Diagnostics]:
    """The facts of a facts file about :data:`SOURCES`, and what is wrong with them."""
    diagnostics = Diagnostics()
    sources, facts = parse(SOURCES, "sources.yaml", diagnostics), parse(text, "facts.yaml", diagnostics)
    assert sources is not None
    if facts is None:
        return Facts(), diagnostics
    return read_facts((facts,), read_sources((sources,), diagnostics), diagnostics), diagnostics


def verified(
    text: str = FACTS, texts: Mapping[str, str] = TEXTS, lock: Lock | None = None
) -> tuple[Verification, Diagnostics]:
    """What verifying the facts of ``text`` against ``texts`` comes to."""
    facts, _ = facts_in(text)
    diagnostics = Diagnostics()
    archive = {key: ArchivedText.of(content.encode()) for key, content in texts.items()}
    return verify(facts, archive.get, lock or Lock("rivertown"), diagnostics), diagnostics


def write_archive(folder: Path, texts: Mapping[str, str] = TEXTS) -> Path:
    """Write the texts as a plain folder of KEY.txt files; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for key, content in texts.items():
        (folder / f"{key}.txt").write_text(content, encoding="utf-8")
    return folder
