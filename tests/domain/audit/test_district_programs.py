"""The district's own programs: every kind of requirement, sharing, waivers, and what is said."""

from __future__ import annotations

import copy
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import (
    ProgramStatus,
    RequirementStatus,
    StudentAudit,
    Unit,
)
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from tests.builders import TODAY, catalog, file_of, rules
from tests.domain.audit.district_rules import (
    ANY_ENGLISH,
    audited,
    district_rules,
    own_program,
    own_rows,
)


def test_a_program_is_audited_for_its_classes_for_everyone_or_where_it_was_added() -> None:
    row = f'id = "r"\nneed = 5\n{ANY_ENGLISH}'
    made = district_rules(row, more="applies_to_classes = [2029, 2030]")
    assert audited(made).program("district:p") is not None
    assert audited(made, graduation_year=2031).program("district:p") is None
    (program,) = made.programs
    added = replace(made, programs=(replace(program, for_everyone=False),))
    assert audited(added).program("district:p") is None
    file = replace(file_of(), added_programs=("district:p",))
    answer = audit(file, None, catalog(), added, AuditSettings(), TODAY)
    assert [p.id for p in answer.programs] == ["graduation", "uc", "csu", "district:p", "cci"]


def test_an_added_pathway_follows_those_signed_up_for_and_only_informs() -> None:
    file = replace(
        file_of(pathway="Sports Medicine"),
        added_programs=("pathway:Welding", "pathway:Sports Medicine", "pathway:Welding"),
    )
    answer = audit(file, None, catalog(), rules(), AuditSettings(), TODAY)
    names = [p.id for p in answer.programs if p.pathway]
    assert names == ["pathway:Sports Medicine", "pathway:Welding"]
    said = {f.severity for f in answer.findings if f.about("program") == "pathway:Welding"}
    assert said <= {Severity.INFORMATION}


def test_courses_are_counted_by_their_halves() -> None:
    made = district_rules('id = "r"\nneed = 3\nof = { any = true }', unit="courses")
    row = own_rows(made, "9 year ENG09 B", "9 fall HEALTH B", "10 fall GEOM B")["r"]
    assert (row.unit, row.earned, row.missing) == (Unit.COURSES, 250, 50)


def test_years_are_those_of_the_areas_with_grade_eight_where_they_count_it() -> None:
    made = district_rules('id = "r"\nneed = 3\nof = { area = "E|B" }', unit="years")
    row = own_rows(made, "8 year SPAN1J B", "9 fall SPAN2 B", "9 year ENG09 D")["r"]
    assert row.earned == 250


def test_what_is_counted_uses_nothing_up_in_a_unit_of_its_own() -> None:
    use = f'id = "use"\nneed = 10\n{ANY_ENGLISH}'
    count = f'id = "count"\nkind = "counted"\nneed = 2\nunit = "courses"\n{ANY_ENGLISH}'
    capped = (
        count.replace('"count"', '"capped"') + 'at_most = [{ of = { code = "ENG09" }, most = 0.5 }]'
    )
    rows = own_rows(district_rules(use, count, capped), "9 year ENG09 B", "10 year ENG10 B")
    assert (rows["use"].earned, rows["count"].earned, rows["count"].unit) == (
        1000, 200, Unit.COURSES,
    )  # fmt: skip
    assert rows["capped"].earned == 150
    assert {u.because.code for u in rows["count"].used} == {"counted"}


def test_steps_come_in_order_and_in_different_terms() -> None:
    steps = 'id = "r"\nkind = "in_order"\nsteps = [{ code = "SPAN1" }, { code = "SPAN2" }]\n'
    apart, together = district_rules(steps), district_rules(steps + "different_terms = false")
    right = ("9 year SPAN1 B", "10 year SPAN2 B")
    assert own_rows(apart, *right)["r"].status is not RequirementStatus.NOT_MET
    same = ("9 year SPAN1 B", "9 year SPAN2 B")
    assert own_rows(apart, *same)["r"].earned == 100
    assert own_rows(together, *same)["r"].status is RequirementStatus.MET
    assert own_rows(together, "9 year SPAN2 B", "10 fall SPAN1 B")["r"].earned == 50
    retaken = ("8 year SPAN2 B", "9 year SPAN1 B", "10 fall SPAN2 B")
    assert own_rows(apart, *retaken)["r"].earned == 150


def test_a_level_of_a_pathway_is_reached_by_passing_it() -> None:
    made = district_rules(
        'id = "r"\nkind = "passed"\nof = { pathway = "Sports Medicine", level = "concentrator" }',
        'id = "any"\nkind = "passed"\nof = { level = "concentrator" }',
    )
    rows = own_rows(made, "9 year SM1 B")
    assert {r.status for r in rows.values()} == {RequirementStatus.MET}
    assert own_program(made, "9 year SM1 B").status is ProgramStatus.MET
    assert own_rows(made, "9 year ENG09 B")["any"].status is RequirementStatus.NOT_MET


