"""What a certificate of completion says; serial number and code are those of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.catalog.course import Level
    from cte_desktop.domain.school_year import Term

UNPRINTABLE = frozenset({"letters_missing", "no_room"})
"""Codes of the errors that a text of a certificate can't be printed."""


@dataclass(frozen=True, slots=True)
class CertificateCourse:
    """A course of the pathway that was passed: title, level, and the mark of each semester."""

    title: str
    level: Level | None
    marks: tuple[tuple[int, Term, str], ...]  # school year, term, mark


@dataclass(frozen=True, slots=True)
class Certificate:
    """The facts of one certificate. Hours and units are hundredths."""

    student_id: str
    legal_name: str  # full and exactly as recorded
    district: str
    school_name: str
    pathway: str
    sector: str
    completed_in: int  # school year
    issued_on: date
    courses: tuple[CertificateCourse, ...]
    certifications: tuple[str, ...] = ()
    hours: int = 0  # of work-based learning and practicum
    college_units: int = 0
    serial: str = ""
    code: str = ""  # the text of the QR code by which anyone can check it
    replaces: str = ""  # the serial of the one that it was issued anew for
    reprint: bool = False  # it was printed before, and says so
    language: str = ""  # of the paper; "" is the one in force
