"""Rules come from data; a file that can't be right is refused with the place and the reason."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import RuleProblem
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from tests.builders import rules

Table = dict[str, Any]


def _graduation() -> Table:
    return copy.deepcopy(read_shipped_rules()["graduation"])


def _problems(graduation: Table) -> list[RuleProblem]:
    return list(parse_rules(graduation, read_shipped_rules()["ag"])[1])


def test_the_shipped_rules_have_no_problem() -> None:
    documents = read_shipped_rules()
    _, problems = parse_rules(documents["graduation"], documents["ag"])
    assert not problems


@pytest.mark.parametrize(
    ("entry_class", "name"),
    [(2021, "hart-220-covid"), (2022, "hart-230"), (2030, "hart-230"), (2031, "hart-2031")],
)
def test_each_class_has_its_set(entry_class: int, name: str) -> None:
    chosen = rules().set_for(entry_class)
    assert chosen is not None
    assert chosen.id == name


@pytest.mark.parametrize(
    ("entry_class", "name"), [(2015, "hart-230"), (2020, "hart-230"), (2050, "hart-2031")]
)
def test_a_class_outside_all_sets_has_the_nearest(entry_class: int, name: str) -> None:
    chosen = rules().set_for(entry_class)
    assert chosen is not None
    assert chosen.id == name


def test_the_states_minimum_is_for_exempted_students_alone() -> None:
    exempted = rules().exempted_set
    assert exempted is not None
    assert exempted.total == sum(s.credits for s in exempted.subjects) == 13000


def test_every_set_needs_its_total() -> None:
    for one in rules().sets:
        assert sum(s.credits for s in one.subjects) == one.total, one.id


def test_a_set_based_on_another_keeps_what_it_does_not_change() -> None:
    chosen = rules().set_for(2031)
    assert chosen is not None
    needs = {s.id: s.credits for s in chosen.subjects}
    assert (needs["personal_finance"], needs["elective"], needs["english"]) == (500, 6750, 4000)
    assert [s.id for s in chosen.subjects][-2:] == ["personal_finance", "elective"]


def test_a_cycle_is_named() -> None:
    graduation = _graduation()
    graduation["set"][0]["based_on"] = "hart-2031"
    assert any(p.code == "cycle" for p in _problems(graduation))


def test_an_unknown_base_is_named() -> None:
    graduation = _graduation()
    graduation["set"][2]["based_on"] = "hart-1999"
    assert RuleProblem(
        "graduation.toml", "set hart-2031", "unknown_base", "hart-1999"
    ) in _problems(graduation)


def test_negative_credits_are_named_with_their_place() -> None:
    graduation = _graduation()
    graduation["set"][0]["subject"][0]["credits"] = -1
    places = [p.place for p in _problems(graduation) if p.code == "negative"]
    assert "set hart-230, subject english" in places


def test_text_in_place_of_a_number_is_named() -> None:
    graduation = _graduation()
    graduation["set"][0]["subject"][0]["credits"] = "forty"
    assert any(p.code == "not_a_number" and p.value == "forty" for p in _problems(graduation))


def test_two_sets_for_one_class_are_named() -> None:
    graduation = _graduation()
    graduation["set"][2]["applies_to_classes"] = [2030, 9999]
    assert RuleProblem("graduation.toml", "set hart-2031", "overlap", "hart-230") in _problems(
        graduation
    )


def test_a_must_include_larger_than_its_subject_is_named() -> None:
    graduation = _graduation()
    graduation["set"][0]["subject"][3]["must_include"][0]["credits"] = 50.0
    assert any(p.code == "too_large" for p in _problems(graduation))


def test_subjects_that_need_more_than_the_total_are_named() -> None:
    graduation = _graduation()
    graduation["set"][0]["total"] = 200.0
    assert any(p.code == "sum" and p.place == "set hart-230" for p in _problems(graduation))


def test_missing_years_of_an_area_are_named() -> None:
    documents = read_shipped_rules()
    ag = copy.deepcopy(documents["ag"])
    del ag["area"]["B"]["years"]
    _, problems = parse_rules(documents["graduation"], ag)
    assert problems == (RuleProblem("ag.toml", "area B", "missing"),)


@pytest.mark.parametrize(
    ("graduation", "place"),
    [
        ({}, "set"),
        ({"a": 1}, "set"),
        ({"set": []}, "set"),
        ({"set": 5}, "set"),
        ({"set": ["x"]}, "set"),
        ({"set": [{"title": "no id"}]}, "set, id"),
        ({"set": [{"id": "x"}]}, "set x"),
        ({"set": [{"id": "x", "subjects": {"english": 40.0}}]}, "set x, total"),
        ({"set": [{"id": "x", "subjects": 4, "total": 1}]}, "set x, subjects"),
        (
            {"set": [{"id": "x", "applies_by": "exemption", "subjects": {"a": 1}, "total": 1}]},
            "set",
        ),
    ],
)
def test_a_file_that_asks_nothing_is_named(graduation: Table, place: str) -> None:
    assert place in [p.place for p in _problems(graduation)]


@pytest.mark.parametrize("years", [5, [2027], ["a", "b"], [2030, 2027], [0, 10**30]])
def test_classes_that_are_no_years_are_named(years: Any) -> None:
    graduation = _graduation()
    graduation["set"][0]["applies_to_classes"] = years
    assert any(p.code == "not_classes" for p in _problems(graduation))


@pytest.mark.parametrize("ag", [{}, {"a": 1}, {"area": 5}, {"area": {"A": 3}}])
def test_areas_that_are_not_there_are_named(ag: Table) -> None:
    _, problems = parse_rules(_graduation(), ag)
    assert {p.file for p in problems} == {"ag.toml"}
    assert {"missing", "not_a_table"} & {p.code for p in problems}


_ODD: tuple[Any, ...] = (5, "x", [], ["x"], [1], {}, {"x": 1}, True, -1, float("nan"), None)


def _branches(table: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts = table.items() if isinstance(table, dict) else enumerate(table)
    for key, part in parts:
        yield (*path, key)
        if isinstance(part, (dict, list)):
            yield from _branches(part, (*path, key))


@pytest.mark.parametrize("odd", _ODD)
def test_whatever_stands_anywhere_in_the_rules_is_read_without_a_fault(odd: Any) -> None:
    read = read_shipped_rules()
    shipped: Table = {
        name: {key: part for key, part in read[name].items() if key not in {"sample", "sources"}}
        for name in ("graduation", "ag")
    }
    for path in tuple(_branches(shipped)):
        holder: Any = shipped
        for key in path[:-1]:
            holder = holder[key]
        before = holder[path[-1]]
        holder[path[-1]] = odd
        graduation, ag = shipped["graduation"], shipped["ag"]
        if isinstance(graduation, dict) and isinstance(ag, dict):
            made, problems = parse_rules(graduation, ag)
            assert problems or made.sets
        holder[path[-1]] = before


def _with_law(**changes: Any) -> Table:
    graduation = _graduation()
    graduation["pending"]["ethnic_studies"] |= {"in_force": True, **changes}
    return graduation


def test_a_pending_law_is_off_until_the_district_puts_it_in_force() -> None:
    assert not any(n.id == "ethnic_studies" for s in rules().sets for n in s.subjects)


def test_a_pending_law_in_force_takes_its_credits_from_electives_from_its_class_on() -> None:
    made, problems = parse_rules(_with_law(courses="ETHNIC"), read_shipped_rules()["ag"])
    assert problems == ()
    needs = {
        year: {n.id: n.credits for n in chosen.subjects}
        for year in (2029, 2030, 2031)
        if (chosen := made.set_for(year)) is not None
    }
    assert "ethnic_studies" not in needs[2029]
    assert [needs[year].get("ethnic_studies") for year in (2030, 2031)] == [500, 500]
    assert [needs[year]["elective"] for year in (2029, 2030, 2031)] == [7250, 6750, 6250]
    chosen = made.set_for(2030)
    assert chosen is not None
    assert (chosen.total, chosen.id) == (23000, "hart-230+ethnic_studies")
    (include,) = next(n for n in chosen.subjects if n.id == "ethnic_studies").includes
    assert (include.codes, include.credits) == (("ETHNIC",), 500)
    assert made.exempted_set == rules().exempted_set


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"in_force": "yes"}, "in_force", "not_a_flag"),
        ({"class": None}, "class", "missing"),
        ({"credits": -5}, "credits", "negative"),
        ({"credits": 100.0}, "credits", "too_large"),
        ({"takes_from": "dancing"}, "takes_from", "unknown_requirement"),
    ],
)
def test_a_law_that_can_not_be_applied_is_named(changes: Table, place: str, code: str) -> None:
    found = [(p.place, p.code) for p in _problems(_with_law(**changes))]
    assert (f"pending, ethnic_studies, {place}", code) in found


def test_a_law_whose_subject_is_there_already_is_named() -> None:
    graduation = _with_law()
    graduation["set"][0]["subject"].append({"id": "ethnic_studies", "credits": 0.0})
    found = [(p.place, p.code) for p in _problems(graduation)]
    assert ("pending, ethnic_studies", "twice") in found


def test_the_classes_that_one_from_elsewhere_must_take_are_read() -> None:
    assert rules().transfer_classes_enrolled == 5
    assert parse_rules({}, {})[0].transfer_classes_enrolled == 0


def test_a_set_may_ask_further_rows_in_the_requirement_language() -> None:
    graduation = _graduation()
    graduation["set"][0]["requirement"] = [
        {"id": "arts", "title": "Arts", "kind": "passed", "of": {"area": "F"}}
    ]
    made, problems = parse_rules(graduation, read_shipped_rules()["ag"])
    assert problems == ()
    based = made.set_for(2031)
    assert based is not None
    assert [r.id for r in based.requirements] == ["arts"]
    graduation["set"][0]["requirement"][0]["id"] = "english"
    assert ("set hart-230, requirement english", "twice") in [
        (p.place, p.code) for p in _problems(graduation)
    ]
    graduation["set"][0]["requirement"] = [{"id": "more", "need": 5.0, "of": {"any": True}}]
    assert ("set hart-230", "sum") in [(p.place, p.code) for p in _problems(graduation)]


def test_two_must_includes_with_one_first_course_are_named() -> None:
    graduation = _graduation()
    social = next(s for s in graduation["set"][0]["subject"] if s["id"] == "social_studies")
    social["must_include"][3]["course"] = "USHIST|ECON"
    place = "set hart-230, subject social_studies, must_include USHIST"
    assert RuleProblem("graduation.toml", place, "twice") in _problems(graduation)


def test_algebra_is_asked_beside_a_must_include_that_has_the_same_first_course() -> None:
    graduation = _graduation()
    minimum = graduation["set"][3]
    minimum["subject"] = [
        {
            "id": "mathematics",
            "credits": 20.0,
            "must_include": [{"course": "ALG1|GEOM", "credits": 5}],
        }
    ]
    del minimum["subjects"]["mathematics"]
    exempted = parse_rules(graduation, read_shipped_rules()["ag"])[0].exempted_set
    assert exempted is not None
    found = next(s for s in exempted.subjects if s.id == "mathematics").includes
    assert [(i.id, i.taken) for i in found] == [
        ("mathematics.ALG1", False),
        ("mathematics.ALG1B", True),
    ]


def test_a_total_of_years_that_the_areas_never_reach_is_named() -> None:
    ag = copy.deepcopy(read_shipped_rules()["ag"])
    ag["total_years"] = 16
    problems = parse_rules(_graduation(), ag)[1]
    assert problems == (RuleProblem("ag.toml", "total_years", "never_reached", "15.0"),)


@pytest.mark.parametrize(
    ("table", "key", "value", "code"),
    [
        ("gpa", "honors_needs_grade", "C-", "unknown_word"),
        ("validation", "one_semester_suffices", "yes", "not_a_flag"),
        ("validation", "second_semester_validates_first", 1, "not_a_flag"),
    ],
)
def test_a_value_of_the_wrong_sort_is_named(table: str, key: str, value: object, code: str) -> None:
    ag = copy.deepcopy(read_shipped_rules()["ag"])
    ag[table][key] = value
    problems = parse_rules(_graduation(), ag)[1]
    assert problems == (RuleProblem("ag.toml", f"{table}, {key}", code, str(value)),)
