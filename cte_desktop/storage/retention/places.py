"""Where each kind of record about a student lies: tables, columns of the student, history.

A test walks the whole schema, so that no table and no column of a student is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Places:
    """Where a kind of record lies.

    `tables` name the column that says whose a row is (a student's key, or the plan of a placement),
    in an order in which rows can be removed. `columns` are those of the student's own row, `nouns`
    what the history calls things of the kind.
    """

    tables: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


PLACES: Mapping[str, Places] = MappingProxyType(
    {
        "identity": Places(
            columns=(
                "student_id",
                "state_id",
                "last_name",
                "first_name",
                "middle_name",
                "suffix",
                "grade_level",
                "graduation_year",
                "entry_class",
                "school",
                "birth_date",
                "gender",
                "entered_district_on",
                "name_key",
            )
        ),
        "courses": Places(tables=(("record", "student"),)),
        "certificates": Places(nouns=("awards", "withheld")),
        "disclosures": Places(nouns=("open_request",)),
        "tests": Places(tables=(("test_score", "student"),)),
        "programs": Places(
            tables=(("enrollment", "student"),),
            columns=("pathway", "groups", "home_language"),
            nouns=("enrollment",),
        ),
        "decisions": Places(tables=(("decision", "student"),), nouns=("decision",)),
        "experiences": Places(tables=(("experience", "student"),), nouns=("experience",)),
        "plans": Places(
            tables=(
                ("placement", "plan"),
                ("plan", "student"),
                ("added_program", "student"),
                ("plan_approval", "student"),
                ("plan_lock", "student"),
            ),
            columns=("counselor",),
            nouns=("plan", "added_program", "plan_approval", "plan_lock"),
        ),
        "wishes": Places(
            tables=(
                ("wish", "student"),
                ("busy_time", "student"),
                ("shared_note", "student"),
                ("reminder", "student"),
                ("student_tag", "student"),
            ),
            columns=("goal", "major", "preferred_name"),
            nouns=(
                *("wish", "busy_time", "student", "kept_field"),
                *("shared_note", "reminder", "student_tag"),
            ),
        ),
        "notes": Places(),
    }
)

BY_UID: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"notes": ("private_note", "student_id"), "disclosures": ("disclosed_student", "student_id")}
)
"""Kinds whose rows name the student by uid."""
REGISTER = ("register_entry", "award")
"""The tables of the register of certificates, which is only ever added to."""
KEPT_FIELD = ("kept_field", "student")
"""Fields that a person set here: each goes with what it is a field of."""
WORKED_OUT = (("standing", "student"), ("standing_due", "student"))
"""What is worked out from all the rest: it goes, and is worked out anew from what stays."""
ABOUT_STEPS = ("bulk_student",)
"""That a step was about a student, no more; it stays, as does each entry of the history."""
OF_HISTORY = ("change", "change_content", "earlier_row", "import_report", "step")
"""Emptied of what they say about the records that go."""
