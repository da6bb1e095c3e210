"""Builds the 16:9 template that decks are made from: our own theme, master, layouts, table style and notes.

``python -m hefei_report.deck.template.building`` writes the shipped assets anew. The same tokens give the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from hefei_report.deck.openxml.archive import content_types, document, pack
from hefei_report.deck.openxml.colours import our_palette
from hefei_report.deck.openxml.names import CONTENT_TYPES, RELATIONSHIPS
from hefei_report.deck.openxml.scheme import HAIRLINE
from hefei_report.deck.storyboard.grid import Grid
from hefei_report.deck.storyboard.plan import Tint
from hefei_report.deck.storyboard.stage import our_layouts
from hefei_report.deck.template import presentation_xml as xml
from hefei_report.deck.template.logo import LOGO, PlacedLogo, logo_of_covers, logo_of_slides
from hefei_report.deck.template.master_xml import slide_layout, slide_master
from hefei_report.deck.template.theme_xml import table_styles, theme_xml
from hefei_report.document.brand import Brand
from hefei_report.theme import load_theme, theme_names
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import assets_folder

_COVERS = ("cover", "closing")
_Links = tuple[tuple[str, str], ...]  # (kind of relationship, target), numbered rId1, rId2, ...


def template_path(theme: str) -> Path:
    """Where the shipped template of the theme called ``theme`` is."""
    return assets_folder() / "template" / f"{theme}.pptx"


def template_of(theme: Theme, brand: Brand | None = None) -> bytes:
    """The template to start a deck from: the shipped one, else one that is built now, as for a ``brand``."""
    path = template_path(theme.name)
    return path.read_bytes() if brand is None and path.is_file() else build_template(theme, brand)


def build_template(theme: Theme, brand: Brand | None = None) -> bytes:
    """The template of ``theme`` as a .pptx file without slides, with the logo of ``brand``."""
    parts: dict[str, bytes] = {}
    kinds: dict[str, str] = {}
    palette = our_palette(theme)
    grid = Grid(theme.slide)
    small, large = logo_of_slides(brand, grid, dark=theme.dark), logo_of_covers(brand, grid)
    hairline = palette.tints[Tint.HAIRLINE].xml

    def add(name: str, kind: str, content: str, links: _Links = ()) -> None:
        parts[name] = document(content.replace(HAIRLINE.xml, hairline))  # on a dark ground it is darker than text
        kinds[name] = CONTENT_TYPES[kind]
        if links:
            relate(name, links)

    def relate(name: str, links: _Links, logo: str = "") -> None:
        folder, _, file = name.rpartition("/")
        parts[f"{folder}/_rels/{file}.rels"] = document(_relationships(links, logo))

    def add_logo(logo: PlacedLogo | None, name: str) -> str:
        """Where the file of a logo is, seen from masters and layouts; '' without one."""
        if logo is None:
            return ""
        parts[f"ppt/media/{name}.{logo.suffix}"] = logo.pixels
        kinds[f"ppt/media/{name}.{logo.suffix}"] = CONTENT_TYPES[logo.suffix]
        return f"../media/{name}.{logo.suffix}"

    all_layouts = tuple(our_layouts(theme).values())
    files = [f"slideLayout{number}.xml" for number in range(1, len(all_layouts) + 1)]
    add("docProps/core.xml", "core", xml.core_properties())
    add("docProps/app.xml", "app", xml.app_properties())
    add("ppt/presentation.xml", "presentation", xml.presentation(theme.slide), _presentation_links())
    add("ppt/presProps.xml", "presProps", xml.presentation_properties())
    add("ppt/viewProps.xml", "viewProps", xml.view_properties())
    add("ppt/tableStyles.xml", "tableStyles", table_styles(palette))
    add("ppt/theme/theme1.xml", "theme", theme_xml(theme))
    add("ppt/theme/theme2.xml", "theme", theme_xml(theme))
    add("ppt/notesMasters/notesMaster1.xml", "notesMaster", xml.notes_master(), (("theme", "../theme/theme2.xml"),))
    masters = (*(("slideLayout", f"../slideLayouts/{file}") for file in files), ("theme", "../theme/theme1.xml"))
    add("ppt/slideMasters/slideMaster1.xml", "slideMaster", slide_master(theme, len(files), small), masters)
    relate("ppt/slideMasters/slideMaster1.xml", masters, add_logo(small, "logo"))
    for file, layout in zip(files, all_layouts, strict=True):
        back = (("slideMaster", "../slideMasters/slideMaster1.xml"),)
        covers = large if layout.key in _COVERS else None
        add(f"ppt/slideLayouts/{file}", "slideLayout", slide_layout(layout, theme, covers), back)
        relate(f"ppt/slideLayouts/{file}", back, add_logo(covers, "cover-logo"))
    parts["_rels/.rels"] = document(_relationships(_package_links()))
    parts["[Content_Types].xml"] = content_types(kinds)
    return pack(parts, compressed=False)


def _package_links() -> _Links:
    return (("officeDocument", "ppt/presentation.xml"), ("core", "docProps/core.xml"), ("app", "docProps/app.xml"))


def _presentation_links() -> _Links:
    return (
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("presProps", "presProps.xml"),
        ("viewProps", "viewProps.xml"),
        ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    )


def _relationships(links: _Links, logo: str = "") -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONSHIPS[kind]}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    entries += f'<Relationship Id="{LOGO}" Type="{RELATIONSHIPS["image"]}" Target="{logo}"/>' if logo else ""
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


def main() -> None:
    """Write the template of every theme that ships one."""
    for name in theme_names():
        path = template_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(build_template(load_theme(name)))


if __name__ == "__main__":
    main()
