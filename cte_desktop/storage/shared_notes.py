"""Notes about a student that everybody reads who opens the database."""

from __future__ import annotations

from cte_desktop.storage.owned_rows import OwnedRows

ROWS = OwnedRows("shared_note", ("author", "on", "grade_level", "term", "said", "for_family"))
NOUN = ROWS.noun
