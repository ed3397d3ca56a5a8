"""Whom to invite to an information evening: a list by school, as a paper and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Evening:
    """An information evening; `at` is minutes of the day, None where nobody has said."""

    title: str
    on: date
    at: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A student whose family is invited, and for which pathways."""

    school: str  # its name
    name: str
    name_key: str
    student_id: str
    grade_level: int
    home_language: str
    pathways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InvitationSheet:
    """The list of an evening, by school and name."""

    district: str
    evening: Evening
    made_on: date
    invited: tuple[Invited, ...]
