"""The part Forecast: three figures a year, lists, and what is done from a selection of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.domain.completion.figures.growth import EarlierTotal
from cte_desktop.domain.completion.forecast.bounds import Bound
from cte_desktop.domain.completion.forecast.invitation import Evening
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.figures.earlier import save_earlier_total
from cte_desktop.services.forecast.sheet import forecast_sheet
from cte_desktop.services.history import undo
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui.completers.forecast.adding_dialog import AddingDialog
from cte_desktop.ui.completers.forecast.letter_dialog import LetterDialog
from cte_desktop.ui.completers.forecast.near_view import NearView
from cte_desktop.ui.completers.forecast.panel import EXPLORERS, LAST, ONE_AWAY, ForecastPanel
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.services.forecast.people import ids_of


def cells(panel: ForecastPanel, line: int) -> list[str]:
    model = panel.outlook.model
    assert model is not None
    return [str(model.index(line, c).data()) for c in range(model.columnCount())]


def open_list(panel: ForecastPanel, place: int, bench: Workbench, qtbot: QtBot) -> NearView:
    panel.which.choose(place)
    qtbot.waitUntil(bench.tasks.is_idle)
    view = panel.views[place]
    assert isinstance(view, NearView)
    return view


def test_the_outlook_shows_three_figures_for_each_year_and_all_together_first(
    panel: ForecastPanel,
) -> None:
    assert cells(panel, 0) == [
        "All together",
        "1",
        "–",
        "2 · 2 · 3",
        "0 · 1 · 4",
        "0 · 0 · 1",
        "0 · 0 · 1",
        "–",
        "–",
    ]
    assert "completed in 2025-26: 1" in panel.outlook.beside.text()
    assert "2025-26: 1 of 2 (50%)" in panel.outlook.past.text()
    assert "waits for a mark" in panel.outlook.waiting.text()


def test_every_figure_of_a_line_opens_its_students(
    panel: ForecastPanel, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    table = panel.outlook.table
    assert table is not None
    table.focus_first()
    QTest.keyClick(table, Qt.Key.Key_Return)
    button = panel.outlook.side.buttons[2027, Bound.UPPER]
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(bench.requests.students_listed) as listed:
        button.click()
    assert listed.args is not None
    title, uids = listed.args
    assert title == "All together, 2027-28: Upper"
    assert ids_of(desk, uids) == ["0004", "0005", "0010", "0012"]
    with qtbot.waitSignal(bench.requests.students_listed) as listed:
        panel.outlook.waiting.click()
    assert listed.args is not None
    assert ids_of(desk, listed.args[1]) == ["0011"]
    QTest.keyClick(panel.outlook.side, Qt.Key.Key_Escape)
    assert not panel.outlook.side.isVisible()


def test_it_is_told_apart_by_school_and_sector_too(
    panel: ForecastPanel, bench: Workbench, qtbot: QtBot
) -> None:
    for by, name in ((Breakdown.SITE, "Valencia High"), (Breakdown.SECTOR, "Hospitality")):
        panel.outlook.by.setCurrentIndex(panel.outlook.by.findData(by))
        qtbot.waitUntil(bench.tasks.is_idle)
        model = panel.outlook.model
        assert model is not None
        names = [cells(panel, line)[0] for line in range(model.rowCount())]
        assert any(name in one for one in names), names


def test_the_sums_up_to_each_year_open_their_students_too(
    panel: ForecastPanel, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    panel.outlook.sums.setCurrentIndex(1)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert [cell.split(" · ")[:2] for cell in cells(panel, 0)[3:]] == [["2", "2"]] + [
        ["2", "3"]
    ] * 5
    assert "no more can have completed" in panel.outlook.definitions[2].text()
    table = panel.outlook.table
    assert table is not None
    table.focus_first()
    QTest.keyClick(table, Qt.Key.Key_Return)
    button = panel.outlook.side.buttons[2027, Bound.BY_PLAN]
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(bench.requests.students_listed) as listed:
        button.click()
    assert listed.args is not None
    assert listed.args[0] == "All together, up to 2027-28: By plan"
    assert ids_of(desk, listed.args[1]) == ["0001", "0002", "0004"]


def test_a_goal_is_entered_and_stands_beside_the_figures(
    panel: ForecastPanel, bench: Workbench, qtbot: QtBot
) -> None:
    dialog = panel.outlook.ask_goal()
    dialog.setIntValue(10)
    dialog.accept()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "Goal: 10 a year · 8 short of it by plan" in panel.outlook.beside.text()


def test_a_total_that_is_entered_is_what_is_held_against_at_once(
    panel: ForecastPanel, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    bench.refresh.tell(save_earlier_total(desk, EarlierTotal("", 2025, students=600)))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "completed in 2025-26: 600 (as entered)" in panel.outlook.beside.text()


def test_the_list_one_course_away_says_what_would_do_where_and_when(
    panel: ForecastPanel, bench: Workbench, qtbot: QtBot
) -> None:
    view = open_list(panel, ONE_AWAY, bench, qtbot)
    model = view.model
    rows = [
        [str(model.index(r, c).data()) for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]
    assert [row[0] for row in rows] == [f"Núñez, Ana {n}" for n in ("0003", "0005", "0006", "0012")]
    cooking = next(row for row in rows if "0005" in row[0])
    assert cooking[3:] == [
        "Capstone",
        "Culinary Arts 2",
        "fall 2027",
        "Valencia High",
        "1 here, 2 in all",
        "fall 2027",
    ]
    half = next(row for row in rows if "0003" in row[0])
    assert half[4:6] == ["Culinary Arts 2, second half", "spring 2027"]
    with qtbot.waitSignal(bench.requests.student_requested):
        view.table.focus_first()
        QTest.keyClick(view.table, Qt.Key.Key_Return)


def test_the_course_is_added_after_a_preview_and_one_undo_takes_it_back(
    panel: ForecastPanel, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    view = open_list(panel, ONE_AWAY, bench, qtbot)
    view.all_button.click()
    assert view.add_button.text() == "Add the course to 4 plans…"
    view.add_button.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    dialog = panel.findChild(AddingDialog)
    assert isinstance(dialog, AddingDialog)
    assert (dialog.additions.rowCount(), dialog.apart.rowCount()) == (3, 1)
    dialog.add_button.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    bring_up_to_date(desk)
    assert forecast_sheet(desk).forecast.total.years[1].by_plan.students == 3
    undo(desk)
    bring_up_to_date(desk)
    assert forecast_sheet(desk).forecast.total.years[1].by_plan.students == 1


def test_filters_narrow_the_list_and_nothing_can_be_done_without_a_selection(
    panel: ForecastPanel, bench: Workbench, qtbot: QtBot
) -> None:
    view = open_list(panel, LAST, bench, qtbot)
    view.table.clearSelection()
    assert not any(b.isEnabled() for b in (view.add_button, view.letter_button, view.show_button))
    assert view.model.rowCount() == 3
    view.placeable.setChecked(True)
    assert view.model.rowCount() == 3
    view.search.setText("dance")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    panel.focus_search()
    assert QApplication.focusWidget() is not None


@pytest.mark.parametrize("place", [ONE_AWAY, LAST])
def test_letters_are_asked_for_previewed_and_logged_when_saved(
    panel: ForecastPanel, bench: Workbench, desk: Desk, qtbot: QtBot, tmp_path: Path, place: int
) -> None:
    view = open_list(panel, place, bench, qtbot)
    view.all_button.click()
    dialog = panel.deeds.write_letters(view.kind, view.selection())
    assert f"1 in Spanish, {len(view.selection()) - 1} in English." in dialog.about.text()
    assert dialog.heading.text() == f"{len(view.selection())} letters"
    without = replace(view.selection()[0], offers=())
    told = LetterDialog(view.kind, (without, *view.selection()[1:]), panel).about.text()
    assert "1 is left out: no course that would do can still start." in told
    dialog.contact.setText("661-555-0100")
    order = dialog.order()
    dialog.reject()
    panel.deeds.preview_letters(order)
    qtbot.waitUntil(bench.tasks.is_idle)
    preview = panel.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert list_disclosures(desk) == ()
    preview._save(tmp_path / "letters.pdf")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert (tmp_path / "letters.pdf").read_bytes().startswith(b"%PDF")
    assert list_disclosures(desk)[0].recipient == "family"


def test_an_evening_is_asked_for_and_the_list_is_saved_as_a_table(
    panel: ForecastPanel, bench: Workbench, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    view = open_list(panel, ONE_AWAY, bench, qtbot)
    view.all_button.click()
    dialog = panel.deeds.invite(view.selection())
    assert dialog.evening() is None
    assert dialog.wrong.text() == "Say what the evening is called."
    dialog.title_line.setText("Pathways evening")
    dialog.day.setText("20 January")
    assert dialog.evening() is None
    dialog.day.setText("2027-01-20")
    dialog.time.setText("6 PM")
    assert dialog.evening() is None
    dialog.time.setText("18:00")
    evening = dialog.evening()
    assert isinstance(evening, Evening)
    dialog.reject()
    panel.deeds.save_table(evening, view.selection(), tmp_path / "list.csv")
    panel.deeds.preview_list(evening, view.selection())
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "0005" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert len(list_disclosures(desk)) == 1
    preview = panel.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    preview.close()


def test_explorers_say_that_shares_show_no_cause(
    panel: ForecastPanel, bench: Workbench, qtbot: QtBot
) -> None:
    panel.which.choose(EXPLORERS)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "not what causes what" in panel.explorers.says.text()
    model = panel.explorers.model
    told = {str(model.index(r, 2).data()) for r in range(model.rowCount())}
    assert told == {"not told"}  # eleven students, none of whom took a workshop
    panel.explorers.table.focus_first()
    assert not panel.explorers.all_button.isEnabled()
