"""The windows beside the plan at 150 %: each fits a small screen, with all weekdays in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog

from cte_desktop.domain.school_year import Term
from cte_desktop.ui import theme
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.fixed_times.dialog import FixedTimesDialog
from cte_desktop.ui.planning.sections.fixed_times.form import FixedTimeForm
from cte_desktop.ui.planning.sections.picker.dialog import SectionPicker
from cte_desktop.ui.widgets import fit_screen
from tests.ui.hands import press
from tests.ui.planning.sections.conftest import Settle

ROOM = QSize(1280, 760)  # of a screen of 1280x800, without the title of a window


@pytest.fixture
def large_type(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(fit_screen, "room_of", lambda _window: ROOM)
    theme.apply(qapp, theme.Look(scale=1.5))
    yield
    theme.apply(qapp, theme.Look())


@pytest.fixture
def large_page(large_type: None, page: PlanPage) -> PlanPage:
    page.resize(1146, 690)
    return page


def fits(window: QDialog | None) -> bool:
    assert window is not None
    QApplication.processEvents()
    return window.size().boundedTo(ROOM) == window.size()


def test_the_week_fits_the_screen(large_page: PlanPage) -> None:
    large_page.week_actions.open_week((2027, Term.FALL))
    assert fits(large_page.week_actions.week_window())


def test_the_requests_fit_the_screen(
    large_page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    bench.actions.action("request_matrix").trigger()
    settle()
    assert fits(large_page.matrix_actions.window())


def test_the_fixed_times_and_their_form_fit_the_screen(large_page: PlanPage) -> None:
    large_page.week_actions.open_fixed_times()
    times = large_page.findChild(FixedTimesDialog)
    assert times is not None
    assert fits(times)
    times.add_button.click()
    assert fits(times.findChild(FixedTimeForm))


def test_no_weekday_of_the_choice_is_out_of_sight(large_page: PlanPage, settle: Settle) -> None:
    model = large_page.model
    place = next(
        model.index(row, column)
        for (row, column), cell in model.cells().items()
        if any(one.card.first.course_code == "ART1" for one in cell.places)
    )
    large_page.grid.setCurrentIndex(place)
    press(large_page.grid, Qt.Key.Key_F2)
    settle()
    (picker,) = large_page.findChildren(SectionPicker)
    assert fits(picker)
    week = picker.reasons.week
    assert {block.weekday for block in week.blocks()} == set("MTWRF")
    assert week.horizontalScrollBar().maximum() == 0
