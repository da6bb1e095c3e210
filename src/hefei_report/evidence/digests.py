"""What a fact says, as hashes: an edit of any part of it shows, and so does which part it was."""

from __future__ import annotations

from hefei_report.evidence.facts import Evidence, Fact
from hefei_report.evidence.places import hashed

_PART = 4  # hexadecimal digits: enough to tell which part changed; that something changed, the whole hash tells


def _parts(fact: Fact) -> dict[str, str]:
    """Everything that a fact says or that it rests on, by the key under which the author wrote it.

    What a derived fact comes to is no part of it: its formula and its rounding are.
    """
    return {
        "value": fact.date or ("" if fact.formula else str(fact.value)),
        "derived": fact.formula,
        "round": "" if fact.round is None else str(fact.round),
        "tolerance": "" if fact.tolerance is None else str(fact.tolerance),
        "unit": f"{fact.unit.scale} {fact.unit.base}",
        "qualifier": fact.qualifier.value,
        "period": fact.period,
        "geography": fact.geography,
        "label": fact.label,
        "measure": fact.measure,
        "status": fact.status,
        "as-of": "" if fact.as_of is None else fact.as_of.isoformat(),
        "expires": "" if fact.expires is None else fact.expires.isoformat(),
        "source": "\n".join(evidence.source for evidence in fact.evidence),
        "locator": "\n".join(map(_locator, fact.evidence)),
        "phrase": "\n".join(evidence.phrase for evidence in fact.evidence),
    }


def _locator(evidence: Evidence) -> str:
    where = evidence.locator
    if where is None:
        return ""
    texts = (text.value if text else "" for text in (where.page, where.table, where.section))
    return "\t".join([str(where.paragraph), *texts])


def digest(fact: Fact) -> str:
    """The hash of all that a fact says."""
    return hashed("\0".join(f"{key}\0{value}" for key, value in _parts(fact).items()), 32)


def identities(fact: Fact) -> str:
    """What each of the fact's sources is, as hashes in a row: so a key that comes to name another work shows."""
    return " ".join(evidence.identity for evidence in fact.evidence)


def digests_of_parts(fact: Fact) -> str:
    """Short hashes of the parts of a fact in a row, for :func:`changed_parts`."""
    return "".join(hashed(value, _PART) for value in _parts(fact).values())


def changed_parts(fact: Fact, before: str) -> tuple[str, ...]:
    """The keys of the fact that changed since its short hashes were ``before``."""
    now = digests_of_parts(fact)
    slots = range(0, len(now), _PART)
    return tuple(
        key for key, at in zip(_parts(fact), slots, strict=True) if now[at : at + _PART] != before[at : at + _PART]
    )


def changed_sources(fact: Fact, before: str) -> tuple[str, ...]:
    """The keys of the fact's sources that name another work than when :func:`identities` were ``before``."""
    known = before.split()
    if len(known) != len(fact.evidence):
        return ()  # other sources are named, which is a changed part
    pairs = zip(fact.evidence, known, strict=True)
    return tuple(dict.fromkeys(evidence.source for evidence, identity in pairs if evidence.identity != identity))
