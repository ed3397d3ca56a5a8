"""Publishing keys and joining those of another laptop, by its windows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.exchange.certificates.key_lists import read_key_list, write_key_list
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.history import list_history
from cte_desktop.services.settings import change_setting
from cte_desktop.services.verifying.key_lists import known_lists
from cte_desktop.services.verifying.verification import export_public_keys
from cte_desktop.ui.completers.verifying.join_dialog import JoinDialog
from cte_desktop.ui.completers.verifying.keys_dialog import CHECKER, LIST, KeysDialog
from cte_desktop.ui.completers.verifying.offers import offer_verifying
from cte_desktop.ui.completers.verifying.verify_dialog import VerifyDialog
from cte_desktop.ui.page import Workbench
from tests.exchange.certificates.signing import FOREIGN, FOREIGN_KEYS
from tests.services.awards.people import CLOCK
from tests.ui.completers.register.test_deeds import opened
from tests.ui.hands import click


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Path]:
    """The list of another laptop of the same district."""
    desk = new_district(tmp_path / "other.cte", None, CLOCK, actor="B. Cruz")
    change_setting(desk, "district_name", "Hart")
    yield export_public_keys(desk, tmp_path / "other.json").file
    desk.close()


@pytest.fixture
def dialog(desk: Desk, bench: Workbench, qtbot: QtBot) -> KeysDialog:
    made = KeysDialog(desk, bench)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(bench.tasks.is_idle)
    return made


def rest(bench: Workbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.tasks.is_idle)


def test_the_list_and_the_checker_page_are_written(
    dialog: KeysDialog, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    assert "no key yet" in dialog.words.text()
    dialog.export(LIST, tmp_path / LIST)
    rest(bench, qtbot)
    assert len(read_key_list((tmp_path / LIST).read_bytes()).keys) == 1
    (line,) = dialog.model.shown_rows()
    assert line.fingerprint in dialog.words.text()
    dialog.export(CHECKER, tmp_path / CHECKER)
    rest(bench, qtbot)
    assert (tmp_path / CHECKER).read_text(encoding="utf-8").startswith("<!")


def test_a_list_is_joined_after_its_fingerprint_was_compared(
    dialog: KeysDialog, other: Path, desk: Desk, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.look_at(other)
    asked = opened(JoinDialog, qtbot)
    assert not asked.join_button.isEnabled()
    click(asked.compared)
    asked.compared.setChecked(True)
    click(asked.join_button)
    rest(bench, qtbot)
    assert [one.is_own for one in known_lists(desk)] == [False]
    assert len(dialog.model.shown_rows()) == 1
    assert list_history(desk)[0].text.startswith("Join the keys of ")
    dialog.export(LIST, tmp_path / LIST)
    rest(bench, qtbot)
    assert len(json.loads((tmp_path / LIST).read_bytes())["lists"]) == 2
    dialog.look_at(other)
    again = opened(JoinDialog, qtbot)
    assert again.windowTitle() == "Nothing new"
    assert not again.join_button.isVisible()


def test_a_foreign_or_damaged_list_is_refused_with_a_sentence(
    dialog: KeysDialog, other: Path, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.json"
    foreign.write_bytes(write_key_list(FOREIGN_KEYS, FOREIGN))
    other.write_bytes(other.read_bytes().replace(b"Hart", b"Hurt"))
    for file, said in ((foreign, "Another District"), (other, "was changed or is damaged")):
        dialog.look_at(file)
        refused = opened(JoinDialog, qtbot)
        assert refused.windowTitle() == "This list is not joined"
        assert said in refused.accessibleDescription()
        assert "Nothing was joined." in refused.accessibleDescription()
        refused.close()
        refused.deleteLater()
        qtbot.wait(1)
    assert known_lists(desk) == ()


def test_the_actions_are_offered_everywhere(
    desk: Desk, bench: Workbench, dialog: KeysDialog, qtbot: QtBot
) -> None:
    offer_verifying(bench, desk, dialog)
    bench.actions.action("verify_certificate").trigger()
    checking = opened(VerifyDialog, qtbot)
    rest(bench, qtbot)
    assert not checking.isModal()
    bench.actions.action("export_public_keys").trigger()
    rest(bench, qtbot)
    assert bench.actions.action("join_key_lists").isEnabled()
