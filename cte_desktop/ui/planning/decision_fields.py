"""Fields of the exception's form: lines that take a course, a name or a day."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

if TYPE_CHECKING:
    from cte_desktop.services.cases import Case

_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def text_field(name: str) -> QLineEdit:
    """Return a field of one line with its name for screen readers."""
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def course_field(case: Case, name: str) -> QLineEdit:
    """Return a field that takes a course code and finds courses by code or title."""
    field = text_field(name)
    courses = case.district.catalog.courses
    words = sorted(f"{course.title} ({course.code})" for course in courses)
    known = {s.course_code: s.title for s in case.situation.semesters}
    words += [
        f"{text or code} ({code})"
        for code, text in sorted(known.items())
        if case.district.catalog.course(code) is None
    ]
    completer = QCompleter(words, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
    return field


def code_in(field: QLineEdit) -> str:
    """Return the code of the course that a field names: "Chemistry (CHEM)", or the code alone."""
    text = field.text().strip()
    return text.rpartition("(")[2].rstrip(")").strip() if text.endswith(")") else text


def day_in(field: QLineEdit) -> date | None:
    """Return the day that a field names: 2026-11-20 or 11/20/2026; None when it is none."""
    text = field.text().strip()
    written = _US_DATE.fullmatch(text)
    try:
        if written:
            return date(int(written[3]), int(written[1]), int(written[2]))
        return date.fromisoformat(text)
    except ValueError:
        return None


def days_as_written(day: date) -> tuple[str, str]:
    """Return the two ways in which a day may be written: 2026-11-20 and 11/20/2026."""
    return day.isoformat(), f"{day:%m/%d/%Y}"
