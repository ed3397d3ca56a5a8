"""The part Protection: what is shown, what the dialogs ask, and that a code is seen once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.services import protection
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.storage import tries
from cte_desktop.storage.database import Database
from cte_desktop.system.errors import KnownError
from cte_desktop.system.settings import Value
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.program_settings import ProgramSettings
from cte_desktop.ui.settings.page import SettingsPage
from cte_desktop.ui.settings.protection.dialog import PassphraseDialog
from cte_desktop.ui.settings.protection.panel import ProtectionPanel
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from cte_desktop.ui.widgets.strength import LEAST_LENGTH
from tests.ui.districts import CLOCK
from tests.ui.hands import click, press

pytestmark = pytest.mark.usefixtures("quick_keys")

OLD, NEW = "maple river eleven boats", "seven quiet doors"


class Stage:
    """The page over a database, with what was said and which settings were kept."""

    def __init__(self, desk: Desk, bench: Workbench, qtbot: QtBot) -> None:
        self.desk = desk
        self.bench = bench
        self.kept: dict[str, Value] = {}
        self.saved = 0
        self.said: list[Notice] = []
        self._qtbot = qtbot
        bench.notices.posted.connect(self.said.append)
        self.page = SettingsPage(desk, bench, ProgramSettings(self.kept, self._save))
        bench.refresh.changed.connect(self.page.refresh)
        self.page.resize(1000, 700)
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.open_section(self.page.protection)
        self.page.activate()
        self.rest()

    @property
    def panel(self) -> ProtectionPanel:
        return self.page.protection

    def rest(self) -> None:
        self._qtbot.waitUntil(self.bench.tasks.is_idle)

    def dialog(self) -> PassphraseDialog:
        assert self.panel.dialog is not None
        return self.panel.dialog

    def fill(self, old: str = "", new: str = "") -> PassphraseDialog:
        dialog = self.dialog()
        if dialog.old is not None:
            dialog.old.setText(old)
        if dialog.new is not None:
            dialog.new.first.setText(new)
            dialog.new.again.setText(new)
        click(dialog.do_it)
        self.rest()
        return dialog

    def _save(self) -> None:
        self.saved += 1


def _stage(file: Path, passphrase: str | None, bench: Workbench, qtbot: QtBot) -> Iterator[Stage]:
    Database.create(file, passphrase, clock=CLOCK).close()
    desk = open_desk(file, passphrase, CLOCK, actor="A. Lee", writable=True)
    yield Stage(desk, bench, qtbot)
    bench.tasks.finish()
    desk.close()
    tries._here.clear()


@pytest.fixture
def unprotected(tmp_path: Path, bench: Workbench, qtbot: QtBot) -> Iterator[Stage]:
    yield from _stage(tmp_path / "moved.cte", None, bench, qtbot)


@pytest.fixture
def protected(tmp_path: Path, bench: Workbench, qtbot: QtBot) -> Iterator[Stage]:
    yield from _stage(tmp_path / "district.cte", OLD, bench, qtbot)


def test_without_a_passphrase_it_is_said_and_setting_one_shows_the_code_once(
    unprotected: Stage, qtbot: QtBot
) -> None:
    panel = unprotected.panel
    assert "whoever has the files" in panel.passphrase.state.text()
    assert panel.passphrase.set_it.isVisible()
    assert not panel.code.renew.isVisible()
    unprotected.desk.database.back_up("manual")
    click(panel.passphrase.set_it)
    dialog = unprotected.dialog()
    assert dialog.old is None
    assert not dialog.do_it.isEnabled()
    unprotected.fill(new=NEW)
    card = dialog.card
    assert card is not None
    code = card.code.text().replace("\n", "")
    press(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    assert not card.go_on.isEnabled()
    card.sure.setChecked(True)
    with qtbot.waitSignal(dialog.finished):
        click(card.go_on)
    unprotected.rest()
    assert len(code.split("-")) == 9
    assert panel.passphrase.change.isVisible()
    assert "since November" in panel.passphrase.state.text()
    assert "1 backup was made before" in panel.passphrase.left.text()


def test_open_backups_are_destroyed_when_the_person_says_so(
    unprotected: Stage, qtbot: QtBot
) -> None:
    before = unprotected.desk.database.back_up("manual").path
    protection.set_passphrase(unprotected.desk, "", NEW)
    panel = unprotected.panel
    panel.read()
    unprotected.rest()
    click(panel.passphrase.destroy_them)
    asked = unprotected.page.window().findChild(QuestionDialog)
    assert asked is not None
    asked.answered.emit("")
    unprotected.rest()
    assert before.exists()
    asked.answered.emit("destroy")
    unprotected.rest()
    asked.close()
    unprotected.rest()
    assert not before.exists()
    assert unprotected.said[-1].text == "1 backup was destroyed."
    assert not panel.passphrase.left.isVisible()


def test_the_passphrase_is_changed_after_a_wrong_try(protected: Stage) -> None:
    panel = protected.panel
    assert panel.passphrase.state.text() == "A passphrase protects this database."
    click(panel.passphrase.change)
    dialog = protected.fill("not this one", NEW)
    assert "not the passphrase" in dialog.said.text()
    assert dialog.do_it.isEnabled()
    protected.fill(OLD, NEW)
    assert protected.panel.dialog is None
    assert "old one" in protected.said[-1].text
    protection.confirm(protected.desk, NEW)
    with pytest.raises(KnownError):
        protection.confirm(protected.desk, OLD)


def test_a_new_recovery_code_is_made_by_who_knows_the_passphrase(protected: Stage) -> None:
    click(protected.panel.code.renew)
    dialog = protected.fill(OLD)
    assert dialog.card is not None
    dialog.card.kept.emit()
    protected.rest()
    assert protected.panel.code.state.text().startswith("Made on November")


def test_a_dialog_that_was_cancelled_changes_nothing(protected: Stage) -> None:
    click(protected.panel.passphrase.change)
    protected.dialog().reject()
    protected.rest()
    assert protected.panel.dialog is None
    protection.confirm(protected.desk, OLD)


def test_without_a_keychain_nothing_is_offered(protected: Stage) -> None:
    assert not protected.panel.keychain.remember.isVisible()
    assert not protected.panel.keychain.forget.isVisible()
    assert "no keychain" in protected.panel.keychain.words.text()


def test_the_minutes_until_the_lock_are_kept(protected: Stage) -> None:
    box = protected.panel.lock.minutes
    assert box.currentData() == 10
    box.setCurrentIndex(box.count() - 1)
    assert protected.kept == {"lock_after_minutes": 15}
    assert protected.saved == 1
    protected.panel.read()
    protected.rest()
    assert box.currentText() == "15 minutes"


def test_the_field_asks_for_as_many_letters_as_the_services_do() -> None:
    assert LEAST_LENGTH == protection.LEAST_LENGTH
