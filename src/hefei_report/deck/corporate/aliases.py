"""What layouts are called: in PowerPoint in six languages, by pandoc, by ourselves and in brands' own templates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

# Names by the key of our layout, the surest first; PowerPoint's in English, German, French, Spanish, Chinese, Japanese.
_NAMES: Mapping[str, str] = {
    "cover": "title slide | titelfolie | diapositive de titre | diapositiva de título | 标题幻灯片 | 标题页 | "
    "封面 | タイトル スライド | 表紙 | cover | cover page | title",
    "agenda": "agenda | table of contents | contents | inhalt | inhaltsverzeichnis | sommaire | índice | 目录 | "
    "目次 | アジェンダ",
    "summary": "summary | executive summary | zusammenfassung | synthèse | resumen | 摘要 | 概要 | 要約",
    "divider": "section header | section | abschnittsüberschrift | abschnitt | kapitel | titre de section | "
    "encabezado de sección | 节标题 | 章节页 | 过渡页 | セクション見出し | divider | chapter",
    "text": "text | title and content | titel und inhalt | titre et contenu | título y objetos | 标题和内容 | "
    "タイトルとコンテンツ | content | one content | inhalt einspaltig",
    "two-columns": "two columns | two content | zwei inhalte | deux contenus | dos objetos | 两栏内容 | "
    "2 つのコンテンツ | 2つのコンテンツ",
    "text-and-callout": "text and callout",
    "callout": "callout | highlight | statement | kernaussage | message clé | mensaje clave | 要点",
    "chart": "chart | title and chart | diagramm | titel und diagramm | graphique | gráfico | 图表 | 标题和图表 | "
    "グラフ",
    "chart-and-takeaways": "chart and takeaways | chart and text | diagramm und text | 图表和文字 | 图表与要点",
    "two-charts": "two charts | zwei diagramme | deux graphiques | dos gráficos | 两个图表 | 双图表 | comparison | "
    "vergleich | comparaison | comparación | 比较 | 比較",
    "image": "image | picture | title and picture | bild | titel und bild | imagen | 图片 | 标题和图片 | 画像",
    "captioned-image": "captioned image",
    "image-and-takeaways": "image and takeaways | picture and text | bild und text | 图片和文字",
    "table": "table | title and table | tabelle | titel und tabelle | tableau | tabla | 表格 | 标题和表格 | 表",
    "table-and-takeaways": "table and takeaways | table and text | tabelle und text | 表格和文字",
    "key-figures": "key figures | kpi | kpis | big number | big numbers | kennzahlen | chiffres clés | cifras clave | "
    "关键数据 | 关键指标 | 主要指標",
    "key-figures-and-text": "key figures and text",
    "quote": "quote | quotation | zitat | citation | cita | 引言 | 引用",
    "register": "register | fact register",
    "references": "references | bibliography | sources | quellen | literatur | sources et références | fuentes | "
    "参考文献 | 参考资料 | 参照",
    "closing": "closing | closing slide | end | end slide | thank you | back cover | schlussfolie | danke | merci | "
    "gracias | 谢谢 | 致谢 | 结束页 | 封底 | ありがとう",
    "title-only": "title only | nur titel | titre seul | solo el título | sólo título | 仅标题 | タイトルのみ",
}
_NUMBERED = re.compile(r"^\d+[_.\s-]+")  # PowerPoint's "1_Title Slide" for the layouts of a second master
_SPACES = re.compile(r"[\s_-]+")


def key_of(name: str) -> str:
    """Which of our layouts a template's layout is by its name, or ""."""
    plain = folded(name)
    return _BY_NAME.get(plain) or _BY_NAME.get(_NUMBERED.sub("", plain)) or ""


def folded(name: str) -> str:
    """A layout's name as names are compared: width, case and spaces don't count."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", name)).strip().casefold()


# A name that stands twice is the later layout's: there are none but by oversight.
_BY_NAME = {folded(name): key for key, names in _NAMES.items() for name in names.split("|")}
