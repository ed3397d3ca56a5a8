"""The list of keys."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from cte_desktop.ui.actions import Actions
from cte_desktop.ui.shortcuts import ShortcutsDialog
from cte_desktop.ui.widgets.search_field import SearchField
from tests.ui.hands import type_text


def test_the_list_shows_what_is_offered_and_can_be_searched(qtbot: QtBot) -> None:
    actions = Actions()
    actions.offer("undo", lambda: None)
    actions.offer("find", lambda: None)
    dialog = ShortcutsDialog(actions)
    assert [row[1] for row in dialog.model.shown_rows()] == ["Undo", "Find"]
    dialog.show()
    field = dialog.findChildren(SearchField)[0]
    type_text(field, "take back")
    assert dialog.model.shown_rows() == (("undo", "Undo", "Take back the last change", "Ctrl+Z"),)
    dialog.close()
