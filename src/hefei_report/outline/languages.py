"""Whether a language is Chinese: what is not gets the English words, the English order and the English signs."""

from __future__ import annotations

import functools


@functools.lru_cache(maxsize=64)  # each text is asked about
def in_chinese(language: str) -> bool:
    """Whether a text in ``language``, a BCP 47 tag, is in Chinese of any kind."""
    return language.split("-")[0].lower() == "zh"
