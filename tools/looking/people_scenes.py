"""Pictures of the people of a database: who signs in, the list, and the dialogs about them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.desk import open_desk
from cte_desktop.services.people.changing import add_person
from cte_desktop.services.people.listing import caseload_names
from cte_desktop.services.protection import set_passphrase
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from cte_desktop.ui.settings.page import SettingsPage
from cte_desktop.ui.settings.people.own_passphrase_dialog import OwnPassphraseDialog
from cte_desktop.ui.settings.people.person_dialog import PersonDialog
from tools.looking.stage import CLOCK, Stage, Variant, staged, wait_until

_STUDENTS = 90
_OWNERS = "kiln orbit velvet sand"
_ANA = "pearl anchor moss seven"


def people_pictures(application: QApplication, out: Path, variant: Variant, folder: Path) -> None:
    """Take the pictures of a small district with a handful of people."""
    file = _staffed(folder / "people.cte")
    with staged(application, out, variant, file) as stage:
        panel = stage.wait_for(UnlockPanel)
        panel.field.setText("not the right one")
        panel.unlock.click()
        wait_until(lambda: stage.program.window.findChild(UnlockPanel) is not panel)
        panel = stage.wait_for(UnlockPanel)
        stage.grab("people-sign-in")
        panel.who.setCurrentIndex(panel.who.findData("Ana Alvarez"))
        panel.field.setText(_ANA)
        panel.unlock.click()
        wait_until(lambda: stage.program.desk is not None)
        _settings_pictures(stage)


def _settings_pictures(stage: Stage) -> None:
    stage.program.window.open_page("settings")
    page = stage.wait_for(SettingsPage)
    page.open_section(page.people)
    stage.rest()
    page.people.table.focus_first()
    stage.grab("people-list")
    page.people.ask_new()
    dialog = stage.wait_for(PersonDialog)
    dialog.name.setText("Sam Ortiz")
    dialog.passphrase.first.setText("seven tall quiet herons")
    dialog.passphrase.again.setText("seven tall")
    stage.grab("people-new", dialog)
    dialog.reject()
    page.people.ask_change()
    dialog = stage.wait_for(PersonDialog)
    dialog.role.setCurrentIndex(dialog.role.findData(Role.REGISTRAR.value))
    stage.grab("people-change", dialog)
    dialog.reject()
    page.people.ask_own()
    own = stage.wait_for(OwnPassphraseDialog)
    stage.grab("people-own-passphrase", own)
    own.reject()


def _staffed(file: Path) -> Path:
    if file.exists():
        return file
    make_sample_district(file, CLOCK, students=_STUDENTS)
    desk = open_desk(file, None, CLOCK, actor="", writable=True)
    bring_up_to_date(desk)  # else every picture would wait for the figures behind it
    set_passphrase(desk, "", _OWNERS)
    first, *others = caseload_names(desk)
    add_person(desk, "Ana Alvarez", Role.ADMINISTRATOR, "", _ANA)
    add_person(desk, first, Role.COUNSELOR, first, "eight or more")
    add_person(desk, "Carl Chen", Role.COUNSELOR, (others or [first])[0], "eight or more")
    add_person(desk, "Rita Roth", Role.REGISTRAR, "", "eight or more")
    add_person(desk, "Front office", Role.READER, "", "eight or more")
    desk.close()
    return file
