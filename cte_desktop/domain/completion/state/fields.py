"""One cell of a file for the State: what it may hold, and what is wrong with what we hold.

The fields themselves (number, length, kind, whether asked) are data: `resources/state/*.csv`. What
keeps a row from being taken is `must_fix`; the row is left out and listed. A warning stays in.

Characters of names: letters, digits, period, hyphen, apostrophe, slash and blank; since September
2022 letters with accents, tildes and umlauts of the Latin-1 set too (error IVR0009 of CALPADS).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.school_year import school_year_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.domain.findings import Value, Values
    from cte_desktop.domain.students.student import Student

GENDERS = ("M", "F", "X")

_PLAIN_LETTERS = re.compile(r"[A-Za-z0-9.'/ \-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]*")
_LOCAL_ID = re.compile(r"[A-Za-z0-9.'/ _\-]+")
_SSID = re.compile(r"[0-9]{10}")
_SEVEN_DIGITS = re.compile(r"[0-9]{7}")
_PATHWAY = re.compile(r"[0-9]{3}")
_LOCAL_PATHWAY = re.compile(r"([0-9]{3})[A-Z]?")
_YEAR = re.compile(r"[0-9]{4}-[0-9]{4}")
_WRITTEN_AS = str.maketrans(
    {
        # Apostrophes of typesetters and the Hawaiian okina; hyphens; letters without a base.
        "\u2018": "'",
        "\u2019": "'",
        "\u02bb": "'",
        "\u02bc": "'",
        "`": "'",
        "\u00b4": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u0111": "d",
        "\u0110": "D",
        "\u0142": "l",
        "\u0141": "L",
        "\u0131": "i",
        "\u0153": "oe",
        "\u0152": "OE",
    }
)

SEVERITY: dict[str, Severity] = {
    "ssid_missing": Severity.MUST_FIX,
    "ssid_wrong": Severity.MUST_FIX,
    "ssid_twice": Severity.MUST_FIX,
    "name_missing": Severity.MUST_FIX,
    "name_characters": Severity.MUST_FIX,
    "name_written": Severity.WARNING,
    "birth_date_missing": Severity.MUST_FIX,
    "birth_date_odd": Severity.WARNING,
    "gender_missing": Severity.MUST_FIX,
    "gender_wrong": Severity.MUST_FIX,
    "local_id_characters": Severity.MUST_FIX,
    "too_long": Severity.MUST_FIX,
    "field_characters": Severity.MUST_FIX,
    "field_missing": Severity.MUST_FIX,
    "school_code": Severity.MUST_FIX,
    "school_elsewhere": Severity.MUST_FIX,
    "pathway_code": Severity.MUST_FIX,
    "code_unsourced": Severity.WARNING,
    "no_record": Severity.MUST_FIX,
    "capstone_not_this_year": Severity.MUST_FIX,
    "capstone_split": Severity.WARNING,
    "capstone_summer": Severity.WARNING,
    "capstone_elsewhere": Severity.WARNING,
    "capstone_substituted": Severity.WARNING,
    "capstone_mark": Severity.WARNING,
    "out_of_order": Severity.MUST_FIX,
    "no_concentrator": Severity.WARNING,
    "reported_before": Severity.WARNING,
    "same_code": Severity.WARNING,
    "not_signed_up": Severity.WARNING,
    "grade_level": Severity.MUST_FIX,
    "left_out": Severity.WARNING,
    "no_rows": Severity.WARNING,
    "charter": Severity.WARNING,
    "layout_unconfirmed": Severity.WARNING,
    "wbl_type_missing": Severity.MUST_FIX,
    "wbl_type_wrong": Severity.MUST_FIX,
    "wbl_type_retired": Severity.MUST_FIX,
    "wbl_year_missing": Severity.MUST_FIX,
    "wbl_hours_missing": Severity.MUST_FIX,
    "wbl_course_missing": Severity.WARNING,
    "wbl_internship": Severity.WARNING,
    "wbl_evaluation": Severity.WARNING,
    "wbl_merged": Severity.WARNING,
    "unsourced_layout": Severity.WARNING,
    "course_too_long": Severity.WARNING,
    "unknown_course": Severity.MUST_FIX,
    "unknown_alternate": Severity.MUST_FIX,
    "next_school": Severity.WARNING,
    "still_to_choose": Severity.WARNING,
    "nothing_planned": Severity.WARNING,
    "section_unknown": Severity.WARNING,
    "no_section": Severity.WARNING,
    "empty_plans": Severity.WARNING,
    "added_programs": Severity.WARNING,
}
"""Every code that an export can give, and how much it weighs; the last ones are those of lists."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one row, or about a whole export when `student_id` is "".

    `field` is the State's number of the field, or the heading of a column. The words are in
    `wording/exports.py`.
    """

    student_id: str
    field: str
    code: str
    severity: Severity
    values: Values = ()

    @property
    def blocks(self) -> bool:
        """Tell whether it keeps its row out of the file."""
        return self.severity is Severity.MUST_FIX


@dataclass(frozen=True, slots=True)
class StateField:
    """A field of a file for the State; `kind` says how its text is made and checked."""

    number: str  # "11.07"
    name: str
    kind: str
    length: int
    required: bool


@dataclass(frozen=True, slots=True)
class StateRow:
    """One row of a file for the State: a text for each field, in the order of the fields."""

    student_uid: str
    student_id: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateFile:
    """The rows that can be sent, and everything that there is to say about these and others."""

    rows: tuple[StateRow, ...]
    problems: tuple[Problem, ...]


def problem(student_id: str, field: str, code: str, **values: Value) -> Problem:
    """Return a problem with the weight that its code has."""
    return Problem(student_id, field, code, SEVERITY[code], tuple(values.items()))


def state_text(field: StateField, text: str) -> tuple[str, str]:
    """Return the text as it goes out, and the code of what is wrong with it ("" if nothing)."""
    written, code = _CHECKS.get(field.kind, _plain)(text)
    if code and SEVERITY[code] is Severity.MUST_FIX:
        return written, code
    if field.required and not written:
        return "", "field_missing"
    return written, "too_long" if len(written) > field.length else code


def checked_row(
    fields: tuple[StateField, ...], values: tuple[str, ...], student_id: str
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the row as it goes out, and what is wrong with its cells."""
    row, problems = [], []
    for field, value in zip(fields, values, strict=True):
        written, code = state_text(field, value)
        row.append(written)
        if code:
            problems.append(
                problem(
                    student_id,
                    field.number,
                    code,
                    name=field.name,
                    value=value,
                    written=written,
                    most=field.length,
                )
            )
    return tuple(row), problems


