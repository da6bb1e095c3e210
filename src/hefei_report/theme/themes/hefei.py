"""The house look: calm ink and petrol blue, one warm accent for the one thing that matters."""

from hefei_report.document.chartplan import Ink
from hefei_report.theme.tokens import Theme

THEME = Theme(
    name="hefei",
    ink="#1d2430",
    quiet="#55606e",
    hairline="#c9d0d6",
    paper="#ffffff",
    panel="#f3f5f4",
    primary="#12405a",
    accent="#c94f14",
    caution="#8c2f4b",
    link="#12405a",
    sequential=("#e4eef2", "#b5cfdb", "#7fa9bf", "#437c99", "#12405a"),
    diverging=("#a8420f", "#dc8a5d", "#f2ece6", "#7fa9bf", "#12405a"),
    inks={
        Ink.ACCENT: "#d9581b",
        Ink.PRIMARY: "#12405a",
        Ink.SECOND: "#2a8c82",
        Ink.THIRD: "#8c2f4b",
        Ink.FOURTH: "#b98a12",
        Ink.FIFTH: "#6d8fa8",
        Ink.CONTEXT: "#aeb8c0",
        Ink.TEXT: "#1d2430",
        Ink.QUIET: "#55606e",
    },
)
