"""A look for dark rooms: light type on deep blue. It is for slides; a briefing stands on white paper."""

from hefei_report.document.chartplan import Ink
from hefei_report.theme.tokens import Theme

THEME = Theme(
    name="midnight",
    ink="#eef3f6",
    quiet="#a9b7c3",
    hairline="#33414f",
    paper="#111a24",
    panel="#192531",
    primary="#9fd4ee",
    accent="#ff8f3c",
    caution="#cc7285",
    link="#9fd4ee",
    sequential=("#22384a", "#34607f", "#4f8bb0", "#79b3d4", "#bfe4f5"),
    diverging=("#ffb27a", "#b0673a", "#2c333b", "#3f7da3", "#9fd4ee"),
    inks={
        Ink.ACCENT: "#ff8f3c",
        Ink.PRIMARY: "#9fd4ee",
        Ink.SECOND: "#1ab09b",
        Ink.THIRD: "#cc7285",
        Ink.FOURTH: "#a68ce6",
        Ink.FIFTH: "#6585a2",
        Ink.CONTEXT: "#57636e",
        Ink.TEXT: "#eef3f6",
        Ink.QUIET: "#a9b7c3",
    },
    deck_only=True,
)