def sum_of_rows(rows: int, left_out: int) -> list[Problem]:
    """Say how many rows there should be, are in the file and are not; nothing if all are in it."""
    if not left_out:
        return []
    return [problem("", "", "left_out", rows=rows, total=rows + left_out, count=left_out)]


def no_rows(rows: int, school_year: int) -> list[Problem]:
    """Say that a file has no row, and of which school year; nothing if it has rows."""
    return [] if rows else [problem("", "", "no_rows", year=school_year_text(school_year))]


def of_charters(rows: Iterable[tuple[str, bool]], field: str) -> list[Problem]:
    """Say once for each school that the district doesn't run how many rows are of it.

    `rows` are the schools of the rows, each with whether the district runs it.
    """
    counts = Counter(school for school, district_run in rows if not district_run)
    return [
        problem("", field, "charter", school=school, count=count)
        for school, count in sorted(counts.items())
    ]


def ssid_twice(student: Student, field: str) -> Problem:
    """Say that another student of the file has the same SSID."""
    return problem(student.student_id, field, "ssid_twice", value=student.state_id)


def academic_year(school_year: int) -> str:
    """Return the State's text of a school year: 2025-26 is "2025-2026"."""
    return f"{school_year}-{school_year + 1}"


def state_pathway(code: str) -> str:
    """Return the three digits of a pathway's code without the letter of a sub-pathway, or ""."""
    found = _LOCAL_PATHWAY.fullmatch(code.strip().upper())
    return found[1] if found else ""


def legal_text(name: str) -> tuple[str, str]:
    """Return a name in the State's characters, and "" or the code of what is wrong.

    Apostrophes of typesetters are written plain, and letters beyond Latin-1 lose their marks
    (Nguyễn: Nguyên): both are said. Anything else that the State refuses is for a person to decide.
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if not text:
        return "", "name_missing"
    written = "".join(map(_plain_letter, text.translate(_WRITTEN_AS)))
    if not _PLAIN_LETTERS.fullmatch(written):
        return "", "name_characters"
    return written, "" if written == text else "name_written"


def _plain_letter(letter: str) -> str:
    """Return a letter that Latin-1 lacks with one mark fewer, or none."""
    while ord(letter) > 0xFF:
        parts = unicodedata.normalize("NFD", letter)
        if len(parts) == 1:
            return letter
        letter = unicodedata.normalize("NFC", parts[:-1])
    return letter


def _plain(text: str) -> tuple[str, str]:
    """Return a text that can't end a field or a line early; one that can is refused."""
    if "^" in text or not text.isprintable():
        return "", "field_characters"
    return text, ""


def _matching(text: str, pattern: re.Pattern[str], code: str, empty: str) -> tuple[str, str]:
    if not text:
        return "", empty
    return (text, "") if pattern.fullmatch(text) else ("", code)


def _gender(text: str) -> tuple[str, str]:
    if not text:
        return "", "gender_missing"
    return (text, "") if text in GENDERS else ("", "gender_wrong")


_CHECKS: dict[str, Callable[[str], tuple[str, str]]] = {
    "name": legal_text,
    "ssid": lambda t: _matching(t, _SSID, "ssid_wrong", "ssid_missing"),
    "local_id": lambda t: _matching(t, _LOCAL_ID, "local_id_characters", "field_missing"),
    "date": lambda t: (t, "" if t else "birth_date_missing"),
    "gender": _gender,
    "lea": lambda t: _matching(t, _SEVEN_DIGITS, "school_code", "school_code"),
    "school": lambda t: _matching(t, _SEVEN_DIGITS, "school_code", "school_code"),
    "pathway": lambda t: _matching(t, _PATHWAY, "pathway_code", "pathway_code"),
    "year": lambda t: _matching(t, _YEAR, "field_characters", "field_missing"),
}
