"""UC and CSU: two audits of the same areas A to G with different rules in A and D.

Sources: ag.toml and `DOSSIER.md` section 3. The grade point averages stand beside them (`gpa.py`).
What the areas are made of is data (`uc_parts`, `csu_parts`); an area without parts is what the
rest of ag.toml says of it: topics that must be covered, levels of one language, one art.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag_waivers import OTHER_YEARS, as_waived, with_parts_allowed
from cte_desktop.domain.audit.ag_work import VALIDATED, AgWork
from cte_desktop.domain.audit.answering import Evaluation, evaluate
from cte_desktop.domain.audit.explain import because, unused
from cte_desktop.domain.audit.outcome import Outcome, program_result
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Anything,
    Areas,
    Both,
    CourseSet,
    LevelReached,
    OneTopic,
    Overall,
    Program,
    Requirement,
    SomeOf,
    Subjects,
    Topics,
    Within,
    Without,
    asks_when,
    below,
    holds,
    need_of,
)
from cte_desktop.domain.audit.result import Reason, Unit
from cte_desktop.domain.audit.work import LAST_GRADE, SetAside, Work
from cte_desktop.domain.planning.semesters import A_YEAR

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rules import AgRules

UC = "uc"
CSU = "csu"
AREAS = ("A", "B", "C", "D", "E", "F", "G")
OMITTED = Subjects(frozenset({VALIDATED}))
BEFORE_GRADE_12 = frozenset({7, 8, 9, 10, 11})


def audit_ag(name: str, work: AgWork, rules: AgRules, node_limit: int) -> Outcome:
    """Return how the student stands for UC or CSU."""
    asked = as_waived(ag_program(name, rules), work.waivers)
    program = asked.program
    notes: dict[str, Reason] = {}
    for made_good in work.validated:
        notes[made_good.area] = because("validated", course=made_good.course, by=made_good.by)
    notes |= dict(asked.notes)
    works = with_parts_allowed(work.works, program)
    answer = evaluate(program, works, notes, node_limit)
    aside = work.aside + _left_over(answer, program)
    result = program_result(program, answer, unused(aside), (*AREAS, OTHER_YEARS))
    return Outcome(result, program.requirements, tuple(notes.items()), asked.in_force)


_programs: dict[tuple[str, int], tuple[AgRules, Program]] = {}
MOST_PROGRAMS = 16


def ag_program(name: str, rules: AgRules) -> Program:
    """Return the areas of UC or CSU as requirements, made once for the same rules."""
    kept = _programs.get((name, id(rules)))
    if kept is None or kept[0] is not rules:
        if len(_programs) >= MOST_PROGRAMS:
            _programs.clear()
        kept = _programs[name, id(rules)] = (rules, _ag_program(name, rules))
    return kept[1]


def _ag_program(name: str, rules: AgRules) -> Program:
    parts = {p.area: p.requirements for p in rules.parts if p.program == name}
    requirements: list[Requirement] = [
        _made_of(area, need, parts[area]) if area in parts else _usual(area, need, rules)
        for area, need in rules.need
    ]
    requirements.append(Overall("total", rules.total, Anything(), "total", placed=True))
    if name == UC:
        before = Within(BEFORE_GRADE_12)
        requirements.append(
            Overall(
                "before_grade_12", rules.before_grade_12, before, "before_grade_12", placed=True
            )
        )
    return Program(name, rules.version, Unit.YEARS, rules.total, tuple(requirements))


def _area(letter: str) -> Areas:
    return Areas(frozenset({letter}))


def _made_of(area: str, need: int, parts: tuple[Requirement, ...]) -> Requirement:
    """Return an area made of parts; what they leave of its years is any work of the area."""
    parts = tuple(_without_omitted(part) for part in parts)
    rest = need - sum(need_of(part) for part in parts)
    if len(parts) == 1 and parts[0].id == area and rest <= 0:
        return parts[0]
    if rest > 0:
        taken = any(isinstance(part, Amount) and part.id == area for part in parts)
        parts += (Amount(f"{area}.rest" if taken else area, rest, _area(area)),)
    return AllOf(area, parts)


def _without_omitted(part: Requirement) -> Requirement:
    """Return a part into which no omitted work flows, even if higher work validates it."""
    if isinstance(part, (AllOf, SomeOf)):
        return replace(part, parts=tuple(map(_without_omitted, part.parts)))
    if isinstance(part, Amount) and part.surplus_of is not None:
        return replace(part, surplus_of=Without(part.surplus_of, OMITTED))
    return part


def _usual(area: str, need: int, rules: AgRules) -> Requirement:
    """Return an area that has no parts of its own, as the rest of ag.toml describes it."""
    match area:
        case "C":
            return _mathematics(need, rules)
        case "E":
            return _language(need, rules.language_levels)
        case "F":
            return OneTopic("F", need, _area("F"))
        case "G":
            rolls_over = Without(Areas(frozenset(AREAS[:-1])), OMITTED)
            return Amount("G", need, _area("G"), surplus_of=rolls_over)
        case _:
            return Amount(area, need, _area(area))


def _language(need: int, levels: int) -> Requirement:
    """Return area E: levels of one language, or nothing where the district asks for none."""
    if need <= 0 or levels < 1:
        return Amount("E", need, _area("E"))
    return LevelReached("E", levels, _area("E"), need // levels)


def _mathematics(need: int, rules: AgRules) -> Requirement:
    """Return a year of each topic that must be covered, and what remains of the area."""
    parts = tuple(
        Amount(f"C.{topic}", A_YEAR, Both((_area("C"), Topics(frozenset({topic})))))
        for topic in rules.must_cover
    )
    rest = Amount("C", max(0, need - A_YEAR * len(parts)), _area("C"))
    return AllOf("C", (*parts, rest))


def _left_over(answer: Evaluation, program: Program) -> list[SetAside]:
    rows = []
    sets_of: dict[str, list[CourseSet]] = {}
    for work, left in zip(answer.works, answer.left, strict=True):
        if not left or left != work.amount or work.shown_code:
            continue
        if work.area not in sets_of:
            sets_of[work.area] = _sets_asking_when(work.area, program)
        if _is_too_late(work, sets_of[work.area]):
            reason = because("ninth_to_eleventh_only", grade_level=work.semester.grade_level)
        else:
            reason = because("beyond_need", requirement=work.area)
        rows.append(SetAside(work.semester, reason))
    return rows


def _sets_asking_when(area: str, program: Program) -> list[CourseSet]:
    """Return the sets of an area; none when it matters to none of them when work is done."""
    areas = (one for one in program.requirements if one.id == area)
    sets = [of for one in below(areas) if (of := getattr(one, "of", None)) is not None]
    return sets if any(asks_when(of) for of in sets) else []


def _is_too_late(work: Work, sets: list[CourseSet]) -> bool:
    """Tell whether its area would take the work, had it been done before grade 12."""
    if not sets or work.semester.grade_level < LAST_GRADE:
        return False
    before = replace(work, semester=replace(work.semester, grade_level=LAST_GRADE - 1))
    return not any(holds(of, work) for of in sets) and any(holds(of, before) for of in sets)
