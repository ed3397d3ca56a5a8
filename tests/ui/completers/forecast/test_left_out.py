"""Who is left out of adding the course: a table of people, whom its file is about."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.forecast.adding import AdditionPreview
from cte_desktop.services.repair_trials import KeptApart
from cte_desktop.ui.completers.forecast.adding_dialog import AddingDialog
from cte_desktop.ui.widgets.table_view import TableView


def test_the_table_of_those_left_out_says_whom_it_is_about(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    apart = (KeptApart("u1", "0001", "Ana", "signed"), KeptApart("u2", "0002", "Ben", "full"))
    dialog = AddingDialog(AdditionPreview((), apart), over)
    tables = {one.accessibleName(): one.named() for one in dialog.findChildren(TableView)}
    assert tables == {"What is placed": frozenset(), "Who is left out": {"u1", "u2"}}
