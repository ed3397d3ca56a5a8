"""Editing the rules: new documents every time, edits that go back, and nothing that fails."""

from __future__ import annotations

import copy
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.audit.rule_edits import (
    Edited,
    add_node,
    duplicate_set,
    move_node,
    remove_node,
    set_field,
)
from cte_desktop.domain.audit.rule_outline import outline
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rule_tree import (
    Documents,
    Field,
    FieldKind,
    Node,
    NodeKind,
    Path,
    every_node,
    value_at,
)
from tests.domain.audit.rule_documents import (
    HONORED,
    SEAL,
    SET_2030,
    SET_2031,
    STATE,
    documents,
    node,
)

ENGLISH: Path = (*SET_2030, "subject", 0)
INHERITED: Path = (*SET_2031, "override", "health")


def test_a_set_field_changes_the_new_documents_alone() -> None:
    rules = documents()
    edited = set_field(rules, ENGLISH, "credits", 30.0).documents
    assert value_at(edited, (*ENGLISH, "credits")) == 30.0
    assert rules == documents()


def test_every_field_set_to_something_else_and_back_gives_the_equal_documents() -> None:
    rules = documents()
    seen = 0
    for one in every_node(outline(rules)):
        for field in one.fields:
            if field.name in ("kind", "based_on") or field.fixed or one.origin:
                continue
            there = set_field(rules, one.path, field.name, _other(field))
            before = None if field.inherited else field.value
            back = set_field(there.documents, there.path, field.name, before)
            assert back.documents == rules, (one.path, field.name)
            seen += there.documents != rules
    assert seen > 300


def test_a_changed_need_of_an_inherited_subject_becomes_an_override_and_goes_back() -> None:
    rules = documents()
    changed = set_field(rules, INHERITED, "credits", 10.0)
    assert value_at(changed.documents, INHERITED) == 10.0
    parsed, _ = parse_rules(changed.documents["graduation"], changed.documents["ag"])
    set_2031 = next(one for one in parsed.sets if one.id == "hart-2031")
    assert next(n.credits for n in set_2031.subjects if n.id == "health") == 1000
    assert set_field(changed.documents, INHERITED, "credits", None).documents == rules


def test_course_codes_keep_the_form_in_which_they_stand() -> None:
    include = (*SET_2030, "subject", 1, "must_include", 0)
    bars = set_field(documents(), include, "course", ("WELD1", "WELD2")).documents
    assert value_at(bars, (*include, "course")) == "WELD1|WELD2"
    listed = documents()
    listed["programs"]["program"][0]["requirement"][0]["of"] = {"code": ["WELD1"]}
    of = (*SEAL, "requirement", 0, "of")
    now = set_field(listed, of, "code", ("WELD1", "WELD2")).documents
    assert value_at(now, (*of, "code")) == ["WELD1", "WELD2"]


def test_another_kind_of_requirement_drops_what_it_can_not_write() -> None:
    path = (*SEAL, "requirement", 2)
    passed = set_field(documents(), path, "kind", "passed").documents
    kept = value_at(passed, path)
    assert isinstance(kept, dict)
    assert set(kept) == {"id", "kind", "of"}


def test_a_must_include_is_added_and_removed() -> None:
    rules = documents()
    added = add_node(rules, ENGLISH, NodeKind.MUST_INCLUDE)
    assert added.path == (*ENGLISH, "must_include", 0)
    removed = remove_node(added.documents, added.path)
    assert removed == Edited(rules, ENGLISH)


def test_a_must_include_of_a_short_subject_makes_the_subjects_tables() -> None:
    rules = documents()
    added = add_node(rules, (*STATE, "subjects", "mathematics"), NodeKind.MUST_INCLUDE)
    assert added.path == (*STATE, "subject", 1, "must_include", 0)
    before, _ = parse_rules(rules["graduation"], rules["ag"])
    now = remove_node(added.documents, added.path).documents
    after, _ = parse_rules(now["graduation"], now["ag"])
    assert after.exempted_set == before.exempted_set


def test_a_subject_of_a_set_based_on_another_is_an_added_one() -> None:
    added = add_node(documents(), SET_2031, NodeKind.SUBJECT)
    assert added.path == (*SET_2031, "add", "new_subject")
    named = set_field(added.documents, added.path, "id", "ethnic_studies")
    assert named.path == (*SET_2031, "add", "ethnic_studies")
    assert value_at(named.documents, named.path) == 5.0
    taken = set_field(named.documents, named.path, "id", "personal_finance")
    assert taken == named


def test_a_set_for_later_classes_takes_them_over_and_everything_else_from_the_former() -> None:
    edited = duplicate_set(documents(), SET_2030, 2029)
    former, made = node(edited.documents, SET_2030), node(edited.documents, edited.path)
    assert former.value("applies_to_classes") == [2022, 2028]
    assert made.value("applies_to_classes") == [2029, 2030]
    assert made.value("based_on") == "hart-230"
    rules, problems = parse_rules(edited.documents["graduation"], edited.documents["ag"])
    assert not problems
    new, old = rules.set_for(2029), rules.set_for(2028)
    assert new is not None
    assert old is not None
    assert (new.id, old.id) == ("hart-230-2029", "hart-230")
    assert new.subjects == old.subjects


