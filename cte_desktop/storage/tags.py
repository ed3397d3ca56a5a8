"""Words by which students are found again."""

from __future__ import annotations

from cte_desktop.storage.owned_rows import OwnedRows

ROWS = OwnedRows("student_tag", ("tag",))
NOUN = ROWS.noun
