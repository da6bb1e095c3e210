"""Reads ``_brand.yml``, in which an organisation keeps its colours, fonts and logos for many tools (brand.yml).

Other tools read it too: what it says for them is passed over, and a key that nobody knows is a warning, not an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.outline.nodes import Entry, Mapping, Node, Scalar, Sequence
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

ROLES = (
    *("foreground", "background", "primary", "secondary", "tertiary"),
    *("success", "info", "warning", "danger", "light", "dark", "link"),
)
SIZES = ("large", "medium", "small")
TOOL = "hefei-report"  # our own settings stand in 'defaults', under this name
_TOP = ("meta", "logo", "color", "typography", "defaults")
_TYPE = ("fonts", "base", "headings", "monospace", "monospace-inline", "monospace-block", "link")
_SOURCE = ("family", "source", "files", "weight", "style", "display")
_PATH = ("path", "weight", "style")
_FONT = ("family", "size", "weight", "style", "color", "background-color", "decoration", "line-height")


@dataclass(frozen=True, slots=True)
class Variants:
    """A value for light grounds and one for dark ones; either may be the only one there is."""

    light: Text | None = None
    dark: Text | None = None


@dataclass(frozen=True, slots=True)
class LogoFile:
    """Paths of a logo, or names of its images, and what it is called for those who don't see it."""

    paths: Variants
    alt: str = ""


@dataclass(frozen=True, slots=True)
class FontUse:
    """The font that a kind of text is set in, and its weight, as they are written."""

    family: Text | None = None
    weight: Text | None = None


@dataclass(frozen=True, slots=True)
class FontPath:
    """One file of a font, with what is said of its face."""

    path: Text
    weight: Text | None = None
    style: Text | None = None


@dataclass(frozen=True, slots=True)
class FontSource:
    """Where a font comes from; only a ``source`` of "file" has ``files``."""

    family: Text
    source: str = ""
    files: tuple[FontPath, ...] = ()


@dataclass(slots=True)
class BrandFile:
    """What is in the file, as it is written: ``roles`` of colours and the ``palette`` that they may name."""

    name: str = ""
    roles: dict[str, Variants] = field(default_factory=dict)
    palette: dict[str, Text] = field(default_factory=dict)
    accent: Text | None = None
    base: FontUse = FontUse()
    headings: FontUse = FontUse()
    fonts: list[FontSource] = field(default_factory=list)
    images: dict[str, LogoFile] = field(default_factory=dict)
    logos: dict[str, LogoFile] = field(default_factory=dict)


