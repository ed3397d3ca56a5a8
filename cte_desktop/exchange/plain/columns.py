"""What a column of a file is: its header, what its cells write, and how it is stored.

Only declarations; `cells.py` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

Value = str | int | None
Row = tuple[Value, ...]


class Sort(Enum):
    """What the cells of a column write, and so what the stored value is."""

    IDENTIFIER = auto()  # text with leading zeros kept; Excel damage is refused
    TEXT = auto()  # one line
    NAME = auto()  # one line; "-" says that the student has no such name
    LONG_TEXT = auto()  # line breaks kept
    CHOICE = auto()  # one of `choices`, in any case
    CHOICES = auto()  # some of `choices`, separated by ;
    YES_NO = auto()  # 1 or 0
    WHOLE = auto()  # from `low` to `high`
    GRADE = auto()  # grade level `low` to `high`; K is 0
    GRADES = auto()  # grade levels separated by ;
    HUNDREDTHS = auto()  # hours, units, years: hundredths
    CREDITS = auto()  # hundredths, 0 to 20
    DATE = auto()  # ISO text, from the year `low` to `high` days after today
    CLOCK = auto()  # minutes after midnight
    DAYS = auto()  # of MTWRF, in their order
    SCHOOL_YEAR = auto()  # the year in which it starts
    TERM = auto()  # fall, spring, summer
    TERM_OF_RECORD = auto()  # the same; a whole year is two rows before its cells are read
    TERM_OR_YEAR = auto()  # also "year": both halves
    MARK = auto()  # a mark or "" while in progress
    PREREQUISITES = auto()  # the language of `domain/catalog/prerequisites.py`
    NEW_STUDENT = auto()  # the id that this row brings
    STUDENT = auto()  # a student that is known
    SCHOOL = auto()  # the short name of a school of the catalog
    SCHOOLS = auto()  # short names separated by ;
    SECTORS = auto()  # codes of sectors of the catalog separated by ;
    SITE = auto()  # a school, or a place that travel or bells name
    ANY_SCHOOL = auto()  # a school of the catalog, or the name of one outside the district
    COURSE = auto()  # the code of a course of the catalog
    PLANNED_COURSE = auto()  # the same, or a placeholder: "ANY:science:D"
    ANY_COURSE = auto()  # a code of the catalog or from elsewhere
    PATHWAY = auto()  # the district's name of a pathway
    SUBJECT = auto()  # a graduation subject
    VERIFIED = auto()  # yes, partial, no
    TEST = auto()  # SBAC_ELA, SBAC_MATH, AP:EXAM, IB:EXAM
    PROGRAM = auto()  # graduation, uc, csu, cci, pathway:NAME


_TEXTS = frozenset(
    {
        Sort.IDENTIFIER,
        Sort.NEW_STUDENT,
        Sort.STUDENT,
        Sort.TEXT,
        Sort.NAME,
        Sort.LONG_TEXT,
        Sort.CHOICE,
        Sort.CHOICES,
        Sort.GRADES,
        Sort.DAYS,
        Sort.MARK,
        Sort.PREREQUISITES,
        Sort.SCHOOL,
        Sort.SCHOOLS,
        Sort.SECTORS,
        Sort.SITE,
        Sort.ANY_SCHOOL,
        Sort.COURSE,
        Sort.PLANNED_COURSE,
        Sort.ANY_COURSE,
        Sort.PATHWAY,
        Sort.SUBJECT,
        Sort.TEST,
        Sort.PROGRAM,
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file.

    `needed`: a file without the column, or a row without a value in it, is refused. `header`: the
    file must have the column, a row may leave it empty. `harmless`: a value that can't be read is
    left out and reported; in other columns it refuses the row, since the row would mean something
    else. `stored` is the stored name when it is not the header, "" for a column that only the check
    uses.
    """

    name: str
    sort: Sort = Sort.TEXT
    needed: bool = False
    header: bool = False
    harmless: bool = False
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    stored: str | None = None
    default: Value = None

    @property
    def field(self) -> str:
        """Return the stored name: the header, unless the declaration says another."""
        return self.name if self.stored is None else self.stored

    @property
    def empty(self) -> Value:
        """Return what an empty cell, or a missing column, stores."""
        if self.default is not None:
            return self.default
        return "" if self.sort in _TEXTS else None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name, its file name, its columns in order and what identifies a row."""

    name: str
    file: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...]  # stored names
    passed_over: tuple[str, ...] = ()  # headers that are known and not read

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the stored names in order: what the values of a row are."""
        return tuple(column.field for column in self.columns if column.field)

    @property
    def needed(self) -> tuple[str, ...]:
        """Return the headers that a file of this kind must have."""
        return tuple(c.name for c in self.columns if c.needed or c.header)
