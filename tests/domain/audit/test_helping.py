"""What is offered for what is missing really helps, whatever the student has taken and planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import RequirementResult, RequirementStatus, StudentAudit
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.findings import Finding, Fix
from cte_desktop.domain.planning.plan import Lane, Plan, Spot, place
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.file import StudentFile
from tests.builders import TODAY, catalog, file_of, plan_of, rules

MISSING = {"requirement_missing", "must_include_missing", "ag_missing"}
SEAL = "district:seal_of_biliteracy"
ADDED = tuple(program.name for program in rules().programs)
CODES = tuple(
    sorted(c.code for c in catalog().courses if c.graduation_subject != "same_as_recovered")
)
OFTEN = ("ENG09", "ENG10", "ALG1", "GEOM", "BIO", "CHEM", "SPAN1", "SPAN2", "USHIST", "ART1")
codes = st.one_of(st.sampled_from(CODES), st.sampled_from(OFTEN))
record_lines = st.builds(
    lambda grade, term, code, mark: f"{grade} {term} {code} {mark}".strip(),
    st.integers(8, 10),
    st.sampled_from(("year", "fall", "spring")),
    codes,
    st.sampled_from(("B", "D", "F", "")),
)
plan_lines = st.builds(
    lambda grade, term, code: f"{grade} {term} {code}",
    st.integers(11, 12),
    st.sampled_from(("year", "fall", "spring")),
    codes,
)


def audited(file: StudentFile, plan: Plan | None = None, day: date = TODAY) -> StudentAudit:
    return audit(file, plan, catalog(), rules(), AuditSettings(), day)


def finding(answer: StudentAudit, program: str, requirement: str) -> Finding:
    """The finding about what a requirement misses."""
    about = (program, requirement)
    return next(
        f
        for f in answer.findings
        if f.code in MISSING and (f.about("program"), f.about("requirement")) == about
    )


def offered(said: Finding) -> list[str]:
    """The courses that a finding offers to place."""
    return [str(dict(fix.args)["course"]) for fix in said.fixes]


def with_fix(plan: Plan | None, fix: Fix) -> Plan:
    """The plan with a fix applied as the planner applies it."""
    args = dict(fix.args)
    course = catalog().course_by_code[str(args["course"])]
    spot = Spot(int(str(args["grade_level"])), Term(str(args["term"])), Lane(str(args["lane"])))
    numbers = count()
    return place(plan or plan_of(), course, spot, lambda: f"fix{next(numbers)}")


def missing(answer: StudentAudit, program: str, requirement: str) -> int:
    """What a requirement misses, 0 once it is planned or gone."""
    found = answer.program(program)
    waiting: list[RequirementResult] = list(found.requirements) if found else []
    short = []
    while waiting:
        row = waiting.pop()
        waiting += row.requirements
        if row.id == requirement and row.status is RequirementStatus.NOT_MET:
            short.append(row.missing)
    return max(short, default=0)


@settings(max_examples=4)
@given(st.lists(record_lines, max_size=20), st.lists(plan_lines, max_size=12))
def test_every_offered_course_brings_its_requirement_nearer(
    record: list[str], planned: list[str]
) -> None:
    file = replace(file_of(*record), added_programs=ADDED)
    plan = plan_of(*planned)
    before = audited(file, plan)
    for said in before.findings:
        if said.code not in MISSING:
            continue
        program, requirement = str(said.about("program")), str(said.about("requirement"))
        for fix in said.fixes:
            after = audited(file, with_fix(plan, fix))
            left = missing(after, program, requirement)
            assert left < missing(before, program, requirement), (program, requirement, fix)


@settings(max_examples=4)
@given(st.lists(record_lines, max_size=20), st.lists(plan_lines, max_size=12))
def test_what_is_offered_is_named_and_lies_in_a_term_to_come(
    record: list[str], planned: list[str]
) -> None:
    for said in audited(file_of(*record), plan_of(*planned)).findings:
        if said.code in MISSING:
            named = said.about("courses") or ()
            assert isinstance(named, tuple)
            assert set(offered(said)) <= set(named)
        for fix in said.fixes:
            args = dict(fix.args)
            assert (args["grade_level"], args["term"]) > (10, "fall")


def test_a_second_science_is_of_another_topic_than_the_one_begun() -> None:
    file = file_of("9 year ALG1 B/B", "10 year BIO", "9 year ENG09 B/B")
    said = finding(audited(file), "uc", "D")
    assert said.fixes
    topics = {catalog().course_by_code[code].ag_topic for code in offered(said)}
    assert "biology" not in topics
    assert said.about("courses") == tuple(offered(said))


def test_biology_honors_is_no_advice_for_one_who_takes_biology() -> None:
    said = audited(file_of("10 year BIO")).findings
    named = {code for f in said if f.code in MISSING for code in offered(f)}
    assert named
    assert not {code for code in named if catalog().course_by_code[code].ag_topic == "biology"}


def test_a_language_goes_on_with_its_next_level() -> None:
    file = replace(file_of("10 year SPAN1"), added_programs=(SEAL,))
    said = finding(audited(file, plan_of("11 year SPAN2")), SEAL, "language")
    assert offered(said) == ["SPAN3"]
    assert said.about("courses") == ("SPAN3",)


def test_before_the_summer_is_over_the_fall_is_still_to_come() -> None:
    def first_term(day: date) -> tuple[object, object]:
        said = finding(audited(file_of("9 year ENG09 B/B"), day=day), "uc", "F")
        args = dict(said.fixes[0].args)
        return (args["grade_level"], args["term"])

    assert first_term(date(2026, 7, 20)) == (10, "fall")
    assert first_term(date(2026, 9, 20)) == (11, "fall")