def read_brand_file(node: Node, diagnostics: Diagnostics) -> BrandFile:
    """The brand in ``node``; whatever is wrong in it is reported at its place and left out."""
    return _Reading(diagnostics).brand(node)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads with the author's other tools in mind."""

    diagnostics: Diagnostics

    def brand(self, node: Node) -> BrandFile:
        found = BrandFile()
        for key, value in self.entries(node, _TOP):
            match key:
                case "meta":
                    found.name = self.full_name(value)
                case "color":
                    self.colours(value, found)
                case "typography":
                    self.typography(value, found)
                case "logo":
                    self.logo(value, found)
                case "defaults" if isinstance(value, Mapping):
                    self.defaults(value, found)
        return found

    def entries(self, node: Node, known: Iterable[str] | None) -> Iterator[tuple[str, Node]]:
        """Keys with their values; ``known`` is None where keys are free."""
        if not isinstance(node, Mapping):
            if not (isinstance(node, Scalar) and node.is_null):
                hint = "write 'key: value' lines, indented below"
                self.diagnostics.error("wrong-type", "keys with values are needed here", node.span, hint)
            return
        for entry in node.entries:
            if known is not None and entry.key.value not in known:
                self.unknown(entry, known)
            else:
                yield entry.key.value, entry.value

    def unknown(self, entry: Entry, known: Iterable[str]) -> None:
        message = f"'{entry.key.value[:40]}' is no key of a brand file, and is passed over"
        self.diagnostics.warning("unknown-key", message, entry.key.span, did_you_mean(entry.key.value, known))

    def text(self, node: Node) -> Text | None:
        if isinstance(node, Scalar) and not node.is_null:
            return Text.of(node)
        self.diagnostics.error("wrong-type", "one text is needed here", node.span, "write it in quotes")
        return None

    def variants(self, node: Node) -> Variants:
        """One value for all grounds, or one for light and one for dark ones."""
        if not isinstance(node, Mapping):
            text = self.text(node)
            return Variants(text, text)
        found = {key: self.text(value) for key, value in self.entries(node, ("light", "dark"))}
        return Variants(found.get("light"), found.get("dark"))

    # ------------------------------------------------------------------------------------- the sections

    def full_name(self, node: Node) -> str:
        name = node.get("name") if isinstance(node, Mapping) else None
        if isinstance(name, Mapping):
            name = name.get("full") or name.get("short")
        return name.value if isinstance(name, Scalar) else ""

    def colours(self, node: Node, found: BrandFile) -> None:
        for key, value in self.entries(node, ("palette", *ROLES)):
            if key == "palette":
                entries = ((name, self.text(colour)) for name, colour in self.entries(value, None))
                found.palette.update({name: text for name, text in entries if text is not None})
            else:
                found.roles[key] = self.variants(value)

    def typography(self, node: Node, found: BrandFile) -> None:
        for key, value in self.entries(node, _TYPE):
            if key == "base":
                found.base = self.font_use(value)
            elif key == "headings":
                found.headings = self.font_use(value)
            elif key == "fonts":
                found.fonts += self.font_sources(value)
            elif key == "link" and isinstance(value, Mapping) and "link" not in found.roles:
                colour = value.get("color")
                if colour is not None:
                    found.roles["link"] = self.variants(colour)

    def font_use(self, node: Node) -> FontUse:
        if not isinstance(node, Mapping):
            return FontUse(self.text(node))
        told = {key: self.text(value) for key, value in self.entries(node, _FONT) if key in ("family", "weight")}
        return FontUse(told.get("family"), told.get("weight"))

    def font_sources(self, node: Node) -> Iterator[FontSource]:
        for item in self.items(node):
            told = dict(self.entries(item, _SOURCE))
            family = self.text(told["family"]) if "family" in told else None
            source = told.get("source")
            if family is not None:
                files = tuple(self.font_paths(told["files"])) if "files" in told else ()
                yield FontSource(family, source.value if isinstance(source, Scalar) else "", files)

    def font_paths(self, node: Node) -> Iterator[FontPath]:
        for item in self.items(node):
            keyed = isinstance(item, Mapping)
            told = {key: self.text(value) for key, value in self.entries(item, _PATH)} if keyed else {}
            path = told.get("path") if keyed else self.text(item)
            if path is not None:
                yield FontPath(path, told.get("weight"), told.get("style"))

    def items(self, node: Node) -> Iterable[Node]:
        """What is listed; one thing needs no list."""
        return node.items if isinstance(node, Sequence) else (node,)

    def logo(self, node: Node, found: BrandFile) -> None:
        if not isinstance(node, Mapping):
            found.logos["medium"] = self.logo_file(node)
            return
        for key, value in self.entries(node, ("images", "path", "alt", *SIZES)):
            if key == "images":
                found.images.update({name: self.logo_file(image) for name, image in self.entries(value, None)})
            elif key in SIZES:
                found.logos[key] = self.logo_file(value)
        if node.get("path") is not None:
            found.logos["medium"] = self.logo_file(node)

    def logo_file(self, node: Node) -> LogoFile:
        """A path, or one with its alternative text, or one for each ground."""
        path = node.get("path") if isinstance(node, Mapping) else None
        if path is None:
            return LogoFile(self.variants(node))
        alt = node.get("alt") if isinstance(node, Mapping) else None
        return LogoFile(self.variants(path), alt.value if isinstance(alt, Scalar) else "")

    def defaults(self, node: Mapping, found: BrandFile) -> None:
        own = node.get(TOOL)
        if own is not None:
            accents = [self.text(value) for key, value in self.entries(own, ("accent",)) if key == "accent"]
            found.accent = next(iter(accents), None)
