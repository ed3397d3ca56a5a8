"""Taking back, revoking, issuing anew, withholding and printing from the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.services.awards.registering import RegisterLine, register
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.importing import import_paths
from cte_desktop.system.clock import Clock
from cte_desktop.ui.completers.register.panel import RegisterPanel
from cte_desktop.ui.completers.register.reason_dialog import ReasonDialog
from cte_desktop.ui.completers.register.reissue_dialog import ReissueDialog
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.services.awards.people import let_everybody_graduate
from tests.ui.hands import click, press, type_text

Dialog = TypeVar("Dialog", bound=QDialog)


def opened(kind: type[Dialog], qtbot: QtBot) -> Dialog:
    """The dialog of that kind, once it is there."""

    def there() -> list[Dialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(there()))
    return there()[0]


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    """What the program said."""
    told: list[Notice] = []
    bench.notices.posted.connect(told.append)
    return told


@pytest.fixture
def first(panel: RegisterPanel) -> RegisterLine:
    """The entry that is chosen."""
    line = panel.side.line()
    assert line is not None
    return line


def state(desk: Desk, serial: str) -> AwardState:
    return next(line.state for line in register(desk) if line.serial == serial)


def rest(bench: Workbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.tasks.is_idle)


def test_an_award_is_taken_back_with_a_reason_and_undone(
    panel: RegisterPanel,
    first: RegisterLine,
    said: list[Notice],
    awarded: Desk,
    bench: Workbench,
    qtbot: QtBot,
) -> None:
    bench.actions.action("withdraw_award").trigger()
    dialog = opened(ReasonDialog, qtbot)
    assert not dialog.end_button.isEnabled()
    type_text(dialog.reason, "  awarded by  mistake")
    press(dialog.reason, Qt.Key.Key_Return)
    rest(bench, qtbot)
    assert state(awarded, first.serial) is AwardState.WITHDRAWN
    last = panel.model.shown_rows()[-1]
    assert (last.reason, last.actor) == ("awarded by mistake", "A. Lee")
    assert not panel.side.can("withdraw")
    assert not bench.actions.action("withdraw_award").isEnabled()
    said[-1].buttons[0].press()
    rest(bench, qtbot)
    assert len([x for x in register(awarded) if x.state is AwardState.IN_FORCE]) == 8


def test_revoking_is_for_good_and_its_reason_names_nobody(
    panel: RegisterPanel,
    first: RegisterLine,
    said: list[Notice],
    awarded: Desk,
    bench: Workbench,
    qtbot: QtBot,
) -> None:
    click(panel.side.buttons["revoke"])
    dialog = opened(ReasonDialog, qtbot)
    assert "published" in dialog.accessibleDescription()
    type_text(dialog.reason, "wrong name for ana")
    assert dialog.warning.isVisible()
    dialog.reason.clear()
    type_text(dialog.reason, "printed with a wrong name")
    assert not dialog.warning.isVisible()
    press(dialog.reason, Qt.Key.Key_Return)
    assert dialog.isVisible()  # for good only by its button
    click(dialog.end_button)
    rest(bench, qtbot)
    assert state(awarded, first.serial) is AwardState.REVOKED
    assert said[-1].text == (
        f"{first.serial} is revoked. Export the keys again, so that others are told."
    )
    assert [button.text for button in said[-1].buttons] == ["Export keys…"]
    assert panel.side.can("reissue")
    assert not panel.side.can("print")


def test_a_day_that_was_moved_because_the_clock_was_set_back_is_told(
    panel: RegisterPanel,
    said: list[Notice],
    awarded: Desk,
    bench: Workbench,
    qtbot: QtBot,
) -> None:
    last = awarded.today()
    awarded.clock = awarded.database.clock = Clock(date(2026, 8, 5))
    bench.actions.action("withdraw_award").trigger()
    dialog = opened(ReasonDialog, qtbot)
    type_text(dialog.reason, "awarded by mistake")
    press(dialog.reason, Qt.Key.Key_Return)
    rest(bench, qtbot)
    assert panel.model.shown_rows()[-1].issued_on == last
    assert said[-1].text.startswith("The clock was set back: the register goes on with June 25")


def test_backing_out_of_a_reason_changes_nothing(
    panel: RegisterPanel, awarded: Desk, qtbot: QtBot
) -> None:
    click(panel.side.buttons["revoke"])
    dialog = opened(ReasonDialog, qtbot)
    type_text(dialog.reason, "x")
    press(dialog, Qt.Key.Key_Escape)
    assert len(register(awarded)) == 8


def test_a_certificate_is_issued_anew_after_its_changes_were_shown(
    panel: RegisterPanel,
    first: RegisterLine,
    said: list[Notice],
    awarded: Desk,
    bench: Workbench,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    file = tmp_path / "students.csv"
    head = "student_id,last_name,first_name,grade_level,school,graduation_year\n"
    file.write_text(f"{head}0001,Peña,Ana,12,VL,2027\n", encoding="utf-8")
    import_paths(awarded, (file,))
    bench.actions.action("reissue_certificate").trigger()
    dialog = opened(ReissueDialog, qtbot)
    assert "Legal name: Ana 0001 Núñez → Ana Peña" in dialog.changes.texts()
    assert "comes with the next import" in dialog.follows.text()
    click(dialog.issue_button)
    rest(bench, qtbot)
    new = panel.model.shown_rows()[-1]
    assert (new.refers_to, new.decided.legal_name) == (first.serial, "Ana Peña")
    assert said[-1].text.startswith(f"{new.serial} takes the place of {first.serial}.")


def test_a_certificate_before_graduation_says_so_above_its_preview(
    panel: RegisterPanel, awarded: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    click(panel.side.buttons["print"])
    preview = opened(PrintPreview, qtbot)
    assert "has not graduated yet" in preview._note.text()
    preview.close()
    rest(bench, qtbot)
    let_everybody_graduate(awarded)
    click(panel.side.buttons["print"])
    preview = opened(PrintPreview, qtbot)
    assert not preview._note.text()
    preview.close()


def test_what_is_not_completed_any_more_is_not_issued_anew(
    panel: RegisterPanel, awarded: Desk, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "record.csv"
    head = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
    file.write_text(f"{head}0001,2026-27,fall,SM2,D,5,5,VL\n", encoding="utf-8")
    import_paths(awarded, (file,))
    click(panel.side.buttons["reissue"])
    dialog = opened(ReissueDialog, qtbot)
    assert not dialog.issue_button.isVisible()
    assert "is not completed" in dialog.follows.text()
    press(dialog, Qt.Key.Key_Escape)
    rest(bench, qtbot)
    assert len(register(awarded)) == 8


def test_a_certificate_is_withheld_and_released(
    panel: RegisterPanel,
    first: RegisterLine,
    said: list[Notice],
    bench: Workbench,
    qtbot: QtBot,
) -> None:
    button = panel.side.buttons["withhold"]
    for name, then in (("Withhold", "in force, withheld"), ("Release", "in force")):
        assert button.accessibleName() == name
        click(button)
        rest(bench, qtbot)
        assert panel.side.stands.text() == f"{first.serial}: {then}"
        assert [one.text for one in said[-1].buttons] == ["Undo"]


def test_a_certificate_and_the_register_are_previewed_kept_and_logged(
    panel: RegisterPanel, awarded: Desk, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    click(panel.side.buttons["print"])
    preview = opened(PrintPreview, qtbot)
    preview._save(tmp_path / "c.pdf")
    rest(bench, qtbot)
    assert panel.findChildren(PrintPreview) == []  # a copy is made anew and says Reprint
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    assert panel.model.shown_rows()[0].printed_on is not None
    assert "June 25, 2027: first printed or saved" in panel.side.texts()
    click(panel.print_button)
    preview = opened(PrintPreview, qtbot)
    assert not preview.save_button.isEnabled()  # who receives it was not said yet
    preview._save(tmp_path / "r.pdf")
    rest(bench, qtbot)
    logged = [line.what for line in list_disclosures(awarded)]
    assert logged[:2] == [
        "Register of certificates",
        "Certificate of completion",
    ]
