"""What a draft changes, told field by field."""

from __future__ import annotations

from cte_desktop.domain.audit.rule_differences import rule_differences
from cte_desktop.domain.audit.rule_edits import (
    add_node,
    duplicate_set,
    move_node,
    remove_node,
    set_field,
)
from cte_desktop.domain.audit.rule_tree import NodeKind, Path
from tests.domain.audit.rule_documents import SET_2030, SET_2031, documents

HEALTH: Path = (*SET_2030, "subject", 6)


def test_rules_that_are_the_same_have_no_differences() -> None:
    assert rule_differences(documents(), documents()) == ()


def test_a_changed_need_is_told_once_with_what_was_and_what_would_be() -> None:
    draft = set_field(documents(), HEALTH, "credits", 10.0).documents
    (found,) = rule_differences(documents(), draft)
    assert found.field is not None
    assert (found.field.name, found.before, found.after) == ("credits", 5.0, 10.0)
    assert [node.title for node in found.trail[1:]] == ["William S. Hart UHSD diploma", "health"]


def test_an_override_is_told_where_it_stands() -> None:
    path = (*SET_2031, "override", "health")
    draft = set_field(documents(), path, "credits", 10.0).documents
    (found,) = rule_differences(documents(), draft)
    assert found.node.path == path
    assert (found.before, found.after) == (5.0, 10.0)


def test_a_new_must_include_is_one_difference_and_so_is_its_removal() -> None:
    draft = add_node(documents(), HEALTH, NodeKind.MUST_INCLUDE).documents
    (added,) = rule_differences(documents(), draft)
    assert added.field is None
    assert (added.before, added.node.kind) == (None, NodeKind.MUST_INCLUDE)
    (removed,) = rule_differences(draft, documents())
    assert (removed.after, removed.node.kind) == (None, NodeKind.MUST_INCLUDE)


def test_a_removed_subject_is_told_of_where_it_stood() -> None:
    draft = remove_node(documents(), HEALTH).documents
    told = [one.node.path for one in rule_differences(documents(), draft) if one.field is None]
    assert HEALTH in told


def test_a_requirement_that_only_moved_is_no_difference() -> None:
    draft = move_node(documents(), HEALTH, -2).documents
    assert rule_differences(documents(), draft) == ()


def test_a_set_made_for_later_classes_is_told_with_what_it_says_otherwise() -> None:
    made = duplicate_set(documents(), SET_2030, 2030)
    draft = set_field(made.documents, (*made.path, "override", "health"), "credits", 10.0)
    draft = set_field(draft.documents, (*made.path, "override", "elective"), "credits", 67.5)
    told = rule_differences(documents(), draft.documents)
    (added,) = [one for one in told if one.field is None]
    assert (added.node.path, added.before) == (made.path, None)
    changed = {
        one.node.title: (one.before, one.after)
        for one in told
        if one.field is not None and one.field.name == "credits"
    }
    assert changed == {"health": (5.0, 10.0), "elective": (72.5, 67.5)}
    narrowed = [one for one in told if one.field and one.field.name == "applies_to_classes"]
    assert len(told) == len(narrowed) + 3


def test_a_removed_set_is_told_though_it_took_most_from_its_base() -> None:
    made = duplicate_set(documents(), SET_2030, 2030).documents
    gone = [one for one in rule_differences(made, documents()) if one.field is None]
    assert [(one.node.kind, one.after) for one in gone] == [(NodeKind.SET, None)]
