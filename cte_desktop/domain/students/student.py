"""A student as the district's information system knows them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

# Apostrophes (of keyboards, typesetters, and the Hawaiian okina) and hyphens.
_PASSED_OVER = frozenset("'`-\u2018\u2019\u02bb\u02bc\u2010")


@dataclass(frozen=True, slots=True)
class Student:
    """One row of students.csv. `uid` is ours, `student_id` the district's (leading zeros kept)."""

    uid: str
    student_id: str
    last_name: str
    first_name: str
    grade_level: int
    school: str
    graduation_year: int
    entry_class: int  # the class entered in grade 9: it decides the graduation set
    state_id: str = ""
    middle_name: str = ""
    suffix: str = ""
    preferred_name: str = ""
    counselor: str = ""
    home_language: str = ""
    pathway: str = ""  # signed up for; the district's name
    birth_date: date | None = None
    gender: str = ""  # M, F or X
    entered_district_on: date | None = None
    goal: str = ""  # after school
    major: str = ""
    groups: str = ""

    @property
    def list_name(self) -> str:
        """Return "Rivera, Ana" for tables; one name alone when there is only one."""
        first = self.preferred_name or self.first_name
        return ", ".join(dict.fromkeys(part for part in (self.last_name, first) if part))

    @property
    def legal_name(self) -> str:
        """Return the full legal name in reading order, exactly as recorded, for certificates.

        A person with one name has it in both columns of the file, and here once.
        """
        first = "" if self.first_name == self.last_name else self.first_name
        parts = (first, self.middle_name, self.last_name, self.suffix)
        return " ".join(part for part in parts if part)

    @property
    def name_key(self) -> str:
        """Return the folded text that searches match: names without accents, and the id."""
        names = (
            self.last_name,
            self.first_name,
            self.preferred_name,
            self.middle_name,
            self.student_id,
        )
        return folded(" ".join(name for name in names if name))


def folded(text: str) -> str:
    """Return `text` without case and accents, so that Nunez finds Núñez and Oneil O'Neil."""
    # Twice: small letters may have accents of their own, and some letters are capitals in disguise.
    small = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", small)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in _PASSED_OVER)
