"""The rows of plans.csv for one student, as plans with the semesters that they want.

A row of `term` year means both halves, one of `lane` tray a course that lies nowhere yet, whatever
grade and term it names. Rows of choice 1 and up name the alternates of the course of
choice 0 that came before them in the same grade, term and lane (and period, if they give one).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.plan import TRAY
from cte_desktop.domain.school_year import SEMESTERS
from cte_desktop.storage.import_report import Refused
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.tables.columns import WORD_LENGTH, declared_lengths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cte_desktop.storage.import_report import FileCounts

Named = dict[str, Any]

_LENGTHS = {
    "plan": declared_lengths(METADATA.tables["plan"])["name"],
    **declared_lengths(METADATA.tables["placement"]),
}


@dataclass(slots=True)
class Wanted:
    """A semester of a course that a file wants in a plan; rows are numbered as in the file."""

    course_code: str
    grade_level: int | None  # None in the tray
    term: str
    lane: str
    period: str
    section_id: str
    site: str
    locked: int
    row: int
    alternates: list[str] = field(default_factory=list)
    alternate_rows: list[int] = field(default_factory=list)

    @property
    def place(self) -> tuple[str, int | None, str, str]:
        """What tells it from other semesters, unless a course is there twice."""
        return (self.course_code, self.grade_level, self.term, self.lane)


@dataclass(slots=True)
class WantedPlan:
    """A plan as a file has it; status and day are those of its first row."""

    name: str
    status: str
    signed_on: str | None
    semesters: list[Wanted] = field(default_factory=list)


def wanted_plans(rows: Iterable[Named], counts: FileCounts) -> list[WantedPlan]:
    """Return the plans of one student's rows, in the order of the file; refuse doubtful rows."""
    plans: dict[str, WantedPlan] = {}
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        too_long = _too_long(row)
        if too_long is not None:
            counts.refused.append(Refused(row["number"], "too_long", too_long))
            continue
        semesters = list(_semesters(row))
        marks = {(row["plan"], s.place, s.section_id, s.period, row["choice"]) for s in semesters}
        if marks & seen:
            counts.refused.append(Refused(row["number"], "duplicate_row"))
            continue
        plan = plans.get(row["plan"])
        if not row["choice"]:
            plan = plan or WantedPlan(row["plan"], row["status"], row["signed_on"])
            plans[row["plan"]] = plan
            plan.semesters += semesters
        elif plan is None or not _add_alternate(plan, semesters):
            counts.refused.append(Refused(row["number"], "missing_value", "choice"))
            continue
        seen |= marks
    return list(plans.values())


def _semesters(row: Mapping[str, Any]) -> Iterator[Wanted]:
    if row["lane"] == TRAY:
        yield Wanted(row["course_code"], None, "", "", "", "", "", 0, row["number"])
        return
    terms = [term.value for term in SEMESTERS] if row["term"] == "year" else [row["term"]]
    for term in terms:
        yield Wanted(
            row["course_code"],
            row["grade_level"],
            term,
            row["lane"],
            row["period"],
            row["section_id"],
            row["site"],
            row["locked"],
            row["number"],
        )


def _add_alternate(plan: WantedPlan, semesters: Iterable[Wanted]) -> bool:
    """Give the course before it the alternate; False if there is no such course."""
    found = False
    for semester in semesters:
        course = next(
            (
                known
                for known in reversed(plan.semesters)
                if known.place[1:] == semester.place[1:] and semester.period in ("", known.period)
            ),
            None,
        )
        if course is not None:
            course.alternates.append(semester.course_code)
            course.alternate_rows.append(semester.row)
            found = True
    return found


def _too_long(row: Mapping[str, Any]) -> str | None:
    if not any(isinstance(value, str) and len(value) > WORD_LENGTH for value in row.values()):
        return None  # shorter than any column
    for name, length in _LENGTHS.items():
        value = row.get(name)
        if isinstance(value, str) and len(value) > length:
            return name
    return None
