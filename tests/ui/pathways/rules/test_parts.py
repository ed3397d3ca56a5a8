"""The parts of the editor: the tree's model, what is typed, lines of a record, words."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester

from cte_desktop.domain.audit.rule_differences import rule_differences
from cte_desktop.domain.audit.rule_edits import remove_node, set_field
from cte_desktop.domain.audit.rule_outline import outline
from cte_desktop.domain.audit.rule_places import node_at_place
from cte_desktop.domain.audit.rule_tree import (
    Documents,
    Field,
    FieldKind,
    Path,
    changed_at,
    every_node,
    trail_to,
)
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.services.rules import faults
from cte_desktop.ui.pathways.rules.form import NodeForm, Shown
from cte_desktop.ui.pathways.rules.publish_dialog import difference_place
from cte_desktop.ui.pathways.rules.record_line import read_line
from cte_desktop.ui.pathways.rules.tree_model import HIDDEN, Marks, RulesTreeModel
from cte_desktop.ui.pathways.rules.typed import typed_classes, typed_value
from cte_desktop.ui.pathways.rules.words import (
    amount_text,
    classes_text,
    field_label,
    node_title,
    value_text,
)
from tests.builders import catalog
from tests.domain.audit.rule_documents import SEAL, SET_2030, documents


def test_the_tree_passes_the_model_tester(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = RulesTreeModel(catalog())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    rules = documents()
    model.show(outline(rules), Marks())
    model.show(outline(set_field(rules, SET_2030, "total", 235.0).documents), Marks())
    model.show(outline(remove_node(rules, (*SET_2030, "subject", 3)).documents), Marks())
    assert model.rowCount() == 5


def test_what_stands_inside_a_form_has_no_line_of_its_own(qapp: QApplication) -> None:
    model = RulesTreeModel(catalog())
    model.show(outline(documents()), Marks())
    of = (*SEAL, "requirement", 0, "of")
    assert not model.has_path(of)
    line = model.line(model.index_of(of))
    assert line is not None
    assert line.node.path == of[:-1]


def test_every_node_has_a_form_and_words_for_all_of_it(qapp: QApplication) -> None:
    nodes = outline(documents())
    form = NodeForm(catalog())
    for node in every_node(nodes):
        assert node_title(node, catalog())
        for field in node.fields:
            assert field_label(field, catalog())
            assert value_text(field, field.value, catalog())
        if node.kind not in HIDDEN:
            form.show_node(Shown((node,), nodes, Marks()))
            assert len(list(form.all_rows())) >= len(node.fields)


NONSENSE: st.SearchStrategy[object] = st.sampled_from(
    [
        None,
        True,
        -3,
        2.5,
        math.nan,
        "",
        " ",
        "x|y",
        "*",
        [],
        {},
        [""],
        [1, 2],
        [{}],
        {"a": 1},
        [["a"]],
        [None],
    ]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_rules_that_are_nonsense_are_shown_and_named_and_break_nothing(
    qapp: QApplication, data: st.DataObject
) -> None:
    rules = documents()
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from([p for p in _places(rules, ()) if len(p) > 1]))
        value = copy.deepcopy(data.draw(NONSENSE))
        rules = _with(rules, path, value)
    nodes = outline(rules)
    model, form = RulesTreeModel(catalog()), NodeForm(catalog())
    model.show(nodes, Marks())
    for difference in rule_differences(documents(), rules):
        assert difference_place(difference, catalog())
        assert value_text(difference.field, difference.after, catalog())
        if difference.node.kind not in HIDDEN:
            form.show_node(Shown(difference.trail, nodes, Marks()))
    for fault in faults(rules, documents(), catalog(), AuditSettings()):
        assert node_at_place(nodes, fault.file, fault.place)


def _with(rules: Documents, path: Path, value: object) -> Documents:
    return changed_at(rules, path, lambda _: value)


def _places(value: object, above: Path) -> Iterator[Path]:
    """Yield every place of a document."""
    yield above
    pairs = value.items() if isinstance(value, dict) else ()
    every = enumerate(value) if isinstance(value, list) else pairs
    for key, one in every:
        yield from _places(one, (*above, key))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.CREDITS, " 2.5 ", 2.5),
        (FieldKind.YEARS, "1", 1.0),
        (FieldKind.NUMBER, "8", 8),
        (FieldKind.CLASS, "2031", 2031),
        (FieldKind.NAME, "seal-2", "seal-2"),
        (FieldKind.WORDS, "Algebra 1, Geometry,", ["Algebra 1", "Geometry"]),
        (FieldKind.TEXT, "  two   words ", "two words"),
        (FieldKind.TEXT, "", None),
    ],
)
def test_what_is_typed_becomes_the_value_of_its_kind(
    kind: FieldKind, text: str, value: object
) -> None:
    typed = typed_value(Field("x", kind), text)
    assert (typed.value, typed.refusal) == (value, "")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FieldKind.CREDITS, "-1"),
        (FieldKind.CREDITS, "2.505"),
        (FieldKind.CREDITS, "10000"),
        (FieldKind.YEARS, "inf"),
        (FieldKind.NUMBER, "2.5"),
        (FieldKind.CLASS, "31"),
        (FieldKind.CLASS, "٢٠٣١"),
        (FieldKind.NAME, "two words"),
        (FieldKind.NAME, "taken"),
        (FieldKind.NAME, ""),
        (FieldKind.TEXT, "x" * 2_001),
    ],
)
def test_nonsense_is_refused_in_words(kind: FieldKind, text: str) -> None:
    typed = typed_value(Field("x", kind), text, frozenset({"taken"}))
    assert typed.refusal
    assert typed.value is None


def test_classes_are_in_order_and_may_stay_open() -> None:
    def typed(first: str, last: str, *, later: bool = False, optional: bool = False) -> object:
        found = typed_classes(first, last, open_end=later, optional=optional)
        return found.refusal or found.value

    assert typed("2029", "2031") == [2029, 2031]
    assert typed("2029", "", later=True) == [2029, 9999]
    assert typed("", "", optional=True) is None
    assert isinstance(typed("2031", "2029"), str)
    assert isinstance(typed("", "2029"), str)


@pytest.mark.parametrize("line", ["9 year ENG9 B", "11 spring PSYCH", "10 year GEOM C/F credits=5"])
def test_a_line_of_a_record_is_written_as_it_was_read(line: str) -> None:
    assert read_line(line).text() == line


def test_values_that_are_no_amounts_are_shown_as_they_stand() -> None:
    assert amount_text(FieldKind.CREDITS, 5.0) == "5 credits"
    assert amount_text(FieldKind.YEARS, 1) == "1 year"
    for value in (math.nan, math.inf, "five", True, 1e300):
        assert amount_text(FieldKind.CREDITS, value)
    assert classes_text([2031, 9999]) == "from 2031"
    assert classes_text("2031") == ""


class _Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_a_form_is_ever_a_window_of_its_own(qapp: QApplication) -> None:
    nodes, windows = outline(documents()), _Windows()
    form = NodeForm(catalog())
    form.show()
    qapp.installEventFilter(windows)
    for node in every_node(nodes):
        if node.kind not in HIDDEN:
            form.show_node(Shown(trail_to(nodes, node.path), nodes, Marks(), ("A fault.",)))
    qapp.removeEventFilter(windows)
    form.close()
    assert windows.shown == []
