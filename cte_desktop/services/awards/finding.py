"""Finding the completers of a school year in the whole district.

Kept standings tell whom to look at; the audit decides. Whose standings are not current is looked at
in any case, so that nothing stale decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.district_programs import added_pathways
from cte_desktop.domain.audit.exceptions import exceptions_for
from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.pathway import audit_pathway
from cte_desktop.domain.audit.reached import pathways_to_decide
from cte_desktop.domain.audit.result import ProgramStatus, Reason
from cte_desktop.domain.audit.standing import standings
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.borne import not_borne
from cte_desktop.domain.completion.eligibility import decide
from cte_desktop.domain.completion.finding import (
    UNSIGNED,
    Completed,
    Decided,
    Found,
    NeedsAPerson,
    OneCourseAway,
    TakenBack,
    certificate_when,
    count_state_completions,
    exceptions_used,
    one_thing_missing,
    questions,
    same_code_questions,
)
from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.domain.planning.semesters import semesters
from cte_desktop.domain.school_year import grade_in, school_year_of
from cte_desktop.services.awards.doubting import in_doubt, is_near
from cte_desktop.services.standings import present_basis
from cte_desktop.storage import raw_files
from cte_desktop.storage.certificates import candidates
from cte_desktop.storage.certificates.awards import list_awards
from cte_desktop.storage.certificates.register import entries_numbered
from cte_desktop.storage.kept_pages import pages_kept
from cte_desktop.storage.pathway_files import pathway_files
from cte_desktop.system.garbage import search_put_off

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from cte_desktop.domain.completion.finding import When
    from cte_desktop.domain.completion.register.entries import Entry, Frozen
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk, District
    from cte_desktop.storage.certificates.awards import Award
    from cte_desktop.storage.certificates.candidates import PathwayStanding
    from cte_desktop.storage.transaction import Transaction

FIRST_GRADE, LAST_GRADE = 9, 12
_TAKEN_BACK = {
    AwardState.WITHDRAWN: TakenBack.WITHDRAWN,
    AwardState.REVOKED: TakenBack.REVOKED,
}


def usual_school_year(day: date) -> int:
    """Return the school year whose completers are meant on a day: it ends, or ended, this year."""
    return day.year - 1


def find_completers(desk: Desk, school_year: int) -> Found:
    """Return who completed in that year, in any grade, who needs a person, and who is near.

    One course away are those who were in grades 9 to 12 in that year.
    """
    district, day = desk.district(), desk.today()
    with search_put_off(), desk.database.reading() as tx, pages_kept(tx):
        search = _Search(tx, district, day, school_year)
        search.look()
        return search.found()


def decide_pathways(
    file: StudentFile, names: Iterable[str], district: District, day: date
) -> tuple[Decided, ...]:
    """Return the decisions on pathways by earned work, as `eligibility.decide` makes them."""
    known = semesters(file, None, district.catalog, day, district.auditing.thresholds)
    signed_up = frozenset(file.pathways)
    made = []
    for name in names:
        program = audit_pathway(
            name,
            file.student,
            known,
            exceptions_for(file.decisions, f"pathway:{name}"),
            district.catalog,
            district.auditing,
            signed_up=name in signed_up,
        ).result
        made.append(Decided(file, program, decide(program, district.auditing)))
    return tuple(made)


def decide_reached(
    file: StudentFile, district: District, day: date, among: Collection[str] | None = None
) -> tuple[Decided, ...]:
    """Return the decisions on all pathways signed up for or added, and on others if completed.

    `among` narrows it to some pathways.
    """
    names = pathways_to_decide(file, district.catalog)
    if among is not None:
        names = tuple(name for name in names if name in among)
    own = {*file.pathways, *added_pathways(file)}
    decided = decide_pathways(file, names, district, day)
    return tuple(o for o in decided if o.decision.completed or o.decision.pathway in own)


def who_graduates(
    tx: Transaction, students: Iterable[int], district: District, day: date
) -> frozenset[int]:
    """Return which of these students have met graduation; who isn't current is audited now."""
    wanted = frozenset(students)
    stale = wanted & candidates.stale_students(tx, present_basis(tx, day), Part.GRADUATION)
    met = set(candidates.graduating(tx) & (wanted - stale)) if wanted else set()
    if stale:
        raw = raw_files.fetch_raw_files(tx, sorted(stale))
        for key, file, plan in raw_files.files_from(raw):
            found = standings(
                file,
                plan,
                district.catalog,
                district.rules,
                district.auditing,
                day,
                Part.GRADUATION,
            )
            if any(one.status is ProgramStatus.MET for one in found):
                met.add(key)
    return frozenset(met)


