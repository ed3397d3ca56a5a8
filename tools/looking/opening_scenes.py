"""Pictures of everything before the pages: start, passphrase, recovery code, faults."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from cte_desktop.services.desk import open_desk
from cte_desktop.services.districts import new_district
from cte_desktop.ui.home.page import HomePage
from cte_desktop.ui.opening.assistant.dialog import Assistant
from cte_desktop.ui.opening.fault_panel import FaultPanel
from cte_desktop.ui.opening.recovery_dialog import RecoveryDialog
from cte_desktop.ui.opening.start_panel import StartPanel
from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from cte_desktop.ui.students.page import StudentsPage
from tools.looking.stage import CLOCK, Stage, Variant, staged, wait_until
from tools.looking.start_scenes import start_pictures

PASSPHRASE = "kiln orbit velvet sand moss"  # noqa: S105 - of a throw-away database


def opening_pictures(application: QApplication, out: Path, variant: Variant, folder: Path) -> None:
    """Take all pictures of the opening; `folder` is for databases of their own."""
    locked = folder / "valencia.cte"
    if not locked.exists():
        new_district(locked, PASSPHRASE, CLOCK, actor="A. Lee").close()
    _start_and_new(application, out, variant, folder / variant.name)
    with staged(application, out, variant, locked) as stage:
        panel = stage.wait_for(UnlockPanel)
        stage.grab("opening-passphrase")
        panel.field.setText("not this one")
        panel.unlock.click()
        wait_until(lambda: stage.program.window.findChild(UnlockPanel) is not panel)
        stage.grab("opening-wrong-passphrase")
        stage.wait_for(UnlockPanel).recovery_wanted.emit()
        dialog = stage.wait_for(RecoveryDialog)
        stage.grab("opening-recovery-dialog", dialog)
        dialog.close()
    with staged(application, out, variant, folder / "gone.cte") as stage:
        stage.wait_for(FaultPanel)
        stage.grab("opening-missing")
    writer = open_desk(locked, PASSPHRASE, CLOCK, actor="", writable=True)
    with staged(application, out, variant, locked) as stage:
        panel = stage.wait_for(UnlockPanel)
        panel.field.setText(PASSPHRASE)
        panel.unlock.click()
        stage.wait_for(FaultPanel)
        stage.grab("opening-locked-by-another")
    writer.close()
    start_pictures(application, out, variant, folder)


def _start_and_new(application: QApplication, out: Path, variant: Variant, folder: Path) -> None:
    with staged(application, out, variant) as stage:
        stage.wait_for(StartPanel).new.click()
        stage.grab("opening-start")
        _walk(stage, stage.wait_for(Assistant), folder)
        stage.rest()
        stage.program.window.open_page("home")
        stage.wait_for(HomePage)
        stage.grab("home-empty")
        stage.program.window.open_page("students")
        stage.wait_for(StudentsPage)
        stage.grab("students-empty")
        stage.program.window.open_page("plan")
        stage.grab("plan-empty")


def _walk(stage: Stage, dialog: Assistant, folder: Path) -> None:
    """Go through the assistant, with a picture of every step."""
    dialog.school.school.setCurrentText("Valencia High")
    stage.grab("opening-assistant-school", dialog)
    dialog.forward.click()
    dialog.passphrase.place.setText(str(folder / "district.cte"))
    fields = dialog.passphrase.passphrase
    fields.first.setText("kiln orbit velvet sand")
    fields.again.setText("kiln orb")
    stage.grab("opening-assistant-passphrase", dialog)
    fields.first.setText(PASSPHRASE)
    fields.again.setText(PASSPHRASE)
    dialog.forward.click()
    stage.grab("opening-assistant-check", dialog)
    dialog.forward.click()
    wait_until(lambda: dialog.card is not None)
    stage.grab("opening-recovery-code", dialog)
    card = dialog.card
    if card is not None:
        card.go_on.setEnabled(True)
        card.go_on.click()
    stage.grab("opening-assistant-next", dialog)
    dialog.next_step.look.click()
