"""What a person writes down about a student here: goal after school, major, preferred name.

The rest of a student is the district's. What is written here stays, whatever files say later
(`hand_edits.py`). The pathway changes by sign-ups (`enrolments.py`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import values
from cte_desktop.domain.students.edits import FieldChange, FileEdit
from cte_desktop.services.changes import Changes
from cte_desktop.services.decisions import Fault
from cte_desktop.services.student_edits import keep_edit
from cte_desktop.storage.students import load_student
from cte_desktop.system.errors import KnownError
from cte_desktop.system.plain_text import plain_character, plain_line
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.students.student import Student
    from cte_desktop.services.desk import Desk

FIELDS = ("preferred_name", "goal", "major")
LONGEST = {"preferred_name": 300, "goal": 4000, "major": 300}
"""Characters that a database holds of each."""

_SEVERAL_LINES = frozenset({"goal"})


@dataclass(frozen=True, slots=True)
class StudentFields:
    """Texts as they are written; None leaves a field as it is, "" empties it."""

    preferred_name: str | None = None
    goal: str | None = None
    major: str | None = None


def save_student_fields(
    desk: Desk,
    student_uid: str,
    *,
    goal: str | None = None,
    major: str | None = None,
    preferred_name: str | None = None,
) -> Changes:
    """Keep what is written about a student, as one step that can be undone.

    No step when nothing changes. Raises `KnownError` when a text is too long or the student was
    changed meanwhile, `LookupError` when there is no such student; nothing is changed then.
    """
    fields = StudentFields(preferred_name, goal, major)
    fault = fault_in(fields)
    if fault is not None:
        raise KnownError(
            "too_long", fault.text, kept=noop("Nothing was changed."), do=noop("Shorten it.")
        )
    with desk.database.reading() as tx:
        student = load_student(tx, student_uid)
    edit = change_fields(student, fields)
    return Changes() if edit is None else keep_edit(desk, student_uid, edit)


def change_fields(student: Student, fields: StudentFields) -> FileEdit | None:
    """Return the edit that writes these texts, None when the student has them already."""
    changes = tuple(
        FieldChange(name, getattr(student, name), text)
        for name, text in _given(fields).items()
        if text != getattr(student, name)
    )
    if not changes:
        return None
    return FileEdit(
        "edit_student", values(fields=tuple(change.name for change in changes)), fields=changes
    )


def fault_in(fields: StudentFields) -> Fault | None:
    """Return the first text that no database holds, None when all are well."""
    for name, text in _given(fields).items():
        if len(text) > LONGEST[name]:
            return Fault(name, _too_long(name))
    return None


def _given(fields: StudentFields) -> dict[str, str]:
    """Return the texts that are written, as they are kept, under the names of their fields."""
    written = {name: getattr(fields, name) for name in FIELDS}
    return {
        name: clean_text(text, several_lines=name in _SEVERAL_LINES)
        for name, text in written.items()
        if text is not None
    }


def clean_text(text: str, *, several_lines: bool) -> str:
    """Return a text as an import would keep it, so that a file with it brings nothing new."""
    if not several_lines:
        return plain_line(text)
    normal = unicodedata.normalize("NFC", text)
    lines = ("".join(map(plain_character, line)).rstrip() for line in normal.splitlines())
    return "\n".join(lines).strip()


def visible_text(text: str) -> str:
    """Return a line as `clean_text` does, "" when nobody would see anything of it."""
    line = clean_text(text, several_lines=False)
    return line if any(map(_is_seen, line)) else ""


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZM"


def _too_long(name: str) -> str:
    count = LONGEST[name]
    match name:
        case "goal":
            return tr("The goal is too long: at most {count} characters.", count=count)
        case "major":
            return tr("The major is too long: at most {count} characters.", count=count)
        case _:
            return tr("The preferred name is too long: at most {count} characters.", count=count)
