"""A look for anyone: slate and cool greys, one clear blue for the one thing that matters."""

from hefei_report.document.chartplan import Ink
from hefei_report.theme.tokens import Theme

THEME = Theme(
    name="neutral",
    ink="#1f252c",
    quiet="#58626d",
    hairline="#cbd0d5",
    paper="#ffffff",
    panel="#f4f5f7",
    primary="#293848",
    accent="#1766b6",
    caution="#a13d56",
    link="#2f5580",
    sequential=("#e6eaef", "#bcc7d3", "#8c9db0", "#576c83", "#293848"),
    diverging=("#9a5b13", "#d3a366", "#f0eeeb", "#7fa6d0", "#1766b6"),
    inks={
        Ink.ACCENT: "#1766b6",
        Ink.PRIMARY: "#293848",
        Ink.SECOND: "#2f9a86",
        Ink.THIRD: "#a13d56",
        Ink.FOURTH: "#af7c2e",
        Ink.FIFTH: "#7e8fa8",
        Ink.CONTEXT: "#bac0c6",
        Ink.TEXT: "#1f252c",
        Ink.QUIET: "#58626d",
    },
)
