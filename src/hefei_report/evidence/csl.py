"""What the Citation Style Language calls things: the types, variables and roles that a source may have.

From the CSL specification 1.0.2, appendices III and IV, with the older words that reference managers still export.
"""

from __future__ import annotations

TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()
)
TEXTS = frozenset(
    """archive archive-place archive_collection archive_location authority call-number chapter-number collection-number
    collection-title container-title container-title-short division DOI edition event event-place event-title genre
    ISBN ISSN issue jurisdiction language license medium note number number-of-pages number-of-volumes
    original-publisher original-publisher-place original-title page page-first part part-number part-title PMCID PMID
    printing-number publisher publisher-place references reviewed-genre reviewed-title section source status
    supplement-number title title-short URL version volume volume-title""".split()
)
DATES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
ROLES = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator""".split()
)
OLDER = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}

# Known, and nothing that an entry shows: remarks of the author's own, and what programs keep for themselves.
UNSHOWN = frozenset(
    """abstract annote categories citation-key citation-label citation-number custom dimensions
    first-reference-note-number keyword locator scale year-suffix""".split()
)
EVERY_KEY = TEXTS | DATES | ROLES | UNSHOWN | OLDER.keys() | {"id", "type"}

# Parts of a name that only steer how some program takes it apart.
NAME_HINTS = frozenset({"comma-suffix", "static-ordering", "parse-names", "isInstitution", "multi"})
