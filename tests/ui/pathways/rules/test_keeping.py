"""A draft outlasts the window: kept as it grows and when the window closes, and found again."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.rule_drafts import keep_draft, kept_draft
from cte_desktop.services.rules import documents, publish
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.pathways.rules.field_editors import LineEditor
from cte_desktop.ui.pathways.rules.publish_dialog import PublishDialog
from cte_desktop.ui.pathways.rules.view import PAGE, RulesView
from tests.ui.hands import click, type_text
from tests.ui.pathways.rules.editor_hands import HEALTH, EditorHands


def _opened_again(desk: Desk, bench: Workbench, qtbot: QtBot) -> EditorHands:
    """The editor as the next window shows it."""
    view = RulesView(desk, bench)
    qtbot.addWidget(view)
    bench.actions.open_page(PAGE)
    view.resize(1144, 660)
    view.show()
    view.activate()
    qtbot.waitUntil(lambda: view.workspace is not None)
    hands = EditorHands(view, bench, qtbot)
    hands.settle()
    return hands


def test_a_draft_is_kept_by_itself_and_is_no_step(hands: EditorHands, desk: Desk) -> None:
    steps = history.list_history(desk)
    hands.open(HEALTH)
    hands.type_in("credits", "7.5")
    hands.qtbot.waitUntil(lambda: kept_draft(desk) is not None)
    kept = kept_draft(desk)
    assert kept is not None
    assert kept.documents["graduation"]["set"][0]["subject"][6]["credits"] == 7.5
    assert set(kept.documents) == {"graduation"}
    assert history.list_history(desk) == steps
    hands.view.draft.undo()
    hands.qtbot.waitUntil(lambda: kept_draft(desk) is None)


def test_what_is_being_typed_when_the_window_closes_is_found_at_the_next_opening(
    hands: EditorHands, desk: Desk
) -> None:
    hands.view.activateWindow()
    hands.open(HEALTH)
    editor = hands.row("credits").editor
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    editor.line.selectAll()
    type_text(editor.line, "12")
    hands.view.close()
    hands.settle()
    again = _opened_again(desk, hands.bench, hands.qtbot)
    assert again.value(*HEALTH, "credits") == 12.0
    strip = again.workspace.strip
    assert strip.isVisible()
    assert strip.words.text() == "A draft of November 21, 2026 by A. Lee is open, not published."
    assert again.workspace.top.discard.isEnabled()


def test_a_draft_found_again_is_discarded_by_a_button_and_undo_brings_it_back(
    hands: EditorHands, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    rules = documents(desk)
    keep_draft(desk, {"ag": rules["ag"] | {"uc_years_before_senior_year": 9}})
    hands = _opened_again(desk, bench, qtbot)
    assert hands.value("ag", "uc_years_before_senior_year") == 9
    click(hands.workspace.strip.discard)
    assert not hands.workspace.strip.isVisible()
    assert not hands.view.draft.is_changed()
    qtbot.waitUntil(lambda: kept_draft(desk) is None)
    hands.view.draft.undo()
    qtbot.waitUntil(lambda: kept_draft(desk) is not None)
    assert hands.value("ag", "uc_years_before_senior_year") == 9


def test_a_draft_says_when_other_rules_came_into_force_since(
    hands: EditorHands, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    rules = documents(desk)
    keep_draft(desk, {"ag": rules["ag"] | {"uc_years_before_senior_year": 9}})
    publish(desk, {"ag": rules["ag"] | {"uc_years_before_senior_year": 10}})
    hands = _opened_again(desk, bench, qtbot)
    assert "Other rules came into force" in hands.workspace.strip.words.text()


def test_a_published_draft_is_kept_no_longer(hands: EditorHands, desk: Desk) -> None:
    hands.needs_ten_of_health()
    hands.qtbot.waitUntil(lambda: kept_draft(desk) is not None)
    click(hands.workspace.top.publish)
    click(hands.dialog(PublishDialog).publish)
    hands.settle()
    assert kept_draft(desk) is None


def test_a_document_that_is_not_drafted_follows_the_rules_in_force(
    hands: EditorHands, desk: Desk
) -> None:
    hands.open(HEALTH)
    hands.type_in("credits", "7.5")
    rules = documents(desk)
    hands.bench.refresh.tell(
        publish(desk, {"ag": rules["ag"] | {"uc_years_before_senior_year": 10}})
    )
    hands.settle()
    assert hands.value("ag", "uc_years_before_senior_year") == 10
    assert set(hands.view.draft.drafted()) == {"graduation"}
    assert not hands.workspace.strip.isVisible()
    hands.view.draft.undo()
    assert hands.value("ag", "uc_years_before_senior_year") == 10
    hands.view.draft.redo()
    other = rules["graduation"] | {"version": "2031"}
    hands.bench.refresh.tell(publish(desk, {"graduation": other}))
    hands.settle()
    assert "Other rules came into force" in hands.workspace.strip.words.text()
    assert hands.value(*HEALTH, "credits") == 7.5
