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
    caution="#8a3249",
    link="#12405a",
    sequential=("#e4eef2", "#abc9d7", "#71a0b8", "#3d7290", "#12405a"),
    diverging=("#8f3709", "#d6875b", "#f2ece6", "#7fa9bf", "#12405a"),
    inks={
        Ink.ACCENT: "#d9581b",
        Ink.PRIMARY: "#12405a",
        Ink.SECOND: "#1f8379",
        Ink.THIRD: "#8a3249",
        Ink.FOURTH: "#8268b4",
        Ink.FIFTH: "#7692a7",
        Ink.CONTEXT: "#b5bdc4",
        Ink.TEXT: "#1d2430",
        Ink.QUIET: "#55606e",
    },
)