def when_of(file: StudentFile, day: date, *, graduates: bool) -> When:
    """Return when a student gets a certificate."""
    return certificate_when(file.student, graduates=graduates, senior_year=school_year_of(day) + 1)


@dataclass(slots=True)
class _Search:
    """One search through the district: whom to look at, and what was found."""

    tx: Transaction
    district: District
    day: date
    year: int
    decided: dict[int, tuple[Decided, ...]] = field(default_factory=dict)
    asked: list[tuple[Decided, Reason]] = field(default_factory=list)
    near: list[OneCourseAway] = field(default_factory=list)
    failed: list[NeedsAPerson] = field(default_factory=list)

    def look(self) -> None:
        """Decide about everyone who may have completed, or nearly so."""
        catalog = self.district.catalog
        basis = present_basis(self.tx, self.day)
        stale = candidates.stale_students(self.tx, basis, Part.PATHWAYS)
        kept = [s for s in candidates.pathway_standings(self.tx) if s.student not in stale]
        nearly = [s for s in kept if is_near(s)]
        doubtful = in_doubt(self.tx, nearly, self.district, self.day)
        exact = {s.student for s in kept if s.completed_in == self.year} | doubtful | stale
        self._near_by_standing([s for s in nearly if s.student not in exact])
        reached = _names(s for s in kept if s.student in exact and (s.completer or is_near(s)))
        for key, file in pathway_files(self.tx, exact, catalog, experiences=False):
            among = None if key in stale else reached.get(key, set())
            try:
                self._decide(key, file, among)
            except Exception:  # noqa: BLE001 - one student's fault holds up nobody else
                student = file.student
                why = Reason("not_worked_out")
                self.failed.append(NeedsAPerson(student.uid, student.student_id, "", why))

    def found(self) -> Found:
        """Return what was found, with what the register has of it."""
        own: dict[int, list[Decided]] = {}
        for key, decided in self.decided.items():
            reached = [o for o in decided if o.decision.completed_in == self.year]
            if reached:
                own[key] = reached
        graduates = who_graduates(self.tx, self._seniors(own), self.district, self.day)
        awards = _latest(list_awards(self.tx))
        at = candidates.last_step(self.tx)
        completed = [
            self._completed(one, awards, at, graduates=key in graduates)
            for key, decided in own.items()
            for one in decided
        ]
        completed.sort(key=lambda c: (c.student.student_id, c.pathway))
        catalog = self.district.catalog
        counted = (count_state_completions(self.decided[key], catalog, self.year) for key in own)
        certain = {(c.student.uid, c.pathway) for c in completed if c.serial}
        asked = [
            (one, why)
            for one, why in self.asked
            if why.code not in UNSIGNED or _key(one) not in certain
        ]
        needs = [*self.failed, *(_needs(one, why) for one, why in asked)]
        needs += self._awarded_otherwise(own, awards)
        near = (n for n in self.near if not _in_force(awards, (n.student_uid, n.pathway)))
        needs += [_taken_back(one) for one in completed if one.taken_back is not None]
        return Found(
            self.year,
            tuple(completed),
            tuple(sorted(needs, key=lambda n: (n.student_id, n.pathway, n.because.code))),
            tuple(sorted(near, key=lambda n: (n.student_id, n.pathway))),
            sum(counted),
        )

    def _near_by_standing(self, nearly: Iterable[PathwayStanding]) -> None:
        those = list(nearly)
        who = candidates.who_they_are(self.tx, {one.student for one in those})
        for one in those:
            uid, student_id, graduation_year = who[one.student]
            if self._in_high_school(graduation_year):
                missing = Level.CAPSTONE.value
                self.near.append(OneCourseAway(uid, student_id, one.pathway, missing))

    def _decide(self, key: int, file: StudentFile, among: Collection[str] | None) -> None:
        """Decide on these pathways of a student; without any named, on all."""
        catalog = self.district.catalog
        decided = decide_reached(file, self.district, self.day, among)
        self.decided[key] = decided
        for one in decided:
            why = tuple(questions(one, catalog, self.year, self.day))
            self.asked += [(one, reason) for reason in why]
            missing = one_thing_missing(one.decision)
            if missing and not why and self._in_high_school(file.student.graduation_year):
                self.near.append(_away(one, missing))
        by_name = {one.decision.pathway: one for one in decided}
        shared = same_code_questions(decided, catalog, self.year)
        self.asked += [(by_name[name], reason) for name, reason in shared]

    def _awarded_otherwise(
        self, own: Mapping[int, list[Decided]], awards: Mapping[tuple[str, str], Award]
    ) -> Iterator[NeedsAPerson]:
        """Yield the awards of the year in force that the record no longer bears as they are."""
        in_force = {
            key: award
            for key, award in awards.items()
            if award.state is AwardState.IN_FORCE and award.completed_in == self.year
        }
        entries = entries_numbered(self.tx, [award.entry for award in in_force.values()])
        there = {_key(one): one for decided in own.values() for one in decided}
        gone = {uid: name for uid, name in in_force if (uid, name) not in there}
        keys = candidates.keys_of(self.tx, gone.keys()).values()
        catalog = self.district.catalog
        for _, file in pathway_files(self.tx, tuple(keys), catalog, experiences=False):
            names = [name for uid, name in in_force if uid == file.student.uid]
            for one in decide_pathways(file, names, self.district, self.day):
                there[_key(one)] = one
        for key, award in in_force.items():
            of_now, frozen = there.get(key), _frozen(entries.get(award.entry))
            if of_now is not None and frozen is not None:
                for why in not_borne(of_now, frozen, award.serial):
                    yield _needs(of_now, why)

    def _completed(
        self, one: Decided, awards: Mapping[tuple[str, str], Award], at: int, *, graduates: bool
    ) -> Completed:
        student = one.file.student
        award = awards.get((student.uid, one.decision.pathway))
        in_force = award is not None and award.state is AwardState.IN_FORCE
        when = when_of(one.file, self.day, graduates=graduates)
        return Completed(
            student,
            one.decision,
            exceptions_used(one),
            award_when(award, when) if award is not None and in_force else when,
            award.serial if award is not None and in_force else "",
            _TAKEN_BACK.get(award.state) if award is not None else None,
            at,
        )

    def _seniors(self, own: Mapping[int, list[Decided]]) -> set[int]:
        last = school_year_of(self.day) + 1
        return {k for k, d in own.items() if d[0].file.student.graduation_year <= last}

    def _in_high_school(self, graduation_year: int) -> bool:
        return FIRST_GRADE <= grade_in(self.year, graduation_year) <= LAST_GRADE


