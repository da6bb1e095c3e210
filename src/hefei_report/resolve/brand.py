"""Binds the brand file that an outline names: colours to values, the logo to a picture, fonts to what we have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.brand import Brand, Logo
from hefei_report.images.problems import Unusable
from hefei_report.images.reading import read_picture
from hefei_report.outline.brandfile import SIZES, BrandFile, LogoFile, read_brand_file
from hefei_report.outline.files import author_bytes, author_text
from hefei_report.outline.nodes import parse
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.resolve.brandfonts import FontBinding
from hefei_report.theme import load_theme
from hefei_report.theme.branding import branded, changes
from hefei_report.theme.checking import faults
from hefei_report.theme.naming import colour_named
from hefei_report.workspace import Workspace, WorkspaceError, confined

_HOW = "write '#rrggbb', or a name from 'palette'"


def read_brand(named: Text | None, theme: str, workspace: Workspace, diagnostics: Diagnostics) -> Brand | None:
    """The brand in the file that ``named`` names, or None without one, or when it can't be read.

    ``theme`` is the theme that it will colour: what it can't take over is told here.
    """
    if named is None:
        return None
    text = author_text(workspace, named.value, named.span, diagnostics)
    node = None if text is None else parse(text, named.value, diagnostics)
    if node is None:
        return None
    binding = _Binding(read_brand_file(node, diagnostics), named.value, named.span, workspace, diagnostics)
    brand = binding.brand()
    _tell_changes(brand, theme, named.span, diagnostics)
    return brand


def _tell_changes(brand: Brand, theme: str, span: Span, diagnostics: Diagnostics) -> None:
    base = load_theme(theme)
    look = branded(base, brand.name, brand.light, brand.palette)
    for change in changes(brand.light, look):
        diagnostics.warning("brand-colour", change, span, "it is meant so that everybody can read it")
    for fault in faults(look):
        diagnostics.warning("brand-colour", f"in the colours of the brand, {fault}", span, "add colours to its palette")


@dataclass(frozen=True, slots=True)
class _Binding:
    """What is in the file ``name``, which the outline names at ``span``."""

    file: BrandFile
    name: str
    span: Span
    workspace: Workspace
    diagnostics: Diagnostics

    def brand(self) -> Brand:
        names = self._names()
        light, dark = (self._colours(names, ground) for ground in ("light", "dark"))
        palette = (self._colour(text, names) for text in self.file.palette.values())
        fonts = FontBinding(self.file, self.name, self.workspace, self.diagnostics).fonts()
        return Brand(
            name=self.file.name,
            light=light,
            dark=dark,
            palette=tuple(dict.fromkeys(colour for colour in palette if colour is not None)),
            text_font=self.file.base.family.value if self.file.base.family else "",
            heading_font=self.file.headings.family.value if self.file.headings.family else "",
            text_files=fonts[0],
            heading_files=fonts[1],
            logo=self._logo("light"),
            dark_logo=self._logo("dark"),
        )

    # ------------------------------------------------------------------------------------------ colours

    def _names(self) -> dict[str, str]:
        """What names of colours lead to: the palette's, then the roles'."""
        roles = {role: each.light or each.dark for role, each in self.file.roles.items()}
        told = {role: text.value for role, text in roles.items() if text is not None}
        return {**told, **{name: text.value for name, text in self.file.palette.items()}}

    def _colours(self, names: Mapping[str, str], ground: str) -> dict[str, str]:
        """The roles on one ground; a role that has a colour for the other ground only has none."""
        found: dict[str, str] = {}
        texts = {role: getattr(each, ground) for role, each in self.file.roles.items()}
        if self.file.accent is not None:
            texts["accent"] = self.file.accent
        for role, text in texts.items():
            colour = None if text is None else self._colour(text, names)
            if colour is not None:
                found[role] = colour
        return found

    def _colour(self, text: Text, names: Mapping[str, str]) -> str | None:
        found = colour_named(text.value, names)
        if found is None:
            self.diagnostics.error("bad-colour", f"'{text.value[:40]}' is no colour", text.span, _HOW)
        return found

    # -------------------------------------------------------------------------------------------- logos

    def _logo(self, ground: str) -> Logo | None:
        """The largest logo for a ground."""
        for size in SIZES:
            file = self.file.logos.get(size)
            path = None if file is None else getattr(file.paths, ground)
            if file is not None and path is not None:
                image = self.file.images.get(path.value)
                return self._picture(image, ground) if image is not None else self._picture(file, ground)
        return None

    def _picture(self, file: LogoFile, ground: str) -> Logo | None:
        path: Text | None = getattr(file.paths, ground) or file.paths.light or file.paths.dark
        if path is None:
            return None
        if "://" in path.value:
            message = f"the logo '{path.value[:60]}' is not fetched"
            self.diagnostics.warning("brand-logo", message, path.span, "put the file into the outline's folder")
            return None
        beside = (PurePosixPath(self.name).parent / path.value.lstrip("/")).as_posix()
        content = author_bytes(self.workspace, beside, path.span, self.diagnostics)
        if content is None:
            return None
        try:
            picture = read_picture(confined(beside).as_posix(), content)
        except (Unusable, WorkspaceError) as problem:
            self.diagnostics.error(problem.code, str(problem), path.span, problem.hint)
            return None
        return Logo(picture, file.alt or (f"Logo of {self.file.name}" if self.file.name else "Logo"))
