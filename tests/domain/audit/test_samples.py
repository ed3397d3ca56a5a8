"""Made-up students of the rules: read like transcripts, audited, told of when one is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.audit.rules import AuditSettings, RuleProblem
from cte_desktop.domain.audit.sample_lines import UnreadableLine, record_rows
from cte_desktop.domain.audit.samples import Sample, parse_samples, run_samples
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.school_year import Term
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from tests.builders import catalog, rules

FILE = "graduation.toml"
HEALTH = {
    "title": "Health",
    "program": "graduation",
    "requirement": "health",
    "class": 2027,
    "record": ["9 fall HEALTH C"],
    "expect": "met",
}


def parsed(**changed: Any) -> tuple[tuple[Sample, ...], list[tuple[str, str, str]]]:
    table = {key: value for key, value in (HEALTH | changed).items() if value is not None}
    samples, problems = parse_samples({"sample": [table]}, FILE, catalog())
    assert all(problem.file == FILE for problem in problems)
    return samples, [(problem.place, problem.code, problem.value) for problem in problems]


def failures(samples: tuple[Sample, ...]) -> list[tuple[str, str]]:
    found = run_samples(samples, catalog(), rules(), AuditSettings())
    return [(problem.code, problem.value) for problem in found]


@pytest.mark.parametrize("kind", ["graduation", "ag", "programs"])
def test_the_shipped_samples_come_out_as_expected_some_met_and_some_not(kind: str) -> None:
    samples, problems = parse_samples(read_shipped_rules()[kind], f"{kind}.toml", catalog())
    assert problems == ()
    assert sum(sample.met for sample in samples) >= 2
    assert sum(not sample.met for sample in samples) >= 2
    assert failures(samples) == []
    assert len({sample.title for sample in samples}) == len(samples)


def test_graduation_is_shown_for_both_sets_and_uc_csu_and_pathways_each() -> None:
    documents = read_shipped_rules()
    samples = [
        sample
        for kind in ("graduation", "ag", "programs")
        for sample in parse_samples(documents[kind], kind, catalog())[0]
    ]
    assert {s.graduation_year for s in samples if s.program == "graduation"} >= {2027, 2031}
    both = {(p, m) for p in ("uc", "csu", "pathway") for m in (0, 1)}
    assert {(s.program.partition(":")[0], s.met) for s in samples} >= both


def test_a_sample_that_comes_out_otherwise_is_told_with_what_is_open() -> None:
    samples, _ = parsed(record=["9 fall HEALTH F"])
    assert failures(samples) == [("sample_not_met", "health")]
    samples, _ = parsed(expect="not_met")
    assert failures(samples) == [("sample_met", "graduation")]
    samples, _ = parsed(requirement=None)
    assert failures(samples) == [("sample_not_met", "english, social_studies, mathematics")]
    samples, _ = parsed(requirement="alchemy")
    assert failures(samples) == [("unknown_requirement", "alchemy")]
    samples, _ = parsed(program="district:nothing", requirement=None)
    assert failures(samples) == [("unknown_program", "district:nothing")]


def test_a_pathway_is_looked_at_as_signed_up_for() -> None:
    welding = {"program": "pathway:Welding", "requirement": None}
    samples, _ = parsed(**welding, record=["10 year WD1 B", "11 year WD2 B"])
    assert failures(samples) == []
    samples, _ = parsed(**welding, record=["10 year WD1 B", "11 year WD2 D"])
    assert [code for code, _ in failures(samples)] == ["sample_not_met"]


@pytest.mark.parametrize(
    ("changed", "place", "code", "value"),
    [
        ({"program": None}, "sample Health, program", "missing", ""),
        ({"program": 5}, "sample Health, program", "not_a_text", "5"),
        ({"expect": None}, "sample Health, expect", "missing", ""),
        ({"expect": "maybe"}, "sample Health, expect", "bad_expect", "maybe"),
        ({"class": None}, "sample Health, class", "missing", ""),
        ({"class": 27}, "sample Health, class", "not_a_class", "27"),
        ({"class": True}, "sample Health, class", "not_a_class", "True"),
        ({"record": "9 fall HEALTH C"}, "sample Health, record", "not_a_text", "9 fall HEALTH C"),
        ({"title": None, "expect": "no"}, "sample 1, expect", "bad_expect", "no"),
    ],
)
def test_a_sample_that_can_not_be_used_is_named_by_its_place(
    changed: dict[str, Any], place: str, code: str, value: str
) -> None:
    assert parsed(**changed) == ((), [(place, code, value)])


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("9 fall", "9 fall"),
        ("13 fall HEALTH C", "13"),
        ("x fall HEALTH C", "x"),
        ("9 autumn HEALTH C", "autumn"),
        ("9 fall HEALTH E", "E"),
        ("9 fall HEALTH B/C", "B/C"),
        ("9 fall HEALTH B C", "C"),
        ("9 fall HEALTH B color=red", "color=red"),
        ("9 fall HEALTH B credits=many", "many"),
        ("9 fall HEALTH B half=3", "3"),
        ("9 fall HEALTH B school_year=2026-28", "2026-28"),
    ],
)
def test_a_line_of_a_record_that_can_not_be_read_names_the_word(line: str, word: str) -> None:
    with pytest.raises(UnreadableLine) as unreadable:
        record_rows(line, 2027, catalog(), lambda *_: "VL")
    assert str(unreadable.value) == word
    assert parsed(record=[line]) == ((), [(f"sample Health, record, {line}", "bad_line", word)])


def test_a_course_of_no_catalog_needs_a_subject_an_area_or_a_pathway() -> None:
    line = "9 fall HLTH-X C"
    place = f"sample Health, record, {line}"
    assert parsed(record=[line]) == ((), [(place, "unknown_course", "HLTH-X")])
    samples, problems = parsed(record=[f"{line} subject=health"])
    assert (failures(samples), problems) == ([], [])


def test_a_line_writes_rows_like_a_transcript() -> None:
    line = "10 year GEOM B/F school=CN title=Plane_Geometry half=2 honors=yes years=0.5 units=3"
    first, second = record_rows(line, 2029, catalog(), lambda *_: "VL")
    assert (first.school_year, first.term, second.term) == (2026, Term.FALL, Term.SPRING)
    assert (first.mark, first.earned, second.mark, second.earned) == ("B", 500, "F", 0)
    assert (first.school, first.course_title, first.honors) == ("CN", "Plane Geometry", True)
    assert (first.half, first.ag_years, first.college_units) == (2, 50, 300)
    (again,) = record_rows("11 summer GEOM credits=2.5 earned=1", 2029, catalog(), lambda *_: "VL")
    assert (again.school, again.attempted, again.earned, again.mark) == ("VL", 250, 100, "")


def test_a_row_lies_at_a_school_that_teaches_the_course() -> None:
    samples, _ = parsed(record=["8 year SPAN1J A", "9 fall HEALTH C", "10 year WD1 B"])
    eighth, _, health, first, _ = samples[0].rows
    schools = catalog().school_by_short
    assert schools[eighth.school].grade_low <= 8
    assert schools[health.school].grade_low == 9
    taught = catalog().schools_teaching("WD1", first.school_year)
    assert taught is not None
    assert first.school in taught
    nowhere = replace(catalog(), schools=(), course_sites=())
    found, _ = parse_samples({"sample": [HEALTH]}, FILE, nowhere)
    assert found[0].rows[0].school == ""


def test_no_sample_is_no_problem_and_what_is_no_table_is_one() -> None:
    assert parse_samples({}, FILE, Catalog()) == ((), ())
    _, problems = parse_samples({"sample": 5}, FILE, Catalog())
    assert problems == (RuleProblem(FILE, "sample", "not_a_table", "5"),)
