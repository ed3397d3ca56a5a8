"""The exceptions in the panel: a long reason is cut, and read whole on request."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from cte_desktop.domain.students.decisions import Decision
from cte_desktop.ui.planning.exceptions_list import ExceptionLine
from tests.builders import catalog
from tests.ui.hands import click


def test_a_long_reason_is_cut_and_shown_whole_on_request(qtbot: QtBot) -> None:
    reason = "One line.\nAnother line. " * 40
    waiver = Decision(
        "waiver", "graduation", "health", reason=reason, approved_by="A. Lee", on=date(2026, 11, 2)
    )
    line = ExceptionLine(waiver, catalog())
    qtbot.addWidget(line)
    line.show()
    assert len(line.small.text()) < 170
    assert "\n" not in line.small.text()
    click(line.more)
    assert reason.strip() in line.small.text()
    assert not line.more.isVisible()


def test_a_short_reason_stands_whole(qtbot: QtBot) -> None:
    waiver = Decision("waiver", "graduation", "health", reason="Moved.", approved_by="A. Lee")
    line = ExceptionLine(waiver, catalog())
    qtbot.addWidget(line)
    line.show()
    assert "Moved." in line.small.text()
    assert not line.more.isVisible()
