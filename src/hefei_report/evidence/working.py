"""Shows how a derived figure was computed: its formula with the values put in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hefei_report.evidence.facts import Fact
from hefei_report.evidence.printing import printed

_NAME = re.compile(r"[A-Za-z_][\w.]*")
_SIGNS = {"*": "×", "/": "÷", "-": "−"}


def working(formula: str, facts: Mapping[str, Fact], language: str = "en") -> str:
    """ "share(206.5 billion yuan, 257.2 billion yuan)"; ``facts`` are those that the formula names."""
    with_signs = re.sub(r"\s*([*/+-])\s*", lambda match: f" {_SIGNS.get(match[1], match[1])} ", formula)
    return _NAME.sub(
        lambda match: printed(facts[match[0]], "", language) if match[0] in facts else match[0], with_signs
    )