def award_when(award: Award, when: When) -> When:
    """Return when the certificate of an award is handed out, given when it would be otherwise."""
    return type(when).WITHHELD if award.withheld else when


def _names(those: Iterable[PathwayStanding]) -> dict[int, set[str]]:
    """Return the pathways of standings under their students."""
    names: dict[int, set[str]] = {}
    for one in those:
        names.setdefault(one.student, set()).add(one.pathway)
    return names


def _key(one: Decided) -> tuple[str, str]:
    return one.file.student.uid, one.decision.pathway


def _frozen(entry: Entry | None) -> Frozen | None:
    """Return what an award rests on; None where the register was damaged, which its check tells."""
    try:
        return entry.frozen if entry is not None else None
    except (ValueError, TypeError, KeyError):
        return None


def _in_force(awards: Mapping[tuple[str, str], Award], key: tuple[str, str]) -> bool:
    award = awards.get(key)
    return award is not None and award.state is AwardState.IN_FORCE


def _latest(awards: Iterable[Award]) -> dict[tuple[str, str], Award]:
    """Return the last award of each student and pathway; they come in the order of entries."""
    return {(one.student_uid, one.pathway): one for one in awards}


def _away(one: Decided, missing: str) -> OneCourseAway:
    student = one.file.student
    return OneCourseAway(student.uid, student.student_id, one.decision.pathway, missing)


def _needs(one: Decided, why: Reason) -> NeedsAPerson:
    student = one.file.student
    return NeedsAPerson(student.uid, student.student_id, one.decision.pathway, why)


def _taken_back(one: Completed) -> NeedsAPerson:
    student, how = one.student, one.taken_back
    why = Reason(f"award_{how.value}" if how else "")
    return NeedsAPerson(student.uid, student.student_id, one.pathway, why)
