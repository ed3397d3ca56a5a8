"""Awarding on the page: asked before, one step, what needs a look only when it is ticked."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.services.awards.awarding import withdraw
from cte_desktop.services.awards.completers import CompleterLine, Standing
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.ui.completers.finding.award_dialog import AwardDialog
from cte_desktop.ui.completers.finding.panel import FindingPanel
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import FINDING
from cte_desktop.ui.completers.register.reason_dialog import ReasonDialog
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from tests.services.awards.people import YEAR
from tests.ui.hands import click, press, type_text

CLEAR = ["0001", "0006", "0010", "0011", "0012"]
ASKED = ["0004", "0005", "0008"]


@pytest.fixture
def panel(page: CompletersPage) -> FindingPanel:
    return cast("FindingPanel", page.part(FINDING))


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    notices: list[Notice] = []
    bench.notices.posted.connect(notices.append)
    return notices


def dialog_of(panel: FindingPanel) -> AwardDialog:
    (dialog,) = panel.findChildren(AwardDialog)
    return dialog


def awarded(desk: Desk) -> list[str]:
    found = find_completers(desk, YEAR).completed
    return [one.student.student_id for one in found if one.serial]


def ask_for_all(panel: FindingPanel) -> AwardDialog:
    click(panel.all_button)
    assert panel.award_button.text().strip() == "Award 8 pathways…"
    click(panel.award_button)
    return dialog_of(panel)


def test_only_what_is_clear_is_awarded_unless_the_rest_is_ticked(
    panel: FindingPanel, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    dialog = ask_for_all(panel)
    assert dialog.heading.text() == "Award 5 pathways?"
    assert dialog.who.text().startswith("Of 5 students.")
    assert "Núñez" in dialog.says.text()
    assert len(dialog.cases) == len(ASKED)
    steps = len(list_history(desk))
    click(dialog.award_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert awarded(desk) == CLEAR
    assert len(list_history(desk)) == steps + 1
    assert said[-1].text == "Awarded to 5 students."
    assert panel.figures.awarded.text() == "5 awarded"


def test_each_case_is_ticked_by_keyboard_or_all_together(
    panel: FindingPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    dialog = ask_for_all(panel)
    press(dialog.cases[1], Qt.Key.Key_Space)
    assert dialog.heading.text() == "Award 6 pathways?"
    assert not dialog.every.isChecked()
    dialog.every.click()
    assert dialog.heading.text() == "Award 8 pathways?"
    press(dialog.cases[0], Qt.Key.Key_Space)
    assert not dialog.every.isChecked()
    click(dialog.award_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert awarded(desk) == ["0001", "0005", "0006", "0008", "0010", "0011", "0012"]


def test_certificates_can_be_kept_back(
    panel: FindingPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    dialog = ask_for_all(panel)
    assert dialog.when.text().endswith("5 on graduation, 0 withheld.")
    dialog.withhold.click()
    assert dialog.when.text().endswith("0 on graduation, 5 withheld.")
    click(dialog.award_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    lines = panel.lists.models[0].shown_rows()
    kept = {line.student_id for line in lines if line.certificate and line.serial}
    assert kept == set(CLEAR)
    assert {line.certificate for line in lines if line.serial} == {"withheld"}


def test_undo_takes_all_back_and_redo_awards_anew(
    panel: FindingPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    click(ask_for_all(panel).award_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    undo, redo = bench.actions.action("undo"), bench.actions.action("redo")
    assert undo.text() == "Undo Award the pathways completed in 2026-27"
    undo.trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert awarded(desk) == []
    assert not undo.isEnabled()
    assert redo.text() == "Redo Award the pathways completed in 2026-27"
    redo.trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert awarded(desk) == CLEAR
    assert undo.text() == "Undo Award the pathways completed in 2026-27"


def test_the_message_takes_back_what_it_tells_of(
    panel: FindingPanel, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    click(ask_for_all(panel).award_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    said[-1].buttons[0].press()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert awarded(desk) == []
    assert not bench.actions.action("undo").isEnabled()


def test_cancel_awards_nothing(panel: FindingPanel, desk: Desk, bench: Workbench) -> None:
    dialog = ask_for_all(panel)
    press(dialog, Qt.Key.Key_Escape)
    assert bench.tasks.is_idle()
    assert awarded(desk) == []


def test_one_is_awarded_from_the_menu(
    panel: FindingPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    bench.actions.action("award_selected").trigger()
    click(dialog_of(panel).award_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert awarded(desk) == ["0001"]
    assert not bench.actions.action("award_selected").isEnabled()  # it is awarded now


def test_what_was_taken_back_needs_a_word_before_it_is_awarded_again(
    panel: FindingPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    click(ask_for_all(panel).award_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    serial = panel.lists.models[0].row_at(0).serial
    bench.refresh.tell(withdraw(desk, serial, "The wrong student."))
    qtbot.waitUntil(bench.tasks.is_idle)
    line = panel.lists.models[0].row_at(0)
    assert line.standing is Standing.TAKEN_BACK
    panel.lists.table().select_key(line.key)
    click(panel.award_button)
    dialog = [one for one in panel.findChildren(AwardDialog) if one.isVisible()][-1]
    assert not dialog.award_button.isEnabled()
    dialog.every.click()
    click(dialog.award_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "0001" in awarded(desk)


def test_an_award_is_taken_back_with_a_reason_from_the_list(
    panel: FindingPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    take_back = bench.actions.action("withdraw_award")
    assert not take_back.isEnabled()
    click(ask_for_all(panel).award_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    panel.lists.table().selectRow(0)
    assert take_back.isEnabled()
    take_back.trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    (dialog,) = panel.findChildren(ReasonDialog)
    type_text(dialog.reason, "The wrong student")
    click(dialog.end_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert awarded(desk) == CLEAR[1:]
    assert bench.actions.action("undo").text().startswith("Undo Take back the award")


def test_hundreds_of_cases_are_offered_little_by_little_and_ticked_at_once(qtbot: QtBot) -> None:
    line = CompleterLine("", "", "Rivera, Ana", "", 12, "", "Welding", "", Standing.LOOK_FIRST)
    dialog = AwardDialog([replace(line, uid=f"u{n}", student_id=f"{n}") for n in range(400)])
    qtbot.addWidget(dialog)
    dialog.every.click()
    assert dialog.heading.text() == "Award 400 pathways?"
    qtbot.waitUntil(lambda: len(dialog.cases) == 400)
    assert all(box.isChecked() for box in dialog.cases)
    press(dialog.cases[399], Qt.Key.Key_Space)
    assert dialog.heading.text() == "Award 399 pathways?"
    assert not dialog.every.isChecked()
