"""The page Settings: each value saved at once as a step, found by words of either language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import undo
from cte_desktop.services.settings import change_setting, list_settings
from cte_desktop.system.settings import SETTINGS, Value
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.program_settings import ProgramSettings
from cte_desktop.ui.settings.page import SettingsPage
from cte_desktop.ui.settings.values.panel import ValuesPanel
from cte_desktop.ui.settings.values.row import SettingRow
from cte_desktop.wording.settings import SETTINGS_OF, setting_entries
from tests.ui.hands import press, type_text

KEPT: dict[str, Value] = {}


@pytest.fixture
def page(empty_desk: Desk, bench: Workbench, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(empty_desk, bench, ProgramSettings(dict(KEPT), lambda: None))
    qtbot.addWidget(made)
    bench.refresh.changed.connect(made.refresh)
    made.resize(1200, 760)
    made.show()
    made.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    return made


def row_of(page: SettingsPage, part: str, name: str) -> SettingRow:
    panel = page.by_part[part][1]
    assert isinstance(panel, ValuesPanel)
    return panel.rows[name]


def field_of(row: SettingRow) -> QLineEdit:
    assert isinstance(row.field, QLineEdit)
    return row.field


def typed(row: SettingRow, text: str) -> None:
    field = field_of(row)
    row.focus()
    field.selectAll()
    type_text(field, text)


def test_a_value_is_saved_at_once_and_taken_back_by_one_undo(
    page: SettingsPage, empty_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    row = row_of(page, "district", "district_name")
    before = field_of(row).text()
    typed(row, "Hart District")
    press(field_of(row), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))
    assert list_settings(empty_desk)["district_name"] == "Hart District"
    assert said[-1].text == "Saved: Name of the district."
    assert [button.text for button in said[-1].buttons] == ["Undo"]
    said[-1].buttons[0].press()
    qtbot.waitUntil(lambda: list_settings(empty_desk)["district_name"] == before)
    qtbot.waitUntil(lambda: field_of(row).text() == before)


def test_what_is_allowed_is_said_while_somebody_types_something_else(
    page: SettingsPage, empty_desk: Desk
) -> None:
    page.open_section(page.by_part["rules"][1])
    row = row_of(page, "rules", "travel_margin_minutes")
    field = field_of(row)
    for text in ("x", "61", "-1", "", "9" * 5000):
        field.setText(text)
        field.textEdited.emit(text)
        assert row.fault.text() == "A whole number from 0 to 60."
        press(field, Qt.Key.Key_Return)
        assert list_settings(empty_desk)["travel_margin_minutes"] == "10"


def test_escape_and_leaving_give_a_bad_value_up(page: SettingsPage, qtbot: QtBot) -> None:
    page.open_section(page.by_part["rules"][1])
    row = row_of(page, "rules", "travel_margin_minutes")
    typed(row, "99")
    assert not row.fault.isHidden()
    press(field_of(row), Qt.Key.Key_Escape)
    assert (field_of(row).text(), row.fault.isHidden()) == ("10", True)
    typed(row, "99")
    page.search.setFocus()
    qtbot.waitUntil(lambda: field_of(row).text() == "10")


def test_back_to_the_default_is_offered_only_where_another_value_holds(
    page: SettingsPage, empty_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    changes = change_setting(empty_desk, "travel_margin_minutes", "15")
    page.open_section(page.by_part["rules"][1])
    bench.refresh.tell(changes)
    row = row_of(page, "rules", "travel_margin_minutes")
    qtbot.waitUntil(lambda: field_of(row).text() == "15")
    assert row.default.text() == "Default: 10"
    assert not row.back.isHidden()
    row.back.click()
    qtbot.waitUntil(lambda: list_settings(empty_desk)["travel_margin_minutes"] == "10")
    qtbot.waitUntil(row.back.isHidden)
    undo(empty_desk)
    assert list_settings(empty_desk)["travel_margin_minutes"] == "15"


def test_one_search_finds_a_setting_by_its_name_and_by_its_help(page: SettingsPage) -> None:
    for query, wanted in (
        ("margin", "Minutes beside the travel time"),
        ("two sites besides", "Minutes beside the travel time"),
        ("letterhead first", "Letterhead, first line"),
        ("backups usb", "Folder for copies of backups"),
    ):
        page.search.setText(query)
        assert page.found.isVisible()
        assert wanted in [entry.title for entry in page.found.model.shown_rows()]


def test_a_setting_is_found_by_its_spanish_words_in_an_english_window(page: SettingsPage) -> None:
    page.search.setText("distrito")
    assert "Name of the district" in [e.title for e in page.found.model.shown_rows()]


def test_what_no_setting_has_is_said(page: SettingsPage) -> None:
    page.search.setText("zzz qqq")
    assert page.found.nothing.isVisible()
    press(page.search, Qt.Key.Key_Escape)
    assert page.by_part["district"][1].isVisible()


def test_enter_on_a_found_setting_goes_to_its_field(page: SettingsPage, bench: Workbench) -> None:
    page.search.setText("lowest mark capstone")
    press(page.search, Qt.Key.Key_Down)
    press(page.found.table, Qt.Key.Key_Return)
    row = row_of(page, "rules", "capstone_minimum")
    assert row.isVisible()
    assert row.field.hasFocus()


def test_every_setting_and_part_is_found_and_shown(page: SettingsPage) -> None:
    listed = {name for names in SETTINGS_OF.values() for name in names}
    assert listed == {setting.name for setting in SETTINGS}
    for entry in setting_entries():
        if entry.part in page.by_part:
            page.show_setting(entry.part, entry.key)
            assert page.by_part[entry.part][1].isVisible(), entry


def test_who_lacks_the_right_sees_everything_and_the_reason(
    empty_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    empty_desk.person = Person("u", "Ben Cruz", Role.COUNSELOR)
    page = SettingsPage(empty_desk, bench, ProgramSettings(dict(KEPT), lambda: None))
    qtbot.addWidget(page)
    page.show()
    page.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    row = row_of(page, "district", "district_name")
    assert field_of(row).isReadOnly()
    assert "An administrator may." in row.field.toolTip()
    assert "An administrator may." in page.by_part["district"][1].words.text()
    assert field_of(page.computer.rows["backup_folder"]).isReadOnly() is False


def test_the_colors_are_asked_for_at_once(page: SettingsPage, bench: Workbench) -> None:
    wanted: list[bool] = []
    bench.requests.look_wanted.connect(lambda: wanted.append(True))
    page.show_setting("computer", "appearance")
    box = page.computer.rows["appearance"].field
    assert not isinstance(box, QLineEdit)
    box.setCurrentIndex(box.findData("dark"))
    assert wanted == [True]
    assert not page.computer.rows["appearance"].back.isHidden()


def test_what_was_changed_is_asked_for(page: SettingsPage, bench: Workbench) -> None:
    asked: list[str] = []
    bench.requests.history_requested.connect(asked.append)
    page.history.click()
    assert asked == ["settings"]


def test_where_the_list_is_narrow_the_search_stands_above(page: SettingsPage) -> None:
    page.set_narrow(narrow=True)
    assert page.search.maximumWidth() > page.width()
    page.search.setText("margin")
    assert page.found.isVisible()
    page.set_narrow(narrow=False)
    assert page.search.maximumWidth() == page.sections.width()


def test_without_room_beside_the_value_stands_below_its_words(
    page: SettingsPage, qtbot: QtBot
) -> None:
    row = row_of(page, "district", "district_name")
    assert row.field.x() > 0
    page.resize(640, 500)
    qtbot.waitUntil(lambda: row.field.x() == 0)
    assert row.field.y() > 0
    page.resize(1200, 760)
    qtbot.waitUntil(lambda: row.field.x() > 0)
