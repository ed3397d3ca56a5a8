"""Undo on the page Completers: certificates that are out of the house are asked about first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.services.awards.awarding import award, reissue
from cte_desktop.services.awards.batch import CertificateOrder, draw_batch, gather, keep_batch
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.registering import register
from cte_desktop.services.desk import Desk
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.services.awards.people import YEAR


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    told: list[Notice] = []
    bench.notices.posted.connect(told.append)
    return told


@pytest.fixture
def step(page: CompletersPage, desk: Desk, bench: Workbench, qtbot: QtBot) -> int:
    """The step that awarded everybody, made while the page was open."""
    del page
    changes = award(desk, find_completers(desk, YEAR).open)
    bench.refresh.tell(changes)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert changes.step is not None
    return changes.step


def in_force(desk: Desk) -> int:
    return sum(line.state is AwardState.IN_FORCE for line in register(desk))


def questions() -> list[QuestionDialog]:
    shown = QApplication.topLevelWidgets()
    return [one for one in shown if isinstance(one, QuestionDialog) and one.isVisible()]


def asked(bench: Workbench, qtbot: QtBot) -> QuestionDialog:
    """What is asked when Undo is pressed."""
    bench.actions.action("undo").trigger()
    qtbot.waitUntil(lambda: bool(questions()))
    return questions()[0]


def answer(dialog: QuestionDialog, text: str, bench: Workbench, qtbot: QtBot) -> None:
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text() == text]
    button.click()
    qtbot.waitUntil(bench.tasks.is_idle)


def print_two(desk: Desk, folder: str) -> None:
    serials = frozenset(line.serial for line in register(desk)[:2])
    found, look = gather(desk, CertificateOrder(YEAR, serials=serials, before_graduation=True))
    batch = draw_batch(found, look, one_file="two.pdf")
    keep_batch(desk, batch, Path(folder), Disclosure("student", "advising"))


def test_an_award_that_nobody_printed_is_undone_at_once_and_told(
    desk: Desk, bench: Workbench, step: int, said: list[Notice], qtbot: QtBot
) -> None:
    del step
    bench.actions.action("undo").trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert (questions(), in_force(desk)) == ([], 0)
    assert said[-1].text == "Undone: Award the pathways completed in 2026-27."
    (again,) = said[-1].buttons
    assert again.text == "Redo"
    again.press()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert in_force(desk) > 0
    assert said[-1].text.startswith("Done again: ")


@pytest.mark.parametrize("way", ["undo", "message"])
def test_printed_certificates_are_asked_about_and_left_when_the_person_backs_out(
    way: str,
    desk: Desk,
    bench: Workbench,
    step: int,
    said: list[Notice],
    qtbot: QtBot,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    before = in_force(desk)
    print_two(desk, str(tmp_path_factory.mktemp("printed")))
    if way == "message":
        undo_button(desk, bench, step).press()
        qtbot.waitUntil(lambda: bool(questions()))
        dialog = questions()[0]
    else:
        dialog = asked(bench, qtbot)
    assert "2 certificates of this step were printed" in dialog.accessibleDescription()
    answer(dialog, "Leave it as it is", bench, qtbot)
    assert in_force(desk) == before
    assert bench.actions.action("undo").isEnabled()
    answer(asked(bench, qtbot), "Undo", bench, qtbot)
    assert in_force(desk) == 0
    assert said[-1].text.endswith("2 printed certificates are no longer valid.")


def test_after_a_certificate_was_issued_anew_undo_says_what_it_would_take_back(
    desk: Desk, bench: Workbench, step: int, qtbot: QtBot
) -> None:
    del step
    serial = register(desk)[0].serial
    bench.refresh.tell(reissue(desk, serial).changes)
    qtbot.waitUntil(bench.tasks.is_idle)
    before = in_force(desk)
    dialog = asked(bench, qtbot)
    told = dialog.accessibleDescription()
    assert told.startswith(f"That {serial} was issued anew can't be undone.")
    assert "Award the pathways completed in 2026-27" in told
    answer(dialog, "Leave it as it is", bench, qtbot)
    assert in_force(desk) == before
