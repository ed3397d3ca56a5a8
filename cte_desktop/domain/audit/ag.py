"""UC and CSU: two audits of the same areas A to G with different rules in A and D.

Sources: ag.toml and `DOSSIER.md` section 3. The grade point averages stand beside them (`gpa.py`).
What the prose of ag.toml says of areas A, B and D is written here as requirements.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag_work import VALIDATED, AgWork
from cte_desktop.domain.audit.answering import Evaluation, evaluate
from cte_desktop.domain.audit.explain import because, unused
from cte_desktop.domain.audit.outcome import Outcome, program_result
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Anything,
    Areas,
    AtMost,
    Both,
    CodePattern,
    CourseSet,
    Either,
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
    holds,
)
from cte_desktop.domain.audit.result import Reason, Unit
from cte_desktop.domain.audit.work import SetAside
from cte_desktop.domain.planning.semesters import A_YEAR

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rules import AgRules

UC = "uc"
CSU = "csu"
AREAS = ("A", "B", "C", "D", "E", "F", "G")
ELD = CodePattern("ELD*")  # advanced ESL/ELD: at most a year of English, for UC not in grade 12
# Graduation subjects whose G courses are no social science.
NO_SOCIAL_SCIENCE = frozenset(
    {
        "english",
        "mathematics",
        "science",
        "science_life",
        "science_physical",
        "arts_language_cte",
        "physical_education",
        "health",
    }
)
BEFORE_GRADE_12 = frozenset({7, 8, 9, 10, 11})
LATE_ELD = Both((ELD, Within(frozenset({12}))))


def audit_ag(name: str, work: AgWork, rules: AgRules, node_limit: int) -> Outcome:
    """Return how the student stands for UC or CSU."""
    program = ag_program(name, rules)
    notes: dict[str, Reason] = {}
    for made_good in work.validated:
        notes[made_good.area] = because("validated", course=made_good.course, by=made_good.by)
    answer = evaluate(program, work.works, notes, node_limit)
    aside = work.aside + _left_over(answer, name)
    result = program_result(program, answer, unused(aside), AREAS)
    return Outcome(result, program.requirements, tuple(notes.items()))


@lru_cache(maxsize=16)
def ag_program(name: str, rules: AgRules) -> Program:
    """Return the areas of UC or CSU as requirements."""
    need = dict(rules.need)
    requirements: list[Requirement] = [
        _history_uc(need["A"]) if name == UC else _history_csu(need["A"]),
        _english(need["B"], name),
        _mathematics(need["C"], rules),
        _science_uc() if name == UC else _science_csu(),
        _language(need["E"], rules.language_levels),
        OneTopic("F", need["F"], _area("F")),
        Amount("G", need["G"], _area("G"), surplus_of=_surplus(name)),
        Overall("total", rules.total, Anything(), "total", placed=True),
    ]
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


def _surplus(name: str) -> CourseSet:
    """Return what rolls over to G: surplus years of A to F, no omitted work, no late ELD."""
    omitted = Subjects(frozenset({VALIDATED}))
    but: CourseSet = Either((omitted, LATE_ELD)) if name == UC else omitted
    return Without(Areas(frozenset(AREAS[:-1])), but)


def _topic(letter: str, *topics: str) -> CourseSet:
    return Both((_area(letter), Topics(frozenset(topics))))


def _us_history() -> Amount:
    """Return a year of US history, or a semester of it and one of government."""
    of = _topic("A", "us_history", "government")
    half = AtMost(Topics(frozenset({"government"})), A_YEAR // 2)
    return Amount("A.us_history", A_YEAR, of, (half,))


def _language(need: int, levels: int) -> Requirement:
    """Return area E: levels of one language, or nothing where the district asks for none."""
    if need <= 0 or levels < 1:
        return Amount("E", need, _area("E"))
    return LevelReached("E", levels, _area("E"), need // levels)


def _history_uc(need: int) -> Requirement:
    world = Amount("A.world_history", need - A_YEAR, _topic("A", "world_history"))
    return AllOf("A", (world, _us_history()))


def _history_csu(need: int) -> Requirement:
    """Return US history, and the other year from A or G: there a social science (inferred)."""
    of = Either((_area("A"), Without(_area("G"), Subjects(NO_SOCIAL_SCIENCE))))
    other = Amount("A.other", need - A_YEAR, of)
    return AllOf("A", (_us_history(), other))


def _english(need: int, name: str) -> Requirement:
    of: CourseSet = _area("B")
    if name == UC:
        of = Without(of, LATE_ELD)
    return Amount("B", need, of, (AtMost(ELD, A_YEAR),))


def _mathematics(need: int, rules: AgRules) -> Requirement:
    """Return a year of each topic that must be covered, and what remains of the area."""
    parts = tuple(Amount(f"C.{t}", A_YEAR, _topic("C", t)) for t in rules.must_cover)
    rest = Amount("C", max(0, need - A_YEAR * len(parts)), _area("C"))
    return AllOf("C", (*parts, rest))


def _science_uc() -> Requirement:
    """Return two of biology, chemistry and physics, or an approved integrated course."""
    topics = ("biology", "chemistry", "physics", "integrated")
    parts = tuple(Amount(f"D.{t}", A_YEAR, _topic("D", t)) for t in topics)
    return SomeOf("D", 2, parts)


def _science_csu() -> Requirement:
    """Return a life and a physical science, one from D, the other from D or G."""
    life = Either((Subjects(frozenset({"science_life"})), Topics(frozenset({"biology"}))))
    physical = Either(
        (Subjects(frozenset({"science_physical"})), Topics(frozenset({"chemistry", "physics"})))
    )
    wide = Areas(frozenset({"D", "G"}))

    def way(number: int, of_life: CourseSet, of_physical: CourseSet) -> AllOf:
        amounts = (
            Amount("D.life", A_YEAR, Both((of_life, life))),
            Amount("D.physical", A_YEAR, Both((of_physical, physical))),
        )
        return AllOf(f"D.{number}", amounts)

    return SomeOf("D", 1, (way(1, _area("D"), wide), way(2, wide, _area("D"))))


def _left_over(answer: Evaluation, name: str) -> list[SetAside]:
    rows = []
    for work, left in zip(answer.works, answer.left, strict=True):
        if not left or left != work.amount or work.shown_code:
            continue
        if name == UC and holds(LATE_ELD, work):
            reason = because("ninth_to_eleventh_only", grade_level=work.semester.grade_level)
        else:
            reason = because("beyond_need", requirement=work.area)
        rows.append(SetAside(work.semester, reason))
    return rows
