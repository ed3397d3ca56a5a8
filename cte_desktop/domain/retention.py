"""How long records about a student are kept, and from which day they may be destroyed.

The classes are those of 5 CCR 432: mandatory permanent, mandatory interim, permitted. A class is
given as data (`resources/retention.toml`), with its rule and source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import FIRST_MONTH, Term, last_day

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class RecordClass:
    """A class of records. `rule` is where it stands.

    Its records may be destroyed `months` after a student has left, or from the start of the school
    year that many (`school_years`) after the one in which the student left; both None: never.
    """

    id: str
    rule: str
    months: int | None = None
    school_years: int | None = None

    @property
    def for_ever(self) -> bool:
        """Whether its records are never destroyed."""
        return self.months is None and self.school_years is None

    def since(self, last_school_year: int) -> date | None:
        """Return from which day records may be destroyed of who left in that school year."""
        if self.months is not None:
            month = FIRST_MONTH - 1 + self.months
            return date(last_school_year + 1 + month // _MONTHS, month % _MONTHS + 1, 1)
        if self.school_years is not None:
            return date(last_school_year + self.school_years, FIRST_MONTH, 1)
        return None


@dataclass(frozen=True, slots=True)
class Retention:
    """All classes by id, the class of each kind of record, and the rule of open requests."""

    classes: Mapping[str, RecordClass]
    kinds: Mapping[str, str]
    open_request_rule: str

    def class_of(self, kind: str) -> RecordClass:
        """Return the class of a kind of record."""
        return self.classes[self.kinds[kind]]

    def kinds_of(self, record_class: str) -> tuple[str, ...]:
        """Return the kinds of a class, in the order of the file."""
        return tuple(kind for kind, named in self.kinds.items() if named == record_class)


def last_school_year(graduation_year: int, last_recorded: int | None) -> int:
    """Return the school year after which a student counts as having left.

    The class's last one, or a later one with courses: nobody says here that somebody moved away.
    """
    return max(graduation_year - 1, last_recorded or 0)


def has_left(last_year: int, today: date) -> bool:
    """Tell whether the school year is over, so that a student of it has left."""
    return 0 < last_year < date.max.year and last_day(last_year, Term.SPRING) < today
