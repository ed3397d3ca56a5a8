"""What was agreed about plans: proposed, answered, signed, opened again; a student's rows."""

from __future__ import annotations

from cte_desktop.storage.owned_rows import OwnedRows

ROWS = OwnedRows(
    "plan_approval",
    (
        "plan",
        "plan_name",
        "state",
        "on",
        "means",
        "student_name",
        "guardian_name",
        "counselor_name",
        "remark",
        "content",
        "signatures",
    ),
)
NOUN = ROWS.noun
