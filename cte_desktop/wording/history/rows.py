"""A row of the store before and after in words: for edits and imports alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.history.told import Told, deed_of, field
from cte_desktop.wording.history.values import value_words
from cte_desktop.wording.plain_columns import column_words
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.wording.history.told import FieldTold, Values

_TABLES = {
    "student": noop("Student"),
    "record": noop("Record"),
    "enrollment": noop("Pathway"),
    "experience": noop("Experience"),
    "test_score": noop("Test"),
    "decision": noop("Decision"),
    "added_program": noop("Added program"),
    "plan_approval": noop("Agreement on a plan"),
    "plan_lock": noop("Lock of a plan"),
    "edit_window": noop("When plans may be changed"),
    "shared_note": noop("Shared note"),
    "reminder": noop("Reminder"),
    "student_tag": noop("Tag"),
    "busy_time": noop("Fixed time"),
    "wish": noop("Wish"),
    "plan": noop("Plan"),
    "placement": noop("Course in the plan"),
    "kept_field": noop("Kept against files"),
    "section": noop("Section"),
    "meeting": noop("Meeting of a section"),
    "employer": noop("Employer"),
    "earlier_total": noop("Completers of an earlier year"),
    "course_site": noop("Where a course is offered"),
    "person": noop("Who may open the database"),
    "open_request": noop("Request to inspect the records"),
    "destruction": noop("Records whose time was over"),
    "course": noop("Course"),
    "school": noop("School"),
    "sector": noop("Industry sector"),
    "pathway": noop("Pathway of the catalog"),
    "pathway_step": noop("Course of a pathway"),
    "bell": noop("Bell schedule"),
    "travel": noop("Travel time"),
    "workshop": noop("Workshop"),
}
# What tells a row from others of its table, as its heading.
_WHICH = {
    "record": ("course_code", "school_year", "term"),
    "enrollment": ("pathway",),
    "experience": ("kind", "title"),
    "test_score": ("test",),
    "decision": ("kind",),
    "added_program": ("program",),
    "plan_approval": ("plan_name",),
    "edit_window": ("grade_level",),
    "shared_note": ("on",),
    "reminder": ("due",),
    "student_tag": ("tag",),
    "busy_time": ("kind", "school_year", "term"),
    "wish": ("kind",),
    "plan": ("name",),
    "placement": ("course_code", "grade_level", "term"),
    "kept_field": ("column",),
    "section": ("section_id", "school_year"),
    "employer": ("name",),
    "earlier_total": ("school_year", "pathway", "site"),
    "course_site": ("course_code", "school"),
    "person": ("name",),
    "course": ("title",),
    "school": ("name",),
    "sector": ("name",),
    "pathway": ("name",),
    "pathway_step": ("pathway", "level", "course_code"),
    "bell": ("school", "schedule", "block"),
    "travel": ("origin", "destination"),
    "workshop": ("title",),
}
_UNSEEN = frozenset(
    {"key", "uid", "step", "student", "plan", "section", "name_key", "by_hand", "removed"}
    | {"position", "source", "meetings", "placements", "content", "signatures"}
)
_TITLES = {
    "attempted": noop("Credits attempted"),
    "earned": noop("Credits earned"),
    "alternates": noop("Alternates"),
    "here": noop("Here"),
    "file": noop("In the file"),
    "column": noop("Field"),
    "choice": noop("Chosen"),
    "students": noop("Students"),
    "completions": noop("Completions"),
    "contact": noop("Contact"),
    "phone": noop("Phone"),
    "email": noop("Email"),
    "place": noop("Place"),
    "sectors": noop("Industry sectors"),
    "role": noop("Role"),
    "active": noop("May open it"),
    "means": noop("How"),
    "student_name": noop("Student"),
    "guardian_name": noop("Parent or guardian"),
    "counselor_name": noop("Counselor"),
    "remark": noop("Remark"),
    "by": noop("By"),
    "opens": noop("Opens"),
    "closes": noop("Closes"),
    "author": noop("Written by"),
    "said": noop("What it says"),
    "for_family": noop("For the family"),
    "whose": noop("Waits for"),
    "due": noop("Due"),
    "done_on": noop("Done"),
}


def table_label(table: str) -> str:
    """Return what a row of a table is called."""
    return tr(_TABLES[table]) if table in _TABLES else table.replace("_", " ").capitalize()


def told_row(table: str, before: Values | None, after: Values | None, catalog: Catalog) -> Told:
    """Return a row in words; of one that was changed the fields that differ, else those it has."""
    if _is_gone(before):
        before = None
    if _is_gone(after):
        after = None
    return Told(
        table_label(table),
        which(table, after or before or {}, catalog),
        deed_of(before, after),
        told_fields(table, before, after, catalog),
    )


def told_fields(
    table: str, before: Values | None, after: Values | None, catalog: Catalog
) -> tuple[FieldTold, ...]:
    """Return the fields of a row that differ before and after."""
    names = dict.fromkeys((*(after or {}), *(before or {})))
    hidden = _UNSEEN if before and after else _UNSEEN | frozenset(_WHICH.get(table, ()))
    found = []
    for name in names:
        if name in hidden:
            continue
        old, new = (value_words(table, name, row or {}, catalog) for row in (before, after))
        if old != new:
            found.append(field(_title(name), old, new))
    return tuple(found)


def which(table: str, row: Values, catalog: Catalog) -> str:
    """Return which row of its table it is: "Welding 1, 2026-27, fall"."""
    if table == "record" and catalog.course(str(row.get("course_code"))) is None:
        row = {**row, "course_code": row.get("course_title") or row.get("course_code")}
    words = (value_words(table, name, row, catalog) for name in _WHICH.get(table, ()))
    return ", ".join(word for word in words if word)


def _is_gone(row: Values | None) -> bool:
    """Tell whether a row only remembers that somebody removed what a file brings."""
    return bool(row and row.get("removed"))


def _title(column: str) -> str:
    return tr(_TITLES[column]) if column in _TITLES else column_words(column)
