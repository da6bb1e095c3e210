"""Outlines that no author would write, by seed: random nesting, lengths, scripts, emptiness and options.

As a program, ``python -m tests.support.fuzzing FOLDER FIRST COUNT [deck]`` builds so many of them, their briefings
unless decks are asked for, with the command's own entry and prints for each its seed and the exit code. The system
stops it when one takes longer than :data:`SECONDS`.
"""

from __future__ import annotations

import random
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hefei_report.cli import main as command
from tests.support.outlining import FACTS, Block, Outlined, Section
from tests.support.wording import Wording, name

SECONDS = 20
_CHARTS = ("column", "bar", "stacked-bar", "donut", "line")
_STYLES = ("house", "apa", "gb-t-7714-2025-numeric", "ieee")
_SCRIPTS = (
    "مرحبا بالعالم، هذا نص عربي.",
    "שלום עולם",
    "e\u0301\u0302\u0303 a\u0308\u0304 n\u0303",
    "👩‍👩‍👧‍👦 🚗 🇨🇳",
    "Привет, Ελληνικά",
    "สวัสดีชาวโลก",
    "नमस्ते दुनिया",
    "こんにちは世界",
    "안녕하세요",
    "\u200b\u200d\ufeff\u2060",
    "soft\u00adhy\u00adphen\u00adat\u00adion",
    "\u202eright to left\u202c",
    "𝒜𝓁𝓅𝒽𝒶 𠀀𠀁",
    "ﬁ ﬂ ŉ ǆ ẞ",
    "\u00a0\u2009\u202f\u3000",
)


