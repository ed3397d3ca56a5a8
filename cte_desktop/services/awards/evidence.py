"""Gathering the evidence of pathways: what proves each, what is missing, what the register has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.reached import pathways_to_decide
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.certificates.surrounding import (
    notes_college_courses,
    surrounding,
)
from cte_desktop.domain.completion.evidence_sheet import (
    AwardFact,
    EvidenceRow,
    EvidenceSheet,
    Missing,
)
from cte_desktop.domain.completion.finding import (
    UNSIGNED,
    exceptions_used,
    questions,
    same_code_questions,
)
from cte_desktop.domain.completion.near_misses import near_misses
from cte_desktop.domain.completion.register.entries import AwardState, differences
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.awards.finding import decide_pathways
from cte_desktop.storage import raw_files
from cte_desktop.storage.certificates import candidates
from cte_desktop.storage.certificates.awards import list_awards
from cte_desktop.storage.certificates.register import entries_numbered
from cte_desktop.storage.pathway_files import pathway_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cte_desktop.domain.audit.result import Reason
    from cte_desktop.domain.completion.eligibility import Eligibility
    from cte_desktop.domain.completion.finding import Decided
    from cte_desktop.domain.completion.register.entries import Entry
    from cte_desktop.domain.completion.state.fields import Problem
    from cte_desktop.domain.students.experiences import Around
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk, District
    from cte_desktop.storage.certificates.awards import Award
    from cte_desktop.storage.transaction import Transaction

Key = tuple[str, str]


def evidence_of(desk: Desk, uid: str, pathway: str, school_year: int) -> EvidenceSheet | None:
    """Return the evidence of one pathway of a student, None when the student is gone."""
    found = evidence_sheets(desk, ((uid, pathway),), school_year)
    return found[0] if found else None


def evidence_sheets(
    desk: Desk, wanted: Sequence[Key], school_year: int | None = None
) -> tuple[EvidenceSheet, ...]:
    """Return the evidence of pathways, (uid, pathway) each, in that order.

    What a person should look at is told as of that school year, without one of the year in which
    each was completed. Who is gone is left out.
    """
    names: dict[str, list[str]] = {}
    for uid, pathway in wanted:
        names.setdefault(uid, []).append(pathway)
    with desk.database.reading() as tx:
        gathering = _Gathering(desk, tx, names, school_year)
        keys = candidates.keys_of(tx, names.keys())
        files = dict(pathway_files(tx, tuple(keys.values()), desk.catalog()))
        gathering.take_whole(tx, files)
        made = {
            (sheet.student.uid, sheet.pathway): sheet
            for file in files.values()
            for sheet in gathering.of(file)
        }
    return tuple(made[key] for key in wanted if key in made)


@dataclass(frozen=True, slots=True)
class _Register:
    """The last award of each student and pathway, with its entry."""

    awards: Mapping[Key, Award]
    entries: Mapping[int, Entry]


class _Gathering:
    """One gathering: the register is read once for all."""

    def __init__(
        self,
        desk: Desk,
        tx: Transaction,
        names: Mapping[str, Sequence[str]],
        school_year: int | None,
    ) -> None:
        self._district: District = desk.district()
        self._day = desk.today()
        self._names = names
        self._year = school_year
        awards = {
            (one.student_uid, one.pathway): one
            for one in list_awards(tx)
            if one.student_uid in names and one.state is not AwardState.UNDONE
        }
        entries = entries_numbered(tx, [one.entry for one in awards.values()])
        self._register = _Register(awards, entries)
        self._whole: dict[str, StudentFile] = {}

    def take_whole(self, tx: Transaction, files: Mapping[int, StudentFile]) -> None:
        """Fetch the whole files of those for whom it decides which college courses count."""
        noting = [key for key, file in files.items() if notes_college_courses(file)]
        raw = raw_files.fetch_raw_files(tx, noting)
        self._whole = {file.student.uid: file for _, file, _ in raw_files.files_from(raw)}

    def of(self, file: StudentFile) -> Iterator[EvidenceSheet]:
        """Yield the evidence of a student's wanted pathways."""
        reached = pathways_to_decide(file, self._district.catalog)
        wanted = self._names[file.student.uid]
        decided = decide_pathways(file, reached, self._district, self._day)
        known = {one.decision.pathway: one for one in decided}
        others = [name for name in wanted if name not in known]
        for one in decide_pathways(file, others, self._district, self._day):
            known[one.decision.pathway] = one
        for name in wanted:
            one = known[name]
            year = self._year_of(one.decision)
            why = questions(one, self._district.catalog, year, self._day)
            if self._is_awarded(file, name):
                why = (said for said in why if said.code not in UNSIGNED)
            codes = dict(same_code_questions(decided, self._district.catalog, year))
            shared = (codes[name],) if name in codes else ()
            yield self._sheet(one, (*why, *shared), year)

    def _is_awarded(self, file: StudentFile, pathway: str) -> bool:
        award = self._register.awards.get((file.student.uid, pathway))
        return award is not None and award.state is AwardState.IN_FORCE

    def _year_of(self, decision: Eligibility) -> int:
        if self._year is not None:
            return self._year
        return decision.completed_in or school_year_of(self._day)

    def _sheet(self, one: Decided, why: tuple[Reason, ...], year: int) -> EvidenceSheet:
        file, decision, catalog = one.file, one.decision, self._district.catalog
        listed = catalog.pathway_by_name.get(decision.pathway)
        sector = catalog.sector_by_code.get(listed.sector) if listed else None
        return EvidenceSheet(
            student=file.student,
            district=self._district.name,
            school_name=self._site(file.student.school),
            sector=sector.name if sector else "",
            state_code=listed.code if listed else "",
            day=self._day,
            decision=decision,
            rows=self._rows(decision),
            missing=self._missing(decision, file),
            exceptions=exceptions_used(one),
            around=self._around(one),
            because=why,
            award=self._award(file, decision.pathway),
            near=self._near(one, year),
        )

    def _around(self, one: Decided) -> Around:
        levels = (used.course for row in one.program.requirements for used in row.used)
        return surrounding(
            self._whole.get(one.file.student.uid, one.file),
            one.decision.pathway,
            frozenset(levels),
            self._day,
            self._district.catalog,
            self._district.auditing.thresholds,
        )

    def _near(self, one: Decided, year: int) -> tuple[Problem, ...]:
        """Return why a capstone passed in the year doesn't complete it, the order apart."""
        catalog = self._district.catalog
        found = near_misses(one.program, one.decision, one.file, catalog, year)
        return tuple(said for said in found if said.code == "capstone_mark")

    def _rows(self, decision: Eligibility) -> tuple[EvidenceRow, ...]:
        return tuple(
            EvidenceRow(
                part.level,
                row.course,
                self._title(row.course),
                row.school_year,
                row.term,
                row.mark,
                self._site(row.school),
            )
            for part in decision.evidence
            for row in part.rows
        )

    def _missing(self, decision: Eligibility, file: StudentFile) -> tuple[Missing, ...]:
        steps = self._district.catalog.steps_of(decision.pathway, file.student.entry_class)
        levels = set(Level)
        return tuple(
            Missing(
                name,
                why,
                tuple(dict.fromkeys(self._title(s.course_code) for s in steps if s.level == name))
                if name in levels
                else (),
            )
            for name, why in decision.missing
        )

    def _award(self, file: StudentFile, pathway: str) -> AwardFact | None:
        award = self._register.awards.get((file.student.uid, pathway))
        if award is None:
            return None
        entry = self._register.entries[award.entry]
        in_force = award.state is AwardState.IN_FORCE
        return AwardFact(
            award.serial,
            award.state,
            entry.issued_on,
            entry.actor,
            award.withheld,
            award.printed_on,
            differences(entry.frozen, file) if in_force else (),
        )

    def _title(self, code: str) -> str:
        course = self._district.catalog.course(code)
        return course.title if course else code

    def _site(self, short: str) -> str:
        school = self._district.catalog.find_school(short)
        return school.name if school else short
