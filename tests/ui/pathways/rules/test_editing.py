"""Editing the draft by mouse and keyboard: fields, must-includes, problems, undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cte_desktop.domain.audit.rule_tree import NodeKind
from cte_desktop.ui.pathways.rules.classes_dialog import ClassesDialog
from cte_desktop.ui.pathways.rules.field_editors import LineEditor
from tests.ui.hands import CONTROL, click, press, type_text
from tests.ui.pathways.rules.editor_hands import HEALTH, SET, SET_2031, EditorHands


def test_the_rules_in_force_are_no_draft_and_can_not_be_published(hands: EditorHands) -> None:
    assert not hands.view.draft.is_changed()
    assert not hands.workspace.top.publish.isEnabled()
    assert hands.faults() == []
    assert not hands.workspace.foot.isVisible()


def test_a_need_that_breaks_the_sum_is_named_at_the_foot_and_in_its_set(
    hands: EditorHands,
) -> None:
    hands.open(HEALTH)
    hands.type_in("credits", "10")
    hands.settle()
    assert hands.value(*HEALTH, "credits") == 10.0
    assert any("235" in text for text in hands.faults())
    assert hands.workspace.foot.isVisible()
    assert not hands.workspace.top.publish.isEnabled()


def test_a_click_on_a_problem_goes_to_its_node_and_mending_it_takes_it_away(
    hands: EditorHands,
) -> None:
    hands.open((*SET, "subject", 8))
    hands.type_in("credits", "80")
    hands.settle()
    table = hands.workspace.foot.faults.table
    index = hands.workspace.foot.faults.model.index(0, 0)
    click(table.viewport(), table.visualRect(index).center())
    assert hands.workspace.path() == SET
    hands.type_in("credits", "72.5", (*SET, "subject", 8))
    hands.settle()
    assert hands.faults() == []
    assert not hands.view.draft.is_changed()


def test_nonsense_is_refused_with_a_sentence_and_what_was_stays(hands: EditorHands) -> None:
    hands.open(HEALTH)
    for text in ("ten", "-5", "1e9", "99999999", "nan", "5,5", ""):
        hands.type_in("credits", text)
        row = hands.row("credits")
        assert isinstance(row.editor, LineEditor)
        assert row.refusal.text()
        assert row.refusal.isVisible()
        assert row.editor.line.text() == "5"
    assert not hands.view.draft.is_changed()
    hands.type_in("credits", "7.5")
    assert hands.value(*HEALTH, "credits") == 7.5
    assert not hands.row("credits").refusal.isVisible()


def test_undo_and_redo_of_the_page_go_through_the_edits_by_name(hands: EditorHands) -> None:
    hands.open(HEALTH)
    hands.type_in("credits", "7.5")
    undo = hands.bench.actions.action("undo")
    assert undo.text() == "Undo Change Credits needed of Health"
    hands.open(("samples",))
    undo.trigger()
    assert hands.value(*HEALTH, "credits") == 5.0
    assert hands.workspace.path() == HEALTH
    redo = hands.bench.actions.action("redo")
    redo.trigger()
    assert hands.value(*HEALTH, "credits") == 7.5
    hands.view.deactivate()
    assert (undo.isEnabled(), undo.text()) == (False, "&Undo")


def test_control_z_in_a_field_takes_back_the_typing_first_and_then_the_edit(
    hands: EditorHands,
) -> None:
    hands.view.addAction(hands.bench.actions.action("undo"))
    hands.open(HEALTH)
    hands.type_in("credits", "7.5")
    editor = hands.row("credits").editor
    assert isinstance(editor, LineEditor)
    type_text(editor.line, "5")
    press(editor.line, Qt.Key.Key_Z, CONTROL)
    assert editor.line.text() == "7.5"
    assert hands.value(*HEALTH, "credits") == 7.5
    press(editor.line, Qt.Key.Key_Z, CONTROL)
    assert hands.value(*HEALTH, "credits") == 5.0
    assert editor.line.text() == "5"


def test_tab_goes_from_the_search_to_the_tree_and_into_the_form(hands: EditorHands) -> None:
    hands.open(HEALTH)
    hands.workspace.search.setFocus()
    press(hands.workspace.search, Qt.Key.Key_Tab)
    assert hands.workspace.tree.hasFocus()
    stops = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        press(focused, Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    rows = [hands.row(name).editor.focusProxy() for name in ("id", "credits", "sourced", "source")]
    places = [stops.index(row) for row in rows if row is not None]
    assert places == sorted(places)
    assert len(places) == 4


def test_a_must_include_is_added_by_the_picker(hands: EditorHands) -> None:
    hands.open(HEALTH)
    hands.add(NodeKind.MUST_INCLUDE)
    assert hands.workspace.path() == (*HEALTH, "must_include", 0)
    hands.pick_course("course", "health")
    assert hands.value(*HEALTH, "must_include", 0, "course") == "HEALTH"
    hands.pick_course("course", "bio")
    assert hands.value(*HEALTH, "must_include", 0, "course") == "HEALTH|BIO"
    rows = hands.picker("course").rows
    click(rows[1].button)
    assert hands.value(*HEALTH, "must_include", 0, "course") == "HEALTH"
    hands.settle()
    assert hands.faults() == []


def test_a_course_that_the_catalog_lacks_is_refused(hands: EditorHands) -> None:
    hands.open((*SET, "subject", 1, "must_include", 0))
    hands.pick_course("course", "XYZZY")
    assert "XYZZY" in hands.row("course").refusal.text()
    hands.picker("course").line.clear()
    hands.pick_course("course", "biology")
    assert "choose one" in hands.row("course").refusal.text()
    assert not hands.view.draft.is_changed()


def test_a_new_must_include_without_a_course_is_a_problem_beside_it(hands: EditorHands) -> None:
    hands.open(HEALTH)
    hands.add(NodeKind.MUST_INCLUDE)
    hands.settle()
    assert hands.faults()
    assert not hands.workspace.top.publish.isEnabled()
    press(hands.workspace.tree, Qt.Key.Key_Delete)
    hands.settle()
    assert hands.faults() == []
    assert not hands.view.draft.is_changed()


def test_an_inherited_need_is_changed_and_goes_back_to_what_is_inherited(
    hands: EditorHands,
) -> None:
    path = (*SET_2031, "override", "health")
    hands.open(path)
    assert hands.row("credits").inherited.isVisible()
    hands.type_in("credits", "7.5")
    assert hands.value(*path) == 7.5
    click(hands.row("credits").back)
    assert hands.value(*path) is None
    assert not hands.view.draft.is_changed()


def test_an_inherited_must_include_leads_to_where_it_stands(hands: EditorHands) -> None:
    hands.open((*SET_2031, "override", "mathematics", "must_include", 0))
    heading = hands.workspace.form.heading()
    assert heading is not None
    heading.origin_wanted.emit()
    assert hands.workspace.path() == (*SET, "subject", 2, "must_include", 0)


def test_a_new_version_for_later_classes_asks_for_the_first_of_them(hands: EditorHands) -> None:
    hands.open(SET)
    hands.workspace.form.later_classes_requested.emit(SET)
    dialog = hands.dialog(ClassesDialog)
    dialog.line.clear()
    type_text(dialog.line, "1812")
    click(dialog.make)
    assert dialog.refusal.text()
    dialog.line.clear()
    type_text(dialog.line, "2029")
    click(dialog.make)
    assert hands.value(*SET, "applies_to_classes") == [2022, 2028]
    assert hands.value("graduation", "set", 1, "based_on") == "hart-230"
    hands.settle()
    assert hands.faults() == []


def test_discarding_the_draft_can_be_undone(hands: EditorHands) -> None:
    hands.open(HEALTH)
    hands.type_in("credits", "7.5")
    hands.settle()
    hands.workspace.top.discard.trigger()
    assert not hands.view.draft.is_changed()
    hands.bench.actions.action("undo").trigger()
    assert hands.value(*HEALTH, "credits") == 7.5


def test_the_search_narrows_the_tree_to_what_fits(hands: EditorHands) -> None:
    before = hands.workspace.model.rowCount()
    type_text(hands.workspace.search, "economics")
    model = hands.workspace.model
    assert model.has_path((*SET, "subject", 1, "must_include", 3))
    assert not model.has_path(HEALTH)
    press(hands.workspace.search, Qt.Key.Key_Escape)
    assert model.rowCount() == before
    assert model.has_path(HEALTH)


def test_needs_are_changed_one_after_the_other_in_the_list_of_a_set(hands: EditorHands) -> None:
    hands.open(SET_2031)
    below = hands.workspace.form.below()
    assert below is not None
    for name, credits in (("health", "10"), ("elective", "62.5")):
        path = next(row.path for row in below.rows if row.path[-1] == name)
        hands.type_in("credits", credits, path)
        assert hands.workspace.path() == SET_2031
    hands.settle()
    assert hands.faults() == []
    assert hands.value(*SET_2031, "override", "health") == 10.0
    hands.view.draft.undo()
    hands.view.draft.undo()
    assert hands.workspace.path() == SET_2031
    hands.view.draft.redo()
    hands.settle()
    line = hands.workspace.model.line(hands.workspace.model.index_of(SET_2031))
    assert line is not None
    assert line.mark_below == "changed"


def test_an_amount_is_said_without_zeros_and_a_place_by_its_title(hands: EditorHands) -> None:
    hands.open(HEALTH)
    hands.type_in("credits", "10")
    hands.settle()
    said = (
        'The parts of "William S. Hart UHSD diploma" add up to 235, which is more than its total.'
    )
    assert said in hands.faults()


def test_a_new_program_is_told_by_words_until_it_has_a_title(hands: EditorHands) -> None:
    hands.open(("programs",))
    hands.add(NodeKind.PROGRAM)
    hands.settle()
    assert hands.faults() == ['"Program without a title: Requirements" is missing.']
    hands.type_in("title", "Arts honor")
    hands.add(NodeKind.REQUIREMENT)
    assert hands.workspace.form.cards[0].rows[0].field.name == "code"