def test_any_of_may_choose_between_amounts_and_courses_passed() -> None:
    made = district_rules(
        'id = "r"\nkind = "any_of"\nparts = [{ id = "many", need = 20, of = { code = "ENG*" } },'
        ' { id = "ap", kind = "passed", of = { attribute = "ap" } }]'
    )
    row = own_rows(made, "9 year ENG09 B", "10 year APHUG B")["r"]
    assert (row.status, [r.id for r in row.requirements]) == (RequirementStatus.MET, ["r.ap"])
    row = own_rows(made, "9 year ENG09 B", "10 year ENG10 B")["r"]
    assert (row.status, row.need, row.earned) == (RequirementStatus.MET, 2000, 2000)
    row = own_rows(made, "9 year ENG09 B")["r"]
    assert row.status is RequirementStatus.NOT_MET


def test_the_smaller_of_two_ways_wins_when_it_is_met() -> None:
    made = district_rules(
        'id = "r"\nkind = "any_of"\nparts = [{ id = "big", need = 40, of = { code = "ENG*" } },'
        ' { id = "small", need = 5, of = { subject = "health" } }]'
    )
    row = own_rows(made, "9 year ENG09 B", "10 year ENG10 B", "9 fall HEALTH B")["r"]
    assert (row.status, row.need) == (RequirementStatus.MET, 500)


def test_a_level_of_a_language_may_be_reached_at_once_or_year_by_year() -> None:
    made = district_rules(
        'id = "r"\nkind = "language_level"\nlevels = 3\nof = { area = "E" }', unit="years"
    )
    climbed = own_rows(made, "8 year SPAN1J B", "9 year SPAN2 B", "10 fall SPAN3 B")["r"]
    assert (climbed.need, climbed.earned) == (300, 250)
    assert own_rows(made, "9 year SPAN3 B")["r"].status is RequirementStatus.MET
    assert own_rows(made, "9 year SPAN1 B", "9 year FREN1 B")["r"].earned == 100


def test_the_order_in_which_requirements_are_written_never_matters() -> None:
    asked = (
        'id = "maths"\nneed = 15\nof = { subject = "mathematics|arts_language_cte" }',
        'id = "level"\nkind = "language_level"\nlevels = 3\nof = { area = "E" }',
        (
            'id = "one"\nkind = "any_of"\n'
            'parts = [{ id = "ap", kind = "passed", of = { honors = "ap" } },'
            ' { id = "s", need = 5, of = { code = "S*" } },'
            ' { id = "b", need = 20, of = { code = "B*" } }]'
        ),
    )
    for record in (("9 year SPAN2 B",), ("9 year SPAN2 B", "9 year ALG1 B"), ("9 year ART1 B",)):
        written, reversed_ = (
            own_rows(district_rules(*asked), *record),
            own_rows(district_rules(*asked[::-1]), *record),
        )
        assert written == reversed_


SHARED = (
    'id = "all"\nneed = 10\nof = { subject = "english|health" }',
    'id = "some"\nneed = 10\nof = { subject = "english" }\nshares_with = "all"\n',
)


def test_a_course_may_fill_both_of_a_pair_up_to_its_limit() -> None:
    rows = own_rows(district_rules(*SHARED), "9 year ENG09 B")
    assert [rows[name].earned for name in ("all", "some")] == [1000, 1000]
    assert {u.because.code for u in rows["some"].used} == {"shared"}
    assert {dict(u.because.values)["requirement"] for u in rows["some"].used} == {"all"}
    limited = own_rows(district_rules(SHARED[0], SHARED[1] + "most_shared = 5"), "9 year ENG09 B")
    assert sum(limited[name].earned for name in ("all", "some")) == 1500
    apart = own_rows(
        district_rules(SHARED[0], SHARED[1].replace('shares_with = "all"', "")), "9 year ENG09 B"
    )
    assert sum(apart[name].earned for name in ("all", "some")) == 1000


def test_used_courses_say_why_they_are_here() -> None:
    made = district_rules(
        'id = "english"\nneed = 10\nof = { subject = "english" }',
        'id = "rest"\nneed = 20\nof = { code = "HEALTH" }\nsurplus_of = { any = true }',
    )
    pin = Decision("pin", "district:p", "rest", "ENG10")
    rows = own_rows(
        made, "9 year ENG09 B", "10 fall ENG10 B", "9 fall HEALTH B", "9 year ALG1 B",
        decisions=(pin,),
    )  # fmt: skip
    why = {u.course: u.because.code for r in rows.values() for u in r.used}
    assert why == {
        "ENG09": "own_requirement", "ENG10": "pinned", "HEALTH": "only_place",
        "ALG1": "surplus",
    }  # fmt: skip


def test_what_is_missing_is_never_a_must_and_says_what_would_help() -> None:
    made = district_rules(f'id = "r"\nneed = 40\n{ANY_ENGLISH}')
    answer = audited(made, "9 year ENG09 B")
    (said,) = [f for f in answer.findings if f.about("requirement") == "r"]
    assert (said.code, said.severity) == ("requirement_missing", Severity.INFORMATION)
    assert said.fixes
    found = answer.program("district:p")
    assert found is not None
    assert found.status is ProgramStatus.AT_RISK
    late = own_program(made, graduation_year=2027)
    assert late.status is ProgramStatus.NOT_MET


