"""What is to be done about a student by a day."""

from __future__ import annotations

from cte_desktop.storage.owned_rows import OwnedRows

ROWS = OwnedRows("reminder", ("whose", "due", "said", "done_on"))
NOUN = ROWS.noun
