"""What holds for every student: order is no matter, nothing counts twice, more never harms."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import ProgramResult, RequirementStatus, StudentAudit
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.students.file import StudentFile
from tests.builders import TODAY, catalog, file_of, plan_of, rules

CODES = tuple(
    sorted(c.code for c in catalog().courses if c.graduation_subject != "same_as_recovered")
)
MARKS = ("A", "B", "C-", "D", "F", "P", "", "X")
SETTINGS = AuditSettings()
PATHWAY = "Graphic Design and Animation"

record_lines = st.builds(
    lambda grade, term, code, mark: f"{grade} {term} {code} {mark}".strip(),
    st.integers(8, 10),
    st.sampled_from(("year", "fall", "spring", "summer")),
    st.sampled_from(CODES),
    st.sampled_from(MARKS),
)
plan_lines = st.builds(
    lambda grade, term, code: f"{grade} {term} {code}",
    st.integers(11, 12),
    st.sampled_from(("year", "fall", "spring")),
    st.sampled_from(CODES),
)


def _audit(file: StudentFile, plan: Plan | None) -> StudentAudit:
    return audit(file, plan, catalog(), rules(), SETTINGS, TODAY)


@settings(max_examples=60)
@given(
    st.lists(record_lines, max_size=25),
    st.lists(plan_lines, max_size=15),
    st.integers(0, 1000),
)
def test_the_order_of_rows_and_placements_never_matters(
    record: list[str], planned: list[str], seed: int
) -> None:
    file, plan = file_of(*record, pathway=PATHWAY), plan_of(*planned)
    chance = random.Random(seed)
    rows, placements = list(file.record), list(plan.placements)
    chance.shuffle(rows)
    chance.shuffle(placements)
    shuffled = replace(file, record=tuple(rows))
    answer = _audit(shuffled, replace(plan, placements=tuple(placements)))
    assert _shape(answer) == _shape(_audit(file, plan))


@settings(max_examples=80)
@given(st.lists(record_lines, max_size=25), st.lists(plan_lines, max_size=15))
def test_no_credit_counts_twice_and_the_sums_add_up(record: list[str], planned: list[str]) -> None:
    answer = _audit(file_of(*record, pathway=PATHWAY), plan_of(*planned))
    for program in answer.programs:
        assert program.earned + program.in_progress + program.planned <= program.need
        assert program.missing == program.need - (
            program.earned + program.in_progress + program.planned
        )
        assert program.missing or _filled(program) == _rows(program), program.id
        for row in program.requirements:
            assert row.missing == row.need - row.earned - row.in_progress - row.planned >= 0
            assert sum(u.amount for u in row.used) == row.earned + row.in_progress + row.planned
    graduation = answer.program("graduation")
    assert graduation is not None
    assert sum(r.earned for r in graduation.requirements) == graduation.earned
    _at_most_its_credits(graduation, file_of(*record))


def _at_most_its_credits(graduation: ProgramResult, file: StudentFile) -> None:
    used: dict[tuple[str, int, str], int] = {}
    for row in graduation.requirements:
        for u in row.used:
            if u.mark:
                key = (u.course, u.school_year, u.term.value)
                used[key] = used.get(key, 0) + u.amount
    given_by: dict[tuple[str, int, str], int] = {}
    for r in file.record:
        key = (r.course_code, r.school_year, r.term.value)
        given_by[key] = given_by.get(key, 0) + max(r.earned, r.attempted)
    assert all(amount <= given_by[key] for key, amount in used.items())


@settings(max_examples=80)
@given(st.lists(record_lines, max_size=25), st.sampled_from(CODES), st.sampled_from((2029, 2031)))
def test_an_earned_unrepeated_course_more_never_leaves_less_met_or_filled(
    record: list[str], code: str, graduation_year: int
) -> None:
    taken = {line.split()[2] for line in record}
    if code in taken or _alike(code, taken):
        return
    before = _audit(file_of(*record, graduation_year=graduation_year), None)
    more = file_of(*record, f"10 year {code} A", graduation_year=graduation_year)
    after = _audit(more, None)
    for name in ("graduation", "uc", "csu"):
        one, other = before.program(name), after.program(name)
        assert one is not None
        assert other is not None
        assert _filled(other) >= _filled(one), name
        assert _met(other) >= _met(one), name


def _alike(code: str, taken: set[str]) -> bool:
    """Another course of the same topic would be a repeat."""
    topic = catalog().course_by_code[code].ag_topic
    return bool(topic) and any(catalog().course_by_code[c].ag_topic == topic for c in taken)


def _filled(program: ProgramResult) -> int:
    """How many rows are met, or will be by work in progress."""
    rows = [r for top in program.requirements for r in (top, *top.requirements)]
    return sum(1 for r in rows if r.status is not RequirementStatus.NOT_MET)


def _rows(program: ProgramResult) -> int:
    """How many rows there are."""
    return sum(1 + len(top.requirements) for top in program.requirements)


def _met(program: ProgramResult) -> int:
    """How many rows are met by earned work."""
    rows = [r for top in program.requirements for r in (top, *top.requirements)]
    return sum(1 for r in rows if r.status is RequirementStatus.MET)


def _shape(answer: StudentAudit) -> object:
    return (answer.programs, answer.gpa, answer.findings)


def test_a_record_of_more_than_sixty_rows_is_proven() -> None:
    chance = random.Random(5)
    known = catalog().course_by_code
    for _ in range(12):
        lines = []
        for code in chance.sample(CODES, 36):
            low, high = known[code].grade_min, min(12, known[code].grade_max)
            marks = "/".join(chance.choices(("A", "B", "C-", "D", "F", "P", ""), k=2))
            lines.append(f"{chance.randint(low, high)} year {code} {marks}")
        file = file_of(*lines, pathway=PATHWAY)
        assert len(file.record) > 60
        assert all(program.proven for program in _audit(file, None).programs)