def test_a_set_made_to_stand_alone_asks_for_the_same() -> None:
    rules = documents()
    alone = set_field(rules, SET_2031, "based_on", None).documents
    before, _ = parse_rules(rules["graduation"], rules["ag"])
    after, problems = parse_rules(alone["graduation"], alone["ag"])
    assert not problems
    assert value_at(alone, (*SET_2031, "based_on")) is None
    old, new = before.set_for(2031), after.set_for(2031)
    assert old is not None
    assert new is not None
    assert (new.subjects, new.total) == (old.subjects, old.total)


def test_a_program_made_to_stand_alone_has_the_requirements_of_its_base() -> None:
    alone = set_field(documents(), HONORED, "based_on", None).documents
    english, *others = node(alone, HONORED).children
    assert english.value("need") == 30.0
    assert len(others) == 2


def test_nodes_move_among_their_like_and_stay_within_them() -> None:
    rules = documents()
    down = move_node(rules, ENGLISH, 1)
    assert down.path == (*SET_2030, "subject", 1)
    assert move_node(down.documents, down.path, -1).documents == rules
    assert move_node(rules, ENGLISH, -5) == Edited(rules, ENGLISH)


@pytest.mark.parametrize(
    "path", [(), ("samples",), ("graduation",), ("graduation", "set", 99), ("ag", "area", "A", 3)]
)
def test_an_edit_that_makes_no_sense_changes_nothing(path: Path) -> None:
    rules = documents()
    assert move_node(rules, path, 1).documents == rules
    assert remove_node(rules, path).documents == rules
    assert duplicate_set(rules, path, 2030).documents == rules


NONSENSE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 12_000),
    st.sampled_from([math.nan, math.inf, -1.0, 2.5, 5.0, 1e300]),
    st.sampled_from(["", "A", "english", "hart-230", "passed", "in_order", "|", "*", "é" * 99]),
    st.lists(st.one_of(st.integers(0, 9999), st.sampled_from(["A", "WELD1"])), max_size=3),
)


@settings(max_examples=60)
@given(st.data())
def test_any_edits_leave_rules_that_can_be_read_and_shown(data: st.DataObject) -> None:
    rules = documents()
    for _ in range(data.draw(st.integers(1, 8))):
        before = copy.deepcopy(rules)
        edited = _any_edit(data, rules)
        assert rules == before
        rules = edited.documents
        parse_rules(rules["graduation"], rules["ag"], rules["programs"])
        assert all(one.path for one in every_node(outline(rules)))


def _any_edit(data: st.DataObject, rules: Documents) -> Edited:
    one = data.draw(st.sampled_from([*every_node(outline(rules))]))
    match data.draw(st.sampled_from(["set", "set", "set", "add", "remove", "move", "copy"])):
        case "set" if one.fields:
            field = data.draw(st.sampled_from(one.fields))
            return set_field(rules, one.path, field.name, data.draw(NONSENSE))
        case "add":
            return add_node(rules, one.path, data.draw(st.sampled_from([*NodeKind])))
        case "remove":
            return remove_node(rules, one.path)
        case "move":
            return move_node(rules, one.path, data.draw(st.integers(-2, 2)))
        case _:
            return duplicate_set(rules, one.path, data.draw(st.integers(1990, 2040)))


def _other(field: Field) -> object:
    """Another value than the field has."""
    match field.kind:
        case FieldKind.FLAG:
            return not field.value
        case FieldKind.CODES | FieldKind.NAMES:
            return ("WELD1", "WELD2", "WELD3")
        case FieldKind.WORDS | FieldKind.RECORD | FieldKind.SEVERAL:
            return ["something", "else"]
        case FieldKind.CLASSES:
            return [2040, 2041]
        case FieldKind.TEXT | FieldKind.LONG_TEXT | FieldKind.NAME | FieldKind.SUBJECT:
            return "something_else"
        case _:
            return 7


def test_the_tree_of_documents_shows_each_added_kind() -> None:
    rules = documents()
    parents = [one for one in every_node(outline(rules)) if one.can_add]
    kinds = set()
    for one in parents:
        for kind in one.can_add:
            edited = add_node(rules, one.path, kind)
            made = [n for n in every_node(outline(edited.documents)) if n.path == edited.path]
            assert [n.kind for n in made] == [kind], (one.path, kind)
            assert _goes_back(rules, edited, made[0])
            kinds.add(kind)
    assert len(kinds) > 10


def _goes_back(rules: Documents, edited: Edited, made: Node) -> bool:
    if not made.removable or made.path[-2] == "subjects" or "subjects" in made.path:
        return True
    after = remove_node(edited.documents, made.path).documents
    former, _ = parse_rules(rules["graduation"], rules["ag"])
    now, _ = parse_rules(after["graduation"], after["ag"])
    return now == former
