"""The page Pathways on a sample district, by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.pathways import members, pathway_figures
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui import theme
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.pathways.marks import Mark
from cte_desktop.ui.pathways.page import PathwaysPage
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import language
from tests.ui.hands import click, press, type_text
from tests.ui.pathways.conftest import shown


def words_on(widget: QWidget) -> str:
    """Everything that a part of the page says."""
    labels = [one.text() for one in widget.findChildren(ThemedLabel) if one.isVisibleTo(widget)]
    return "\n".join(labels).replace("\u00a0", " ")


def crowded(desk: Desk) -> str:
    """The pathway with most students."""
    counts = pathway_figures(desk).counts
    return max(counts, key=lambda name: (sum(row.students for row in counts[name]), name))


@pytest.fixture
def requested(bench: Workbench) -> list[str]:
    uids: list[str] = []
    bench.requests.student_requested.connect(uids.append)
    return uids


def test_the_list_counts_pathways_and_says_what_is_not_offered(page: PathwaysPage) -> None:
    assert page.browser.count.text() == "25 in 13 of 15 sectors"
    assert len(page.browser.list.model.pathways()) == 25
    assert "Agriculture and Natural Resources" in words_on(page.browser.list)
    assert not page.browser.stale.isVisible()


def test_the_arrows_pass_over_the_headings_of_sectors(page: PathwaysPage) -> None:
    seen = [page.browser.list.pathway()]
    for _ in range(24):
        press(page.browser.list.view, Qt.Key.Key_Down)
        seen.append(page.browser.list.pathway())
    assert tuple(seen) == page.browser.list.model.pathways()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("weld", ("Welding",)),
        ("transportation", ("Automotive Technology",)),
        ("APCSA", ("Computer Science",)),
        ("digital photo 2", ("Photography",)),
        ("111", ("Graphic Design and Animation", "Photography")),
    ],
)
def test_a_pathway_is_found_by_name_sector_course_and_state_code(
    page: PathwaysPage, query: str, found: tuple[str, ...]
) -> None:
    type_text(page.browser.list.search, query)
    assert page.browser.list.model.pathways() == found
    assert page.browser.list.pathway() == found[0]


def test_a_site_leaves_the_pathways_that_run_there(page: PathwaysPage) -> None:
    page.browser.list.site.setCurrentIndex(page.browser.list.site.findData("CS"))
    at_castaic = page.browser.list.model.pathways()
    assert "Welding" in at_castaic
    assert "Photography" not in at_castaic
    type_text(page.browser.list.search, "photo")
    assert page.browser.list.model.pathways() == ()
    assert not page.browser.detail.isVisible()
    press(page.browser.list.search, Qt.Key.Key_Escape)
    assert page.browser.list.model.pathways() == at_castaic


def test_a_pathway_shows_its_levels_with_their_alternatives(page: PathwaysPage) -> None:
    page.open_pathway("Graphic Design and Animation")
    said = words_on(page.browser.detail)
    assert "GD2 · 10 credits · a year · grades 10–12" in said
    assert "After Graphic Design 1" in said
    assert "Certification: Adobe Certified Professional" in said
    assert "\nor\n" in said
    page.open_pathway("Engineering (Project Lead the Way)")
    assert "Not required." in words_on(page.browser.detail)


def test_two_pathways_on_one_state_code_and_entries_not_confirmed_say_so(
    page: PathwaysPage,
) -> None:
    page.open_pathway("Photography")
    said = [mark.text() for mark in page.browser.detail.findChildren(Mark) if mark.isVisible()]
    assert any("Shares its state code with Graphic Design and Animation" in one for one in said)
    assert "Partly confirmed" in said
    assert "Not confirmed" in said
    page.open_pathway("Welding")
    said = [mark.text() for mark in page.browser.detail.findChildren(Mark) if mark.isVisible()]
    assert not any("Shares" in one for one in said)


def test_a_figure_opens_its_students_and_from_there_the_plan(
    page: PathwaysPage, kept_desk: Desk, requested: list[str], bench: Workbench, qtbot: QtBot
) -> None:
    name = crowded(kept_desk)
    page.open_pathway(name)
    press(page.browser.list.view, Qt.Key.Key_Return)
    table = page.browser.detail.table
    assert table is not None
    assert table.hasFocus()
    press(table, Qt.Key.Key_Return)
    qtbot.waitUntil(bench.tasks.is_idle)
    wanted = [one.uid for one in members(kept_desk, name)]
    assert [row.uid for row in page.browser.students.model.shown_rows()] == wanted
    press(page.browser.students.table, Qt.Key.Key_Down)
    press(page.browser.students.table, Qt.Key.Key_Return)
    assert requested == [wanted[1]]
    press(page.browser.students.table, Qt.Key.Key_Escape)
    assert page.browser.detail.isVisible()
    assert table.hasFocus()


def test_a_click_on_a_figure_lists_the_students_of_that_school_and_stage(
    page: PathwaysPage, kept_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    name = crowded(kept_desk)
    page.open_pathway(name)
    row = pathway_figures(kept_desk).counts[name][0]
    table, figures = page.browser.detail.table, page.browser.detail.figures
    assert table is not None
    spot = table.visualRect(figures.index_of(row.school, row.stage)).center()
    click(table.viewport(), QPoint(spot.x(), spot.y()))
    qtbot.waitUntil(bench.tasks.is_idle)
    found = page.browser.students.model.shown_rows()
    assert len(found) == row.students
    assert {one.stage for one in found} == {row.stage}
    click(page.browser.students.back)
    assert page.browser.detail.isVisible()


def test_the_menu_lists_everyone_and_goes_back(
    page: PathwaysPage, kept_desk: Desk, bench: Workbench, qtbot: QtBot, requested: list[str]
) -> None:
    page.open_pathway(crowded(kept_desk))
    actions = bench.actions
    assert not actions.action("back_to_pathway").isEnabled()
    actions.action("pathway_students").trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.browser.students.isVisible()
    actions.action("open_plan").trigger()
    assert len(requested) == 1
    actions.action("find").trigger()
    assert page.browser.students.search.hasFocus()
    type_text(page.browser.students.search, "nobody of this name")
    assert page.browser.students.words.text().startswith("0 of ")
    actions.action("back_to_pathway").trigger()
    assert page.browser.detail.isVisible()
    actions.action("find").trigger()
    assert page.browser.list.search.hasFocus()


def test_another_pathway_closes_the_list_of_students(
    page: PathwaysPage, kept_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page.open_pathway(crowded(kept_desk))
    bench.actions.action("pathway_students").trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    page.open_pathway("Biotechnology")
    assert page.browser.detail.isVisible()
    assert "Nobody has signed up for it yet." in words_on(page.browser.detail)


def test_figures_that_are_worked_out_are_marked_until_they_are(
    bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    page = shown(bench, desk, qtbot)
    assert page.browser.stale.isVisible()
    assert page.browser.stale.text() == "60 students are being worked out"
    assert "Being worked out…" in words_on(page.browser.detail)
    changes = bring_up_to_date(desk)
    page.refresh(changes)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert not page.browser.stale.isVisible()
    page.open_pathway(crowded(desk))
    assert page.browser.detail.table is not None
    assert page.browser.detail.table.isVisible()


def test_a_change_keeps_the_chosen_pathway_and_the_open_list(
    page: PathwaysPage, kept_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    name = crowded(kept_desk)
    page.open_pathway(name)
    bench.actions.action("pathway_students").trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    for noun in ("standings", "catalog"):
        page.refresh(Changes(frozenset({noun})))
        qtbot.waitUntil(bench.tasks.is_idle)
        assert page.browser.list.pathway() == name
        assert page.browser.students.isVisible()
        assert page.browser.students.model.rowCount() == len(members(kept_desk, name))


def test_the_switch_changes_between_pathways_sign_ups_radar_and_requirements(
    page: PathwaysPage, bench: Workbench, qtbot: QtBot
) -> None:
    bench.actions.action("other_part").trigger()
    assert page.sign_ups is not None
    assert page.sign_ups.isVisible()
    bench.actions.action("other_part").trigger()
    assert page.radar is not None
    assert page.radar.isVisible()
    bench.actions.action("other_part").trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.rules is not None
    assert page.rules.isVisible()
    assert not page.browser.isVisible()
    assert not page.browser.count.isVisible()
    assert not bench.actions.action("pathway_students").isEnabled()
    bench.actions.action("find").trigger()
    assert not page.browser.list.search.hasFocus()
    page.refresh(Changes(frozenset({"standings"})))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert not bench.actions.action("pathway_students").isEnabled()
    page.switch.last().setFocus()
    press(page.switch.last(), Qt.Key.Key_Left)
    assert page.radar.isVisible()
    bench.actions.action("other_part").trigger()
    bench.actions.action("other_part").trigger()
    assert page.browser.isVisible()
    assert page.browser.count.isVisible()
    assert bench.actions.action("pathway_students").isEnabled()
    page.deactivate()


def test_an_empty_district_shows_its_catalog(
    bench: Workbench, empty_desk: Desk, qtbot: QtBot
) -> None:
    page = shown(bench, empty_desk, qtbot)
    assert len(page.browser.list.model.pathways()) == 25
    assert "Nobody has signed up for it yet." in words_on(page.browser.detail)


def test_in_a_narrow_window_the_figures_scroll_and_no_line_is_covered(
    page: PathwaysPage, kept_desk: Desk, qtbot: QtBot
) -> None:
    page.open_pathway(crowded(kept_desk))
    table = page.browser.detail.table
    assert table is not None
    wide = table.height()
    page.resize(780, 560)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().isVisible())
    assert table.height() > wide
    last = table.visualRect(page.browser.detail.figures.index_of(None, None))
    assert last.bottom() <= table.viewport().height()


def test_every_part_has_a_name_and_tab_goes_as_one_reads(page: PathwaysPage) -> None:
    page.open_pathway("Photography")
    stops: list[QWidget] = []
    page.browser.list.search.setFocus()
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in stops:
            break
        stops.append(focused)
        press(focused, Qt.Key.Key_Tab)
    assert stops[:3] == [page.browser.list.search, page.browser.list.site, page.browser.list.view]
    assert all(one.accessibleName() for one in stops)


def test_it_speaks_spanish_and_follows_dark_and_large(
    bench: Workbench, kept_desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    with language("es"):
        page = shown(bench, kept_desk, qtbot)
    theme.apply(qapp, theme.Look(dark=True, scale=1.5))
    page.open_pathway("Sports Medicine")
    assert page.grab().size() == page.size()
