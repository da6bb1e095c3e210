"""Design decisions and font metrics: what everything looks like, and how wide it is."""

from __future__ import annotations

import importlib
import pkgutil

from hefei_report.theme import themes
from hefei_report.theme.tokens import Theme


def theme_names() -> tuple[str, ...]:
    """The names of all themes on the shelf."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(themes.__path__)))


def load_theme(name: str) -> Theme:
    """The theme called ``name``. Raises KeyError for a name that is not in :func:`theme_names`."""
    if name not in theme_names():
        raise KeyError(name)
    theme = importlib.import_module(f"{themes.__name__}.{name}").THEME
    if not isinstance(theme, Theme):
        raise TypeError(f"theme/themes/{name}.py must define THEME = Theme(...)")
    return theme