class Fuzz:
    """One random outline."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._wording = Wording(seed)
        self._count = 0
        self._ids: list[str] = []
        # Mistakes end in diagnostics, so most outlines keep to what can be set; the others have all kinds of them.
        self._wrong = self._chance.random() < 0.2

    def outline(self) -> Outlined:
        """The report; whether it is right or wrong is for the product to say."""
        chance = self._chance
        sections = tuple(self._section(1) for _ in range(self._few(4) or not self._wrong))
        wishes: dict[str, Any] = {
            "subtitle": self._inline(),
            "authors": [self._plain() or "A Desk" for _ in range(self._few(5))],
            "publisher": self._plain(),
            "keywords": [self._plain() or "word" for _ in range(self._few(4))],
            "description": self._plain(),
            "citation-style": chance.choice(_STYLES),
            "briefing": self._options(),
            "deck": self._deck_options(),
        }
        chosen = {key: value for key, value in wishes.items() if chance.random() < 0.4 and value}
        top = {"title": self._inline(), "language": chance.choice(("en", "en", "zh")), **chosen}
        return Outlined(sections, top, draft=chance.random() < 0.2)

    # ------------------------------------------------------------------------------------ structure

    def _section(self, depth: int) -> Section:
        chance = self._chance
        inner = [self._section(depth + 1) for _ in range(self._few(3))] if depth < 8 and chance.random() < 0.4 else []
        blocks = [self._block() for _ in range(self._few(7))]
        found: Section = {"id": self._id("sec"), "title": self._inline(), "blocks": blocks, "sections": inner}
        if chance.random() < 0.5:
            found["headline"] = self._inline()
        if chance.random() < 0.1:
            found["numbered"] = False
        if chance.random() < 0.1:
            found["only"] = chance.choice(("briefing", "deck"))
        return found

    def _block(self) -> Block:
        kinds: tuple[Callable[[], Block], ...] = (
            *(self._text, self._text, self._bullets, self._figure, self._timeline, self._table, self._key_figures),
            *(self._callout, self._quote, self._page_break),
        )
        block = self._chance.choice(kinds)()
        if self._chance.random() < 0.05:
            block["only"] = self._chance.choice(("briefing", "deck"))
        return block

    def _text(self) -> Block:
        return {"text": "\n\n".join(self._inline(90, noted=True) for _ in range(self._few(6)))}

    def _bullets(self) -> Block:
        items = [self._point(1) for _ in range(self._few(8))]
        return {"bullets": {"items": items, "ordered": self._chance.random() < 0.4}}

    def _point(self, depth: int) -> Any:
        if depth >= 3 or self._chance.random() < 0.6:
            return self._inline(30, noted=True)
        return {"text": self._inline(20), "items": [self._point(depth + 1) for _ in range(self._few(4))]}

    def _figure(self) -> Block:
        names = [name(n) for n in range(self._few(6))] if self._wrong else list("abcdef")[: self._chance.randint(1, 6)]
        data: list[dict[str, Any]] = [
            {"label": f"{self._plain(3)} {one}", "value": f"fact:{self._trade()}"} for one in names
        ]
        kind = self._chance.choice(_CHARTS)
        if kind == "line":
            data = [{"x": 2000 + n, "value": row["value"]} for n, row in enumerate(data)]
        return {
            "figure": {"id": self._id("fig"), "chart": kind, "unit": "billion yuan", **self._around(), "data": data}
        }

    def _timeline(self) -> Block:
        events = [{"date": str(1950 + 3 * n), "text": self._inline(9)} for n in range(self._few(12) or not self._wrong)]
        return {"timeline": {"id": self._id("fig"), **self._around(), "events": events}}

    def _around(self) -> dict[str, Any]:
        found: dict[str, Any] = {"title": self._inline(), "caption": self._inline(), "alt": self._plain(12)}
        found["source"] = "[@bulletin]"
        if self._chance.random() < 0.4:
            found["note"] = self._inline(40)
        if self._chance.random() < 0.5:
            found["width"] = self._chance.choice(("column", "full", "half"))
        return found

    def _table(self) -> Block:
        chance, wide = self._chance, self._few(9) or 1
        columns = [
            {
                "header": self._inline(5),
                "align": chance.choice(("left", "number", "center")),
                "width": chance.choice((1, 2, 0.2)),
            }
            for _ in range(wide)
        ]
        many = chance.choice((0, 1, 3, 8, 40))
        rows: list[Any] = [[self._inline(self._few(14), noted=True) for _ in columns] for _ in range(many)]
        return {
            "table": {
                "id": self._id("tbl"),
                "title": self._inline(),
                "columns": columns,
                "rows": rows,
                "source": "[@tongji]",
            }
        }

    def _key_figures(self) -> Block:
        items = [
            self._fact() if self._chance.random() < 0.5 else {"fact": self._fact(), "label": self._inline(9)}
            for _ in range(self._few(9) or 1)
        ]
        return {"key-figures": items}

    def _callout(self) -> Block:
        tone = self._chance.choice(("note", "insight", "caution"))
        return {"callout": {"tone": tone, "title": self._inline(8), "text": self._text()["text"]}}

    def _quote(self) -> Block:
        found: dict[str, Any] = {
            "text": self._inline(60, noted=True),
            "by": self._inline(6),
            "source": "[@gazette, p. 3]",
        }
        if self._chance.random() < 0.3:
            found["pull"] = True
        return {"quote": found}

    def _page_break(self) -> Block:
        return {"page-break": {}}

    def _options(self) -> dict[str, Any]:
        chance = self._chance
        return {
            "register": chance.random() < 0.5,
            "lists": chance.random() < 0.5,
            "paper": chance.choice(("a4", "letter")),
            "duplex": chance.random() < 0.5,
            "notes": chance.choice(("foot", "margin")),
        }

    def _deck_options(self) -> dict[str, Any]:
        chance = random.Random(self._chance.random())  # so that a new option changes no other part of the outline
        wishes: dict[str, Any] = {
            "citations": chance.choice(("slide", "end", "both")),
            "footer": self._wording.phrase(chance.choice((1, 9, 60))),
            "agenda": chance.random() < 0.5,
            "charts": chance.choice(("native", "drawn")),
            "summary": chance.random() < 0.5,
            "register": chance.random() < 0.5,
            "closing": self._wording.phrase(chance.choice((1, 4, 12))),
            "contact": [self._wording.phrase(chance.choice((2, 8))) for _ in range(chance.choice((0, 1, 3)))],
        }
        chosen = {key: value for key, value in wishes.items() if chance.random() < 0.6}
        return chosen if "closing" in chosen else {key: chosen[key] for key in chosen if key != "contact"}

    # ----------------------------------------------------------------------------------------- words

    def _few(self, most: int) -> int:
        """Mostly few, seldom none or many."""
        return self._chance.choice((0, 1, 1, 2, 2, 3, most))

    def _id(self, kind: str) -> str:
        self._count += 1
        self._ids.append(f"{kind}-{name(self._count)}")
        return self._ids[-1]

    def _reference(self) -> str:
        if self._wrong:
            return f"@{self._chance.choice(('sec', 'fig', 'tbl'))}-{name(self._chance.randint(1, 30))}"
        return f"@{self._chance.choice(self._ids)}" if self._ids else ""

    def _stray(self) -> str:
        marks = ("“", "(", "—", "…", "*", ")", "~", "^", "_", "\t") + ("[", "^[", "{{", "]", "\\") * self._wrong
        return self._chance.choice(marks)

    def _fact(self) -> str:
        return self._chance.choice(list(FACTS)[:5])

    def _trade(self) -> str:
        return self._fact() if self._wrong else self._chance.choice(("exports", "imports"))

    def _plain(self, most: int = 8) -> str:
        """Words without mark-up."""
        chance = self._chance
        draw = chance.random()
        if draw < 0.03 and self._wrong:
            return ""
        if draw < 0.15:
            return self._wording.clauses(self._few(5) or 1)
        if draw < 0.17:
            return "x" * chance.choice((40, 200, 700))
        if draw < 0.3 and self._wrong:
            return chance.choice(_SCRIPTS)
        return self._wording.phrase(chance.randint(1, max(1, most)))

    def _inline(self, most: int = 14, *, noted: bool = False) -> str:
        """Words with mark-up now and then, footnotes where they may be; seldom very many."""
        chance = self._chance
        if chance.random() < 0.01:
            most *= 60
        parts = [self._plain(most)]
        while chance.random() < 0.45:
            marked = chance.choice(self._marked)(self)
            parts.append(marked if noted or self._wrong or "^[" not in marked else "")
            parts.append(self._plain(most))
        return chance.choice((" ", " ", " ", "")).join(parts)

    _marked: tuple[Callable[[Fuzz], str], ...] = (
        lambda self: f"**{self._plain()}**",
        lambda self: f"*{self._plain()}*",
        lambda self: f"`{self._plain(3)}`",
        lambda self: f"^[{self._plain(self._chance.choice((5, 30, 400)))}]",
        lambda self: f"[{self._plain(3)}](https://example.org/{'path/' * self._few(30)})",
        lambda self: f"[{self._plain(2)}]{{.smallcaps}}",
        lambda self: f"{{{{ {self._fact()} }}}} in 2024 [@bulletin]",
        lambda self: f"{{{{ {self._fact()} | value }}}}",
        lambda self: f"[{self._chance.choice(('see ', ''))}@gazette, p. 3; @tongji]",
        lambda self: f"H~{self._plain(1)}~ and n^th^",
        _reference,
        _stray,
    )


def write(seed: int, folder: Path) -> tuple[Path, bool]:
    """The files of outline ``seed`` in ``folder``: the outline's path, and whether it is a draft."""
    outlined = Fuzz(seed).outline()
    return outlined.write(folder), outlined.draft


def build(seed: int, folder: Path, medium: str) -> int:
    """The exit code of the command for outline ``seed``; 70 where it ends in a traceback, which it prints."""
    outline, draft = write(seed, folder)
    signal.alarm(SECONDS)
    try:
        arguments = ["build", str(outline), "--to", medium, "--output-dir", str(folder), "--quiet"]
        return command([*arguments, *(["--draft"] if draft else [])])
    except Exception:  # noqa: BLE001  # whatever it is, it's the finding
        traceback.print_exc()
        return 70
    finally:
        signal.alarm(0)


def main() -> None:
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    medium = sys.argv[4] if len(sys.argv) > 4 else "briefing"
    for seed in range(first, first + count):
        print(seed, flush=True, end=" ")
        print(build(seed, folder / str(seed), medium), flush=True)


if __name__ == "__main__":
    main()
