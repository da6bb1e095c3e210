"""What a site asks of robots (RFC 9309): the longest rule that fits decides, and ``*`` and ``$`` mean something.

The standard library's parser takes the first rule that fits and knows no wildcards, which lets through what most sites
of today forbid.
"""

from __future__ import annotations

from hefei_report.records import dataclass

AGENT = "hefei-report"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that a site has for us: (whether it allows, path pattern)."""

    rules: tuple[tuple[bool, str], ...] = ()

    @classmethod
    def of(cls, text: str) -> Robots:
        """The rules of the groups for our name, else of those for everybody."""
        groups: dict[str, list[tuple[bool, str]]] = {}
        agents: list[str] = []
        fresh = False
        for line in text.splitlines():
            key, _, value = line.partition("#")[0].partition(":")
            key, value = key.strip().lower(), value.strip()
            if key == "user-agent":
                agents = [*agents, value.lower()] if fresh else [value.lower()]
                fresh = True
                groups.setdefault(value.lower(), [])
            elif key in ("allow", "disallow"):
                fresh = False
                for agent in agents if value else ():
                    groups[agent].append((key == "allow", value))
        ours = [agent for agent in groups if agent == AGENT]
        return cls(tuple(rule for agent in ours or ["*"] for rule in groups.get(agent, ())))

    def allow(self, target: str) -> bool:
        """Whether we may ask for this path; the longest pattern decides, and leave wins over a ban of its length."""
        fitting = [(len(pattern), allows) for allows, pattern in self.rules if _fits(pattern, target)]
        return max(fitting)[1] if fitting else True


def _fits(pattern: str, target: str) -> bool:
    """Whether a path begins as the pattern says. A ``*`` ends at the first place that fits: nothing is tried twice."""
    first, *parts = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    at, last = len(first), parts.pop() if pattern.endswith("$") and parts else None
    for part in parts:
        found = target.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if last is not None:
        return target.endswith(last) and len(target) - len(last) >= at
    return not pattern.endswith("$") or at == len(target)
