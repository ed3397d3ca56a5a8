"""Plans that nobody changes until they are unlocked."""

from __future__ import annotations

from cte_desktop.storage.owned_rows import OwnedRows

ROWS = OwnedRows("plan_lock", ("plan", "on", "by", "reason"))
NOUN = ROWS.noun
