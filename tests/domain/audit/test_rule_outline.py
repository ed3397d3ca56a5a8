"""The rules as a tree: what stands where, what is inherited, where a problem's place leads."""

from __future__ import annotations

import pytest

from cte_desktop.domain.audit.rule_outline import outline
from cte_desktop.domain.audit.rule_places import node_at_place
from cte_desktop.domain.audit.rule_tree import FieldKind, NodeKind, Path, every_node
from tests.domain.audit.rule_documents import (
    HONORED,
    SEAL,
    SET_2030,
    SET_2031,
    STATE,
    documents,
    node,
)


def test_every_node_has_a_path_of_its_own() -> None:
    paths = [one.path for one in every_node(outline(documents()))]
    assert len(paths) == len(set(paths)) > 100


def test_the_tree_begins_with_graduation_a_g_gpa_programs_and_samples() -> None:
    kinds = [one.kind for one in outline(documents())]
    assert kinds == [
        NodeKind.GRADUATION,
        NodeKind.AG,
        NodeKind.GPA,
        NodeKind.PROGRAMS,
        NodeKind.SAMPLES,
    ]


def test_a_set_lists_its_subjects_with_their_must_includes() -> None:
    social = node(documents(), (*SET_2030, "subject", 1))
    assert social.value("credits") == 30.0
    assert [one.title for one in social.children][3] == "ECON|APMACRO"
    assert social.can_add == (NodeKind.MUST_INCLUDE,)


def test_a_set_based_on_another_says_what_it_inherits_and_what_it_changes() -> None:
    rules = documents()
    english = node(rules, (*SET_2031, "override", "english")).field("credits")
    elective = node(rules, (*SET_2031, "override", "elective")).field("credits")
    assert english is not None
    assert elective is not None
    assert (english.value, english.inherited) == (40.0, True)
    assert (elective.value, elective.inherited, elective.base) == (67.5, False, 72.5)


def test_an_added_subject_stands_before_the_electives() -> None:
    names = [one.title for one in node(documents(), SET_2031).children]
    assert names[-3:] == ["personal_finance", "elective", "PERSFIN"]


def test_an_inherited_must_include_names_where_it_really_stands() -> None:
    rules = documents()
    inherited = node(rules, (*SET_2031, "override", "mathematics")).children[0]
    assert inherited.origin == (*SET_2030, "subject", 2, "must_include", 0)
    assert not inherited.removable


def test_subjects_written_short_are_subjects_too() -> None:
    names = [one.title for one in node(documents(), STATE).children]
    assert names[:2] == ["english", "mathematics"]


def test_a_set_for_exempted_students_has_no_classes() -> None:
    assert node(documents(), STATE).field("applies_to_classes") is None
    assert node(documents(), SET_2030).field("applies_to_classes") is not None


def test_a_program_shows_requirements_parts_and_course_sets() -> None:
    rules = documents()
    kinds = {one.kind for one in every_node((node(rules, SEAL),))}
    assert {NodeKind.PART, NodeKind.COURSE_SET, NodeKind.EITHER, NodeKind.STEP, NodeKind.CAP} < (
        kinds
    )
    need = node(rules, (*SEAL, "requirement", 2)).field("need")
    assert need is not None
    assert need.kind is FieldKind.COURSES


def test_a_program_based_on_another_inherits_its_requirements() -> None:
    english, trade, _ = node(documents(), HONORED).children
    need = english.field("need")
    assert need is not None
    assert (need.value, need.base, need.inherited) == (30.0, 40.0, False)
    assert trade.origin == (*SEAL, "requirement", 1)


def test_a_set_shows_the_further_requirements_of_its_base_where_they_stand() -> None:
    rules = documents()
    row = {"id": "capstone", "kind": "passed", "of": {"level": "capstone"}}
    rules["graduation"]["set"][0]["requirement"] = [row]
    inherited = next(n for n in node(rules, SET_2031).children if n.title == "capstone")
    assert inherited.origin == (*SET_2030, "requirement", 0)
    assert all(field.fixed for field in inherited.fields)


def test_documents_without_anything_still_have_a_tree() -> None:
    assert len(outline({})) == 5
    assert len(outline({"graduation": {"set": 5, "pending": []}, "ag": {"area": "A"}})) == 5


@pytest.mark.parametrize(
    ("file", "place", "path"),
    [
        ("graduation.toml", "set hart-230", SET_2030),
        ("graduation.toml", "set hart-2031, override elective",
         (*SET_2031, "override", "elective")),
        ("graduation.toml", "set hart-2031, total", SET_2031),
        ("graduation.toml", "set hart-230, subject science, credits", (*SET_2030, "subject", 3)),
        ("graduation.toml", "set state-minimum, english", (*STATE, "subjects", "english")),
        ("graduation.toml", "sample Nothing taken, record", ("graduation", "sample", 0)),
        ("graduation.toml", "no such place", ("graduation",)),
        ("ag.toml", "area D", ("ag", "area", "D")),
        ("ag.toml", "validation, rule", ("ag", "validation")),
        ("ag.toml", "gpa, points A", ("ag", "gpa")),
        ("programs.toml", "program seal, requirement english, of, code",
         (*SEAL, "requirement", 0, "of")),
        ("programs.toml", "program seal, requirement trade, part two",
         (*SEAL, "requirement", 1, "parts", 1)),
    ],
)  # fmt: skip
def test_the_place_of_a_problem_leads_to_its_node(file: str, place: str, path: Path) -> None:
    assert node_at_place(outline(documents()), file, place) == path
