"""Two plans of a student held against each other: course by course, and what each does to
graduation, admission, pathways, findings and evenings. Nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.result import RequirementStatus, Unit
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.comparing import Comparison, compare
from cte_desktop.domain.planning.evenings import evenings_ahead
from cte_desktop.domain.planning.sections.offers import offers_of
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import grade_in, moment
from cte_desktop.wording.comparing import ComparedLine, compared_lines
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import amount_label, courses_label, moment_label, status_label
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.audit.result import ProgramResult, RequirementResult, Used
    from cte_desktop.domain.findings import Finding
    from cte_desktop.services.cases import Case

_STATUSES = ("not_met", "at_risk", "on_track", "met")  # from the worst to the best
_SEVERITIES = (Severity.MUST_FIX, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a plan comes to in one respect; `gain` is above 0 where the second plan does better,
    below 0 where it does worse, and 0 where neither does or nobody can say.
    """

    title: str
    before: str
    after: str
    gain: int = 0

    @property
    def differs(self) -> bool:
        """Tell whether the two plans come to different things."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class PlansCompared:
    """The first plan and the second: what it takes from one to the other, and what that brings."""

    comparison: Comparison
    lines: tuple[ComparedLine, ...]
    measures: tuple[Measure, ...]


def compare_cases(one: Case, other: Case) -> PlansCompared:
    """Return a student's case with two plans on the table, held against each other."""
    comparison = compare(one.plan, other.plan)
    catalog = one.district.catalog
    measures = (*_programs(one, other), _evenings(one, other), _load(one, other))
    return PlansCompared(
        comparison,
        compared_lines(comparison, catalog),
        (*measures, *_counts(one, other), *_findings(one, other)),
    )


def _programs(one: Case, other: Case) -> Iterator[Measure]:
    for before, after in _standings(one, other):
        texts = _program_text(before, one), _program_text(after, other)
        gain = _sign(_worth(after), _worth(before)) if texts[0] != texts[1] else 0
        yield Measure(program_title(before.id), *texts, gain)


def _standings(one: Case, other: Case) -> Iterator[tuple[ProgramResult, ProgramResult]]:
    """Yield how each program stands in both: the audited ones, then each pathway that one of the
    plans completes although the student is not in it.
    """
    ids = [program.id for program in one.audit.programs]
    ids += [program.id for program in other.audit.programs if program.id not in ids]
    for program in ids:
        before, after = one.audit.program(program), other.audit.program(program)
        if before is not None and after is not None:
            yield before, after
    for name in dict.fromkeys((*_planned_pathways(one), *_planned_pathways(other))):
        before, after = one.pathway_program(name), other.pathway_program(name)
        completed = _end(before) is not None or _end(after) is not None
        if before.id not in ids and completed:
            yield before, after


def _planned_pathways(case: Case) -> Iterator[str]:
    """Yield the pathways of what the plan has still to come, some of them several times."""
    for semester in case.situation.semesters:
        course = case.district.catalog.course(semester.course_code)
        if semester.state is State.PLANNED and course is not None and course.pathway:
            yield course.pathway


def _worth(program: ProgramResult) -> tuple[int, int, int]:
    """Return what orders standings: the status, then how little is missing, then how early."""
    ends = _end(program)
    return (_STATUSES.index(program.status.value), -program.missing, -(ends or 0))


def _program_text(program: ProgramResult, case: Case) -> str:
    """Return "on track, in spring of 12th grade", "at risk, 10 credits missing"."""
    words = [status_label(program.status)]
    if program.missing and program.unit is not Unit.LEVELS:
        missing = amount_label(program.missing, program.unit)
        words.append(tr("{amount} missing", amount=missing))
    ends = _end(program)
    if ends is not None:
        words.append(ends_label(ends, case))
    return ", ".join(words)


def ends_label(when: int, case: Case) -> str:
    """Return "in spring of 12th grade" for the moment of a term."""
    year, place = divmod(when, 3)
    term = ("fall", "spring", "summer")[place]
    grade = grade_in(year, case.file.student.graduation_year)
    return tr("in {moment}", moment=moment_label(grade, term))


def _end(program: ProgramResult) -> int | None:
    """Return when a pathway that lacks nothing is completed, by what it uses."""
    if not program.pathway or program.missing:
        return None
    used = [one for requirement in program.requirements for one in _used(requirement)]
    unmet = any(r.status is RequirementStatus.NOT_MET for r in program.requirements)
    return None if unmet else max((moment(u.school_year, u.term) for u in used), default=None)


def _used(requirement: RequirementResult) -> Iterator[Used]:
    yield from requirement.used
    for part in requirement.requirements:
        yield from _used(part)


def _evenings(one: Case, other: Case) -> Measure:
    before, after = (
        max(evenings_ahead(case.situation, offers_of(case.sections.values())).values(), default=0)
        for case in (one, other)
    )
    return Measure(
        tr("Evenings a week, at most"), _evening_text(before), _evening_text(after), before - after
    )


def _evening_text(count: int) -> str:
    return trn("{count} evening", "{count} evenings", count) if count else tr("none")


def _load(one: Case, other: Case) -> Measure:
    """Return the courses and credits that are planned beside the record."""
    return Measure(tr("Planned"), _load_text(one), _load_text(other))


def _load_text(case: Case) -> str:
    planned = [s for s in case.situation.semesters if s.state is State.PLANNED]
    courses = courses_label(len({(s.course_code, s.school_year) for s in planned}))
    return f"{courses}, {amount_label(sum(s.credits for s in planned), Unit.CREDITS)}"


def _counts(one: Case, other: Case) -> Iterator[Measure]:
    for severity in _SEVERITIES:
        before, after = (_count(case, severity) for case in (one, other))
        if before or after:
            yield Measure(_title(severity), str(before), str(after), before - after)


def _count(case: Case, severity: Severity) -> int:
    return sum(finding.severity is severity for finding in case.findings)


def _findings(one: Case, other: Case) -> Iterator[Measure]:
    """Yield each grave finding that only one of the plans has, where it has it."""
    catalog = one.district.catalog
    before, after = _grave(one), _grave(other)
    for key, finding in before.items():
        if key not in after:
            yield Measure(_title(finding.severity), finding_text(finding, catalog), "", 1)
    for key, finding in after.items():
        if key not in before:
            yield Measure(_title(finding.severity), "", finding_text(finding, catalog), -1)


def _grave(case: Case) -> dict[Finding, Finding]:
    """Return the findings without their fixes, which change with the plan."""
    return {replace(f, fixes=()): f for f in case.findings if f.severity in _SEVERITIES}


def _title(severity: Severity) -> str:
    return tr("Must fix") if severity is Severity.MUST_FIX else tr("Warning")


def _sign(after: tuple[int, int, int], before: tuple[int, int, int]) -> int:
    return (after > before) - (after < before)
