"""Outline and evidence become a Document: texts are read, facts bound, everything that is numbered is numbered."""

from hefei_report.expressions import late_expressions

with late_expressions():
    import markdown_it  # noqa: F401  # for whichever module of this room asks for it first
