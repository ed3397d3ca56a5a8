"""A window that somebody opened with a passphrase of their own: only theirs unlocks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.people.changing import add_person
from cte_desktop.ui.locking.locker import Locker
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.tasks import Tasks
from tests.ui import districts
from tests.ui.hands import press, type_text
from tests.ui.locking.conftest import PASSPHRASE
from tests.ui.locking.test_locker import lock, unlock

OWN = "seven quiet doors and boats"


@pytest.fixture
def desk(protected_file: Path, tmp_path: Path, tasks: Tasks, quick_keys: None) -> Iterator[Desk]:
    """The protected district, opened by its registrar."""
    file = districts.copied(protected_file, tmp_path / "district")
    owner = open_desk(file, PASSPHRASE, districts.CLOCK, actor="A. Lee", writable=True)
    add_person(owner, "R. Paz", Role.REGISTRAR, "", OWN)
    owner.close()
    made = open_desk(file, OWN, districts.CLOCK, actor="A. Lee", writable=True, name="R. Paz")
    yield made
    tasks.finish()
    made.close()


def test_it_names_the_person_and_takes_their_passphrase_alone(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    lock(locker, window)
    panel = locker.panel
    assert panel is not None
    words = [label.text() for label in panel.findChildren(QLabel)]
    assert "The passphrase of R. Paz shows everything again." in words
    type_text(panel.field, PASSPHRASE)
    press(panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.said.isVisible)
    assert locker.is_locked()
    unlock(locker, qtbot, OWN)
