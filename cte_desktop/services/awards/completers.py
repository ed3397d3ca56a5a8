"""The completers of a school year as lists show them: who, where, in which pathway, how they stand.

`finding.find_completers` decides; here names, schools and sectors are put beside its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.finding import TakenBack
from cte_desktop.domain.school_year import grade_in
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.standings import count_stale
from cte_desktop.storage import students as student_store
from cte_desktop.system.garbage import search_put_off

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import Reason
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.finding import Completed, Found, When
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.students import StudentLine

Key = tuple[str, str]
"""Whose pathway a line is about: the student's uid, and the pathway."""


class Standing(StrEnum):
    """How a line stands between the record and the register."""

    TO_AWARD = "to_award"
    LOOK_FIRST = "look_first"  # completed, and a person should look at it before it is awarded
    AWARDED = "awarded"
    TAKEN_BACK = "taken_back"
    REVOKED = "revoked"
    NOT_COMPLETED = "not_completed"  # looks completed, and something keeps it from being so
    ONE_AWAY = "one_away"


@dataclass(frozen=True, slots=True)
class CompleterLine:
    """One pathway of a student. `completed` is what an award rests on, None for one not completed.

    `because` tells why a person should look at it; `missing` is the id of the one requirement.
    """

    uid: str
    student_id: str
    name: str
    name_key: str  # every name and the id, folded
    grade_level: int  # in the school year
    school_name: str
    pathway: str
    sector: str  # its name
    standing: Standing
    courses: tuple[str, ...] = ()  # titles of the courses that completed it
    serial: str = ""
    certificate: When | None = None
    because: tuple[Reason, ...] = ()
    missing: str = ""
    completed: Completed | None = None

    @property
    def key(self) -> Key:
        """Return whose pathway it is."""
        return self.uid, self.pathway


@dataclass(frozen=True, slots=True)
class CompleterSheet:
    """The three lists of a school year. Who completed and needs a person stands in two of them.

    `stale` students have standings that are not current: they were audited for this answer.
    """

    school_year: int
    completed: tuple[CompleterLine, ...]
    needs_a_person: tuple[CompleterLine, ...]
    one_course_away: tuple[CompleterLine, ...]
    state_completions: int
    stale: int

    @property
    def students(self) -> int:
        """Return how many students completed at least one pathway."""
        return len({one.uid for one in self.completed})

    def standing(self, *wanted: Standing) -> tuple[CompleterLine, ...]:
        """Return the completed lines that stand so."""
        return tuple(one for one in self.completed if one.standing in wanted)


def completer_sheet(desk: Desk, school_year: int) -> CompleterSheet:
    """Return who completed in a school year, who needs a person and who is one course away."""
    catalog = desk.catalog()
    with search_put_off():  # it would hold up the window while everything is looked through
        found = find_completers(desk, school_year)
        stale = count_stale(desk)
        named = _named(found)
        with desk.database.reading() as tx:
            lines = student_store.list_student_lines(tx)
        people = {line.uid: line for line in lines if line.uid in named}
        return _Lines(found, people, catalog).sheet(stale)


def _named(found: Found) -> frozenset[str]:
    return frozenset(
        {one.student.uid for one in found.completed}
        | {one.student_uid for one in found.needs_a_person}
        | {one.student_uid for one in found.one_course_away}
    )


class _Lines:
    """The lines of one answer."""

    def __init__(self, found: Found, people: dict[str, StudentLine], catalog: Catalog) -> None:
        self._found = found
        self._people = people
        self._catalog = catalog
        self._why: dict[Key, list[Reason]] = {}
        for one in found.needs_a_person:
            self._why.setdefault((one.student_uid, one.pathway), []).append(one.because)

    def sheet(self, stale: int) -> CompleterSheet:
        found = self._found
        completed = tuple(self._completed(one) for one in found.completed)
        by_key = {one.key: one for one in completed}
        needs = tuple(
            by_key.get(key) or self._line(*key, Standing.NOT_COMPLETED, tuple(why))
            for key, why in self._why.items()
        )
        away = tuple(
            self._line(one.student_uid, one.pathway, Standing.ONE_AWAY, (), one.missing)
            for one in found.one_course_away
        )
        return CompleterSheet(
            found.school_year, completed, needs, away, found.state_completions, stale
        )

    def _completed(self, one: Completed) -> CompleterLine:
        uid, pathway = one.student.uid, one.pathway
        why = tuple(self._why.get((uid, pathway), ()))
        person = self._people[uid]
        return CompleterLine(
            *self._who(person),
            pathway,
            self._sector(pathway),
            _standing(one, why),
            tuple(
                dict.fromkeys(
                    self._title(code) for part in one.decision.evidence for code in part.courses
                )
            ),
            one.serial,
            one.certificate,
            why,
            completed=one,
        )

    def _line(
        self,
        uid: str,
        pathway: str,
        standing: Standing,
        because: tuple[Reason, ...],
        missing: str = "",
    ) -> CompleterLine:
        return CompleterLine(
            *self._who(self._people[uid]),
            pathway,
            self._sector(pathway),
            standing,
            because=because,
            missing=missing,
        )

    def _who(self, person: StudentLine) -> tuple[str, str, str, str, int, str]:
        grade = grade_in(self._found.school_year, person.graduation_year)
        named = (person.uid, person.student_id, person.name, person.name_key)
        return (*named, grade, person.school_name)

    def _sector(self, pathway: str) -> str:
        listed = self._catalog.pathway_by_name.get(pathway)
        sector = self._catalog.sector_by_code.get(listed.sector) if listed else None
        return sector.name if sector else ""

    def _title(self, code: str) -> str:
        course = self._catalog.course(code)
        return course.title if course else code


def _standing(one: Completed, why: tuple[Reason, ...]) -> Standing:
    if one.serial:
        return Standing.AWARDED
    if one.taken_back is not None:
        revoked = one.taken_back is TakenBack.REVOKED
        return Standing.REVOKED if revoked else Standing.TAKEN_BACK
    return Standing.LOOK_FIRST if why else Standing.TO_AWARD
