"""Design decisions and font metrics: what everything looks like, and how wide it is."""

from __future__ import annotations

from hefei_report import shelf
from hefei_report.theme import themes
from hefei_report.theme.tokens import Theme

DEFAULT_THEME = "hefei"


def theme_names() -> tuple[str, ...]:
    """The names of all themes on the shelf."""
    return shelf.names(themes)


def load_theme(name: str) -> Theme:
    """The theme called ``name``. Raises KeyError for a name that is not in :func:`theme_names`."""
    theme = shelf.load(themes, name).THEME
    if not isinstance(theme, Theme):
        raise TypeError(f"theme/themes/{name}.py must define THEME = Theme(...)")
    return theme
