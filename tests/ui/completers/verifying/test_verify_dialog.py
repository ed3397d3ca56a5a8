"""Verifying certificates in the window: pasted, dropped and chosen, with whose keys one likes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from pytestqt.qtbot import QtBot

from cte_desktop.exchange.certificates.key_lists import write_key_list
from cte_desktop.services.awards.awarding import award, revoke
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.registering import register
from cte_desktop.services.desk import Desk
from cte_desktop.services.printing import Disclosure, Whom, print_to
from cte_desktop.ui.completers.verifying.verify_dialog import VerifyDialog
from cte_desktop.ui.page import Workbench
from tests.exchange.certificates.signing import FOREIGN, FOREIGN_KEYS, code
from tests.services.awards.people import YEAR
from tests.ui.hands import click, press, type_text


@pytest.fixture
def papers(desk: Desk, tmp_path: Path) -> Path:
    """All certificates in one PDF; the first of them is revoked afterwards."""
    award(desk, find_completers(desk, YEAR).open)
    out = tmp_path / "certificates.pdf"
    print_to(desk, "certificate", Whom(), out, Disclosure(), before_graduation=True)
    revoke(desk, register(desk)[0].serial, "printed with a wrong name")
    return out


@pytest.fixture
def dialog(desk: Desk, bench: Workbench, qtbot: QtBot) -> VerifyDialog:
    made = VerifyDialog(desk, bench)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(bench.tasks.is_idle)
    return made


def rest(bench: Workbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.tasks.is_idle, timeout=20_000)


def test_every_certificate_of_a_pdf_has_its_answer(
    dialog: VerifyDialog, papers: Path, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    dialog.check_file(papers)
    rest(bench, qtbot)
    answers = dialog.answers()
    assert [one.tone for one in answers] == ["must_fix", *["met"] * 7]
    assert answers[0].name == "Revoked: no longer valid"
    assert "printed with a wrong name" in answers[0].sentence
    assert [one.serial for one in answers] == [line.serial for line in register(desk)][:8]
    assert dialog.words.text() == "8 certificates looked at, 7 genuine."
    assert dialog.table.isVisible()
    assert dialog.table.named() == {one.serial for one in answers}  # for the log, when it is saved
    press(dialog.table, Qt.Key.Key_Down)
    assert "Genuine" in dialog.card.accessibleName()
    assert "Name: Ana 0004 Núñez" in dialog.card.accessibleName()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hello", "Not shown to be genuine"),
        ("CTE1.abc", "Not shown to be genuine"),
        ("2027-K7QM-00042-P", "Not known here"),
        ("2027-K7QM-00042-V", "No serial number"),
    ],
)
def test_what_is_typed_is_answered_by_enter(
    dialog: VerifyDialog, bench: Workbench, qtbot: QtBot, typed: str, name: str
) -> None:
    assert not dialog.check_button.isEnabled()
    type_text(dialog.code, typed)
    press(dialog.code, Qt.Key.Key_Return)
    rest(bench, qtbot)
    (answer,) = dialog.answers()
    assert (answer.name, answer.tone) == (name, "warning")
    assert answer.sentence
    assert dialog.card.isVisible()
    assert not dialog.table.isVisible()


def test_a_serial_is_looked_up_in_the_register(
    dialog: VerifyDialog, papers: Path, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    first, second, *_ = register(desk)
    for serial, name in ((second.serial, "In force"), (first.serial, "Revoked: no longer valid")):
        dialog.code.setPlainText(f" {serial.lower()} ")
        click(dialog.check_button)
        rest(bench, qtbot)
        (answer,) = dialog.answers()
        assert answer.name == name
        assert "A serial number alone proves nothing" in answer.sentence
        assert ("Serial number", serial) in answer.facts
    assert "printed with a wrong name" in answer.sentence


def test_the_keys_of_another_district_are_taken_from_its_file(
    dialog: VerifyDialog, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dialog.keys.box.currentText() == "The keys of this database: none yet"
    dialog.code.setPlainText(code(FOREIGN))
    click(dialog.check_button)
    rest(bench, qtbot)
    assert dialog.answers()[0].tone == "warning"
    file = tmp_path / "another.json"
    file.write_bytes(write_key_list(FOREIGN_KEYS, FOREIGN))
    dialog.keys.take(file)  # asks again by itself
    rest(bench, qtbot)
    (answer,) = dialog.answers()
    assert answer.tone == "met"
    assert "Another District" in answer.sentence
    file.write_text("{}", encoding="utf-8")
    click(dialog.check_button)
    rest(bench, qtbot)
    assert "is no list of public keys" in dialog.answers()[0].name


def test_a_file_that_cannot_be_read_says_what_to_do(
    dialog: VerifyDialog, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "c.pdf"
    file.write_bytes(b"%PDF-1.7 and no more")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    dialog.code.insertFromMimeData(dropped)
    rest(bench, qtbot)
    (answer,) = dialog.answers()
    assert answer.name == "c.pdf is a PDF that can't be read: it is damaged or cut off."
    assert "Get it again" in answer.sentence


def test_checking_can_be_stopped(
    dialog: VerifyDialog, papers: Path, bench: Workbench, qtbot: QtBot
) -> None:
    dialog.check_file(papers)
    dialog._on_stop()
    rest(bench, qtbot)
    assert dialog.answers() == ()
    assert dialog.words.text().startswith("Stopped.")
