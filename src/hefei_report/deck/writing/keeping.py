"""Keeps a template's parts as python-pptx opened them, so that a build on a known template never loads python-pptx."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from typing import Any

from hefei_report.deck.writing.skeleton import CoreProperties, NotesStock, Parts, Relation, Skeleton
from hefei_report.workspace import Cache, installed_versions, source_digest


def skeleton_of(template: bytes, cache: Cache) -> Skeleton:
    """The skeleton of a .pptx file without slides."""
    key = skeleton_key(template)
    kept = unpacked(cache.get(key) or b"")
    if kept is not None:
        return kept
    from hefei_report.deck.writing.opening import opened

    skeleton = opened(template)
    cache.put(key, packed(skeleton))
    return skeleton


def core_of(skeleton: Skeleton, properties: CoreProperties, cache: Cache) -> bytes:
    """The part of a deck on ``skeleton`` that holds ``properties``."""
    before = skeleton.parts.members[skeleton.core]
    key = _key(b"core", skeleton.core.encode(), before, repr(properties).encode())
    kept = cache.get(key)
    if kept is not None:
        return kept
    from hefei_report.deck.writing.opening import core_part

    part = core_part(skeleton.core, before, properties)
    cache.put(key, part)
    return part


def skeleton_key(template: bytes) -> str:
    """Where the skeleton of ``template`` is kept."""
    return _key(b"skeleton", template)


def _key(*parts: bytes) -> str:
    """The hexadecimal hash of what a result is made from, our own code and the libraries included."""
    digests = [hashlib.sha256(part).hexdigest() for part in parts]
    return hashlib.sha256(" ".join((_makers(), *digests)).encode()).hexdigest()


@functools.cache
def _makers() -> str:
    versions = installed_versions(("python-pptx", "lxml")).values()
    return " ".join(("deck", source_digest("deck/writing"), *versions))


def packed(skeleton: Skeleton) -> bytes:
    """``skeleton`` as bytes for the cache."""
    notes = skeleton.notes
    content: dict[str, Any] = {
        "parts": _part_fields(skeleton.parts),
        "presentation": [skeleton.presentation, skeleton.kind, _text(skeleton.xml)],
        "relations": [[one.id, one.kind, one.target, one.external] for one in skeleton.relations],
        "layouts": dict(skeleton.layouts),
        "notes": [_text(notes.before), _text(notes.after), notes.master],
        "notes parts": _part_fields(notes.parts) if notes.parts is not None else None,
        "properties": [skeleton.core, skeleton.app],
    }
    return json.dumps(content, separators=(",", ":")).encode()


def unpacked(content: bytes) -> Skeleton | None:
    """What :func:`packed` packed, or None for bytes that it didn't write."""
    try:
        fields = json.loads(content)
        presentation, kind, xml = fields["presentation"]
        core, app = fields["properties"]
        relations = tuple(Relation(*each) for each in fields["relations"])
        parts, layouts = _parts(fields["parts"]), {str(key): str(name) for key, name in fields["layouts"].items()}
        return Skeleton(parts, presentation, kind, _bytes(xml), relations, layouts, _notes(fields), core, app)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _notes(fields: dict[str, Any]) -> NotesStock:
    before, after, master = fields["notes"]
    own = fields["notes parts"]
    return NotesStock(_bytes(before), _bytes(after), master, _parts(own) if own is not None else None)


def _part_fields(parts: Parts) -> list[dict[str, str]]:
    return [{name: _text(part) for name, part in parts.members.items()}, dict(parts.kinds)]


def _parts(fields: list[dict[str, str]]) -> Parts:
    members, kinds = fields
    return Parts({name: _bytes(part) for name, part in members.items()}, {str(k): str(v) for k, v in kinds.items()})


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
