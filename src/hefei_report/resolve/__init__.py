"""Outline and evidence become a Document: texts are read, facts bound, everything that is numbered is numbered."""
