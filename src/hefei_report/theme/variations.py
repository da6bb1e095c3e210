"""Cuts fonts that vary (OpenType variations) down to faces that don't: pages can't hold a font that varies."""

from __future__ import annotations

from collections.abc import Iterable

_WEIGHT = "wght"


def instances(content: bytes, weights: Iterable[int]) -> dict[int, bytes]:
    """Faces of the font in ``content`` by weight, each as near to one of ``weights`` as the font goes.

    All else that varies is as its maker set it. Raises RuntimeError or ValueError for a font that can't be cut.
    """
    import uharfbuzz as hb

    face = hb.Face(hb.Blob(content))
    axes = {axis.tag: axis for axis in face.axis_infos}
    found: dict[int, bytes] = {}
    for weight in weights:
        axis = axes.get(_WEIGHT)
        near = round(min(max(weight, axis.min_value), axis.max_value)) if axis else weight
        found.setdefault(near, _instance(face, near if axis else None))
        if axis is None:
            break
    return found


def _instance(face: object, weight: int | None) -> bytes:
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.pin_all_axes_to_default(face)
    if weight is not None:
        wanted.pin_axis_location(face, _WEIGHT, weight)
    return bytes(hb.subset(face, wanted).blob.data)
