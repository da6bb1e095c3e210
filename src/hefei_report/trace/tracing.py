"""Traces a finished file: reads it, finds for each page or slide the one that was built, and compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hefei_report.document.model import Medium
from hefei_report.proof.inventory import Leaf
from hefei_report.proof.reading import Manifest, NoManifest, read_manifest
from hefei_report.records import dataclass
from hefei_report.trace.aligning import squeezed
from hefei_report.trace.comparing import Comparison, Found, Orphan, compare_leaf, unknown_leaf
from hefei_report.trace.reading import MOST_BYTES, ReadFile, ReadLeaf, Unreadable

_WORD = re.compile(r"[^\W\d]{4,}")
_NEAREST = 60  # leaves that an edited one is compared with
_LIKE = 0.5  # the share of words that two leaves must have in common to be taken for the same


@dataclass(frozen=True, slots=True)
class Traced:
    """A traced file. ``missing`` are the numbers of leaves that were built and are not in it.

    ``labels`` are what readers call its leaves, '' for those that they call by their number.
    """

    medium: Medium
    manifest: Manifest
    found: tuple[Found, ...]
    orphans: tuple[Orphan, ...]
    leaves: int
    missing: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


def trace(content: bytes, trusted: bytes = b"") -> Traced:
    """Every numeral in a PDF or PPTX with what proves it, by ``trusted`` or else by the manifest that the file carries.

    Raises Unreadable and NoManifest.
    """
    file = _read(content)
    if not trusted and not file.manifest:
        raise NoManifest("it carries no manifest: it was not built by hefei-report, or it was taken out")
    manifest = read_manifest(trusted or file.manifest)
    built = manifest.shown_in(file.medium)
    pairs = _paired(built, file.leaves)
    comparisons = [
        compare_leaf(built[pair], leaf, number, file.medium) if pair is not None else unknown_leaf(leaf, number)
        for number, (leaf, pair) in enumerate(zip(file.leaves, pairs, strict=True), 1)
    ]
    whole = Comparison(
        tuple(one for comparison in comparisons for one in comparison.found),
        tuple(one for comparison in comparisons for one in comparison.orphans),
    )
    missing = tuple(leaf.number for place, leaf in enumerate(built) if place not in pairs)
    labels = tuple(leaf.label for leaf in file.leaves)
    return Traced(file.medium, manifest, whole.found, whole.orphans, len(file.leaves), missing, labels)


def _read(content: bytes) -> ReadFile:
    """The file by the reader for its kind, which is told by its first bytes."""
    if len(content) > MOST_BYTES:
        raise Unreadable(f"it has more than {MOST_BYTES:,} bytes")
    if b"%PDF-" in content[:1024]:
        from hefei_report.trace.pdf import read_pdf

        return read_pdf(content)
    if content.startswith(b"PK"):
        from hefei_report.trace.pptx import read_pptx

        return read_pptx(content)
    raise Unreadable("it is neither a PDF nor a PowerPoint file")


def _paired(built: Sequence[Leaf], read: Sequence[ReadLeaf]) -> list[int | None]:
    """For each leaf of the file the place of the built one: of the same text, else of as many of the same words."""
    free = dict.fromkeys(range(len(built)))
    places: dict[str, list[int]] = {}
    for place, leaf in enumerate(built):
        places.setdefault(squeezed(unit.text for unit in leaf.units).text, []).append(place)
    pairs: list[int | None] = []
    for shown in read:
        same = places.get(squeezed(shown.texts).text)
        pairs.append(same.pop(0) if same else None)
        free.pop(pairs[-1] if pairs[-1] is not None else -1, None)
    ours = [_words(unit.text for unit in leaf.units) for leaf in built]
    for number, pair in enumerate(pairs):
        if pair is None and free:
            words = _words(read[number].texts)
            near = sorted(free, key=lambda place: abs(place - number))[:_NEAREST]
            best = max(near, key=lambda place: _likeness(ours[place], words))
            if _likeness(ours[best], words) >= _LIKE:
                pairs[number] = best
                del free[best]
    return pairs


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text)}


def _likeness(ours: set[str], theirs: set[str]) -> float:
    return len(ours & theirs) / max(len(ours | theirs), 1)