def test_courses_of_a_pathway_a_grade_or_an_attribute_are_offered_as_fixes() -> None:
    made = district_rules(
        'id = "capstone"\nkind = "passed"\nof = { level = "capstone", grades = [12] }',
        'id = "ap"\nkind = "passed"\nof = { honors = "ap" }',
        'id = "four"\nkind = "language_level"\nlevels = 3\nof = { area = "E" }',
    )
    answer = audited(made, "9 year SPAN1 B")
    said = {
        f.about("requirement"): f
        for f in answer.findings
        if f.about("program") == "district:p" and f.code == "requirement_missing"
    }
    assert set(said) == {"capstone", "ap", "four"}
    assert all(dict(f.values)["courses"] for f in said.values())
    offered = dict(said["four"].values)["courses"]
    assert isinstance(offered, tuple)
    assert all(code.startswith(("SPAN", "APSPAN")) for code in offered)
    found = answer.program("district:p")
    assert found is not None
    assert found.status is ProgramStatus.AT_RISK


def test_courses_of_no_requirement_are_named_as_such() -> None:
    made = district_rules(f'id = "r"\nneed = 10\n{ANY_ENGLISH}')
    program = own_program(
        made, "9 year ENG09 B", "10 fall ENG10 B", "9 fall HEALTH B", "9 fall ALG1 F"
    )
    reasons = {u.course: u.because.code for u in program.unused}
    assert reasons == {"ENG10": "beyond_need", "HEALTH": "no_requirement", "ALG1": "no_credit"}


def test_graduation_asks_the_further_rows_of_its_set() -> None:
    shipped = read_shipped_rules()
    graduation = copy.deepcopy(shipped["graduation"])
    graduation["set"][0]["override"] = {"elective": 62.5}
    graduation["set"][0]["requirement"] = [
        {"id": "capstone", "kind": "passed", "of": {"level": "capstone"}},
        {"id": "arts", "title": "Arts", "need": 10.0, "of": {"area": "F"}},
    ]
    graduation["set"] = [graduation["set"][0]]
    made, problems = parse_rules(graduation, shipped["ag"])
    assert problems == ()
    answer = audited(made, "9 year ART1 A", "9 year SPAN1 A", "9 year ENG09 B")
    found = answer.program("graduation")
    assert found is not None
    rows = {r.id: r for r in found.requirements}
    assert (rows["arts"].earned, rows["capstone"].status) == (1000, RequirementStatus.NOT_MET)
    assert (found.need, found.earned) == (23000, 3000)
    said = [f.about("requirement") for f in answer.findings if f.about("program") == "graduation"]
    assert "capstone" in said


CODES = tuple(
    sorted(c.code for c in catalog().courses if c.graduation_subject != "same_as_recovered")
)
LINES = st.builds(
    lambda grade, code, mark: f"{grade} year {code} {mark}",
    st.integers(9, 10),
    st.sampled_from(CODES),
    st.sampled_from(("A", "B", "C", "D", "F", "A/F")),
)
EVERY = replace(rules(), programs=tuple(replace(p, for_everyone=True) for p in rules().programs))


@settings(max_examples=60)
@given(st.lists(LINES, max_size=18), st.sampled_from(CODES))
def test_an_earned_unrepeated_course_more_never_lowers_what_is_met(
    record: list[str], code: str
) -> None:
    if code in {line.split()[2] for line in record}:
        return
    before = _audit_file(file_of(*record))
    after = _audit_file(file_of(*record, f"10 year {code} A"))
    for program in EVERY.programs:
        assert _met(after, program.name) >= _met(before, program.name), program.id


def _audit_file(file: StudentFile) -> StudentAudit:
    return audit(file, None, catalog(), EVERY, AuditSettings(), TODAY)


def _met(answer: StudentAudit, name: str) -> int:
    program = answer.program(name)
    assert program is not None
    return sum(1 for r in program.requirements if r.status is RequirementStatus.MET)


def test_bases_may_not_lead_from_one_to_the_next_without_end() -> None:
    chain = "".join(f"[[program]]\nid = 'p{n}'\nbased_on = 'p{n + 1}'\n" for n in range(99))
    last = "[[program]]\nid = 'p99'\nunit = 'credits'\n[[program.requirement]]\n"
    asked = "id = 'r'\nneed = 5\nof = { any = true }\n"
    _, problems = parse_rules({}, {}, tomllib.loads(chain + last + asked))
    assert "too_deep_base" in {p.code for p in problems if p.file == "programs.toml"}


@pytest.mark.parametrize("grade", ["²", "9" * 6000, "nine", ""])
def test_a_grade_is_one_of_those_that_there_are(grade: str) -> None:
    asked = f"id = 'r'\nneed = 5\nof = {{ grades = ['{grade}'] }}"
    head = "[[program]]\nid = 'p'\nunit = 'credits'\n[[program.requirement]]\n"
    _, problems = parse_rules({}, {}, tomllib.loads(f"{head}{asked}\n"))
    assert [p.place for p in problems if p.file == "programs.toml"] == [
        "program p, requirement r, of, grades"
    ]
