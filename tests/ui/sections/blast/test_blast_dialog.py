"""The window of the what-if: looking, filtering, choosing repairs, applying and taking it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.domain.audit.damage import Effect
from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.planning.sections.changes import ShrinkSection
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.services.planning import save_plan
from cte_desktop.services.sections.listing import section_line
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.sections.blast.blast_dialog import BlastDialog
from cte_desktop.ui.sections.blast.blast_rows import LEAVE, BlastRow
from cte_desktop.ui.sections.blast.change_form import Kind
from cte_desktop.ui.sections.page import SectionsPage
from tests.storage.digests import whole_digest
from tests.ui.hands import click, press, type_text
from tests.ui.sections.blast.scenes import ART, art_class
from tests.ui.sections.conftest import shown


@pytest.fixture
def art(desk: Desk) -> Section:
    return art_class(desk)[0]


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    notices: list[Notice] = []
    bench.notices.posted.connect(notices.append)
    return notices


@pytest.fixture
def whole_page(art: Section, bench: Workbench, desk: Desk, qtbot: QtBot) -> SectionsPage:
    page = shown(bench, desk, qtbot)
    bench.refresh.changed.connect(page.refresh)
    return page


@pytest.fixture
def dialog(whole_page: SectionsPage, art: Section, desk: Desk) -> BlastDialog:
    made = whole_page.what_if().open(art, desk.catalog())
    made.activateWindow()
    return made


def looked(dialog: BlastDialog, bench: Workbench, qtbot: QtBot) -> tuple[BlastRow, ...]:
    click(dialog.look_button)
    qtbot.waitUntil(lambda: dialog.radius() is not None and bench.tasks.is_idle())
    return dialog.students.rows()


def said_of(dialog: BlastDialog) -> str:
    return dialog.students.detail.said()


def applied(dialog: BlastDialog, bench: Workbench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.apply_button)
    qtbot.waitUntil(bench.tasks.is_idle)


def sections_of(desk: Desk, uid: str) -> set[str]:
    plan = open_case_of(desk, uid).plan
    assert plan is not None
    return {placement.section_id for placement in plan.placed}


def test_looking_says_in_words_whom_it_touches_and_stores_nothing(
    dialog: BlastDialog, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    before = whole_digest(desk.database)
    rows = looked(dialog, bench, qtbot)
    heading = dialog.students.heading.text()
    assert heading.startswith("Cancelling T-ART1 ")
    assert "touches 3 students: " in heading
    assert len(rows) == dialog.students.model.rowCount() == 3
    assert dialog.apply_button.accessibleName() == "Apply the change and 3 repairs"
    first = dialog.students.table.current_row()
    assert first == rows[0]
    assert rows[0].struck.because in said_of(dialog)
    assert "Before: " in said_of(dialog)
    assert "Graduation" in said_of(dialog)
    click(dialog.close_button)
    assert whole_digest(desk.database) == before


def test_another_question_about_the_same_students_is_told_anew(
    dialog: BlastDialog, bench: Workbench, qtbot: QtBot
) -> None:
    looked(dialog, bench, qtbot)
    assert "would not take place" in said_of(dialog)
    click(dialog.other_button)
    type_text(dialog.form.seats, "0")
    row = looked(dialog, bench, qtbot)[0]
    assert row.struck.because in said_of(dialog)
    assert "would not take place" not in said_of(dialog)
    assert dialog.students.heading.text().startswith("Leaving T-ART1 ")


def test_the_model_passes_the_testers(
    dialog: BlastDialog, bench: Workbench, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    looked(dialog, bench, qtbot)
    model = dialog.students.model
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    texts = [column.text(model.row_at(0)) for column in model.columns()]
    assert all(texts)


def test_the_figures_show_only_the_students_of_their_effect(
    dialog: BlastDialog, bench: Workbench, qtbot: QtBot
) -> None:
    type_text(dialog.form.seats, "2")
    rows = looked(dialog, bench, qtbot)
    model, switches = dialog.students.model, dialog.students.switches.switches
    holds = [row.uid for row in rows if row.struck.effect is Effect.NONE]
    assert len(holds) == 2
    assert switches[Effect.NONE].accessibleName() == "2 Plan still holds"
    press(switches[Effect.NONE], Qt.Key.Key_Space)
    assert [row.uid for row in model.shown_rows()] == holds
    dialog.students.table.select_key(holds[0])
    assert "The plan still holds" in said_of(dialog)
    press(switches[Effect.NONE], Qt.Key.Key_Space)
    assert model.rowCount() == 3
    empty = [one for effect, one in switches.items() if not dialog_count(dialog, effect)]
    assert empty
    assert not any(switch.isEnabled() for switch in empty)


def dialog_count(dialog: BlastDialog, effect: Effect) -> int:
    radius = dialog.radius()
    assert radius is not None
    return radius.counted[effect]


def test_applying_is_one_step_and_undo_gives_everything_back(
    dialog: BlastDialog, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    uids = [row.uid for row in looked(dialog, bench, qtbot)]
    steps = len(list_history(desk))
    applied(dialog, bench, qtbot)
    assert section_line(desk, ART).section.cancelled
    assert len(list_history(desk)) == steps + 1
    assert all(ART[1] not in sections_of(desk, uid) for uid in uids)
    assert said[-1].text == "Done: Cancel section T-ART1 (plans repaired: 3)."
    assert bench.actions.action("undo").text().startswith("Undo Cancel section T-ART1")
    said[-1].buttons[0].press()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert not section_line(desk, ART).section.cancelled
    assert all(ART[1] in sections_of(desk, uid) for uid in uids)


def test_space_leaves_a_plan_as_it_is_and_it_is_not_repaired(
    dialog: BlastDialog, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    rows = looked(dialog, bench, qtbot)
    table = dialog.students.table
    assert table.hasFocus()
    press(table, Qt.Key.Key_Space)
    assert dialog.students.rows()[0].choice == LEAVE
    assert dialog.students.detail.ways.buttons[-1].isChecked()
    assert dialog.apply_button.accessibleName() == "Apply the change and 2 repairs"
    assert "1 plan is left as it is." in dialog.students.words.text()
    assert "says what is wrong with it" in said_of(dialog)
    applied(dialog, bench, qtbot)
    assert ART[1] in sections_of(desk, rows[0].uid)
    assert ART[1] not in sections_of(desk, rows[1].uid)


def test_another_way_is_chosen_with_the_arrows_and_applied(
    dialog: BlastDialog, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    uid = looked(dialog, bench, qtbot)[0].uid
    row = dialog.students.rows()[0]
    assert len(row.ways) > 1  # more were looked for when the student was shown
    buttons = dialog.students.detail.ways.buttons
    names = [button.accessibleName() for button in buttons]
    assert names[0] == f"{row.ways[0].text} (proposed)"
    assert names[-1] == "Leave the plan as it is"
    qtbot.waitUntil(buttons[-1].isVisible)
    buttons[0].setFocus()
    press(buttons[0], Qt.Key.Key_Down)
    assert dialog.students.rows()[0].choice == 1
    assert buttons[1].hasFocus()
    qtbot.waitUntil(bench.tasks.is_idle)
    table = dialog.students.model
    assert table.columns()[-1].text(table.row_at(0)) == row.ways[1].text
    assert "After: " in said_of(dialog)
    applied(dialog, bench, qtbot)
    assert open_case_of(desk, uid).plan == row.ways[1].plan


def test_a_click_on_the_words_of_a_way_chooses_it(
    dialog: BlastDialog, bench: Workbench, qtbot: QtBot
) -> None:
    looked(dialog, bench, qtbot)
    button = dialog.students.detail.ways.buttons[-1]
    line = button.parentWidget()
    assert line is not None
    words = next(part for part in line.findChildren(QLabel) if part.text())
    click(words)
    assert button.isChecked()
    assert dialog.students.rows()[0].choice == LEAVE


def test_a_plan_changed_meanwhile_is_kept_apart_and_named(
    dialog: BlastDialog, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    rows = looked(dialog, bench, qtbot)
    plan = rows[0].struck.before
    assert plan is not None
    save_plan(desk, replace(plan, name="Plan B"), "edit_plan")
    bench.refresh.tell(Changes(frozenset({"plans"}), frozenset({rows[0].uid})))
    assert dialog.stale.isVisible()
    assert dialog.again_button.isVisible()
    applied(dialog, bench, qtbot)
    assert said[-1].tone == "warning"
    assert rows[0].struck.name in said[-1].text
    assert "changed meanwhile" in said[-1].text
    assert ART[1] in sections_of(desk, rows[0].uid)
    assert ART[1] not in sections_of(desk, rows[1].uid)


def test_looking_is_cancelled_and_the_question_stands_again(
    dialog: BlastDialog, bench: Workbench, qtbot: QtBot
) -> None:
    dialog.look()
    assert dialog.close_button.text() == "Cancel"
    click(dialog.close_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.isVisible()
    assert dialog.radius() is None
    assert dialog.form.isVisible()
    assert dialog.close_button.text() == "Close"


def test_applying_is_cancelled_and_nothing_is_kept(
    dialog: BlastDialog, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    looked(dialog, bench, qtbot)
    before = whole_digest(desk.database)
    click(dialog.apply_button)
    assert dialog.close_button.text() == "Cancel"
    click(dialog.close_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert whole_digest(desk.database) == before
    assert dialog.students.isVisible()
    assert dialog.close_button.text() == "Only look"


def test_enter_opens_the_plan_and_the_window_stays(
    dialog: BlastDialog, bench: Workbench, qtbot: QtBot
) -> None:
    rows = looked(dialog, bench, qtbot)
    opened: list[str] = []
    bench.requests.student_requested.connect(opened.append)
    press(dialog.students.table, Qt.Key.Key_Return)
    click(dialog.students.detail.open_button)
    assert opened == [rows[0].uid, rows[0].uid]
    assert dialog.isVisible()


def test_a_change_that_touches_nobody_can_still_be_made(
    dialog: BlastDialog, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    type_text(dialog.form.seats, "33")
    looked(dialog, bench, qtbot)
    click(dialog.other_button)
    assert dialog.form.isVisible()
    assert dialog.form.change() == ShrinkSection(ART, 33)
    looked(dialog, bench, qtbot)
    assert dialog.apply_button.accessibleName() == "Apply the change alone"
    applied(dialog, bench, qtbot)
    assert section_line(desk, ART).section.seats == 33
    assert said[-1].text.startswith("Done: Leave section T-ART1 only 33 seats")


def test_a_course_is_retired_from_the_same_window(
    dialog: BlastDialog, bench: Workbench, qtbot: QtBot
) -> None:
    dialog.form.choose(Kind.RETIRE)
    rows = looked(dialog, bench, qtbot)
    assert "Retiring " in dialog.students.heading.text()
    assert len(rows) >= 3
