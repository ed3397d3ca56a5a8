"""The page at 150 % on a small screen: nothing lies over another, and every window fits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cte_desktop.domain.catalog.section import Section
from cte_desktop.services.desk import Desk
from cte_desktop.ui import theme
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.sections.demand.panel import DemandPanel
from cte_desktop.ui.sections.page import SectionsPage
from cte_desktop.ui.sections.section_dialog import Purpose, SectionDialog
from cte_desktop.ui.sections.section_form import Known
from cte_desktop.ui.sections.top_line import CONFLICTS, DEMAND, SCHEDULE
from cte_desktop.ui.widgets import fit_screen
from tests.ui.sections.blast.scenes import art_class
from tests.ui.sections.conftest import shown

BESIDE_THE_RAIL = (1146, 690)  # what 1280x800 leaves for the page at 150 %


@pytest.fixture
def large_type(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, theme.Look(scale=1.5))
    yield
    theme.apply(qapp, theme.Look())


@pytest.fixture
def small(large_type: None, bench: Workbench, desk: Desk, qtbot: QtBot) -> SectionsPage:
    page = shown(bench, desk, qtbot)
    page.resize(*BESIDE_THE_RAIL)
    return page


@pytest.fixture
def art(desk: Desk) -> Section:
    return art_class(desk)[0]


@pytest.fixture
def screen(large_type: None, monkeypatch: pytest.MonkeyPatch) -> QSize:
    """What a screen of 1280x800 has for a window, without the title."""
    room = QSize(1280, 760)
    monkeypatch.setattr(fit_screen, "room_of", lambda _window: room)
    return room


def fits(window: QWidget, room: QSize) -> bool:
    QApplication.processEvents()
    return window.size().boundedTo(room) == window.size()


def overlaps(row: QWidget) -> list[tuple[str, str]]:
    """What lies over another or past the row's edge, by name."""
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    parts = [part for kind in kinds for part in row.findChildren(kind) if part.isVisible()]
    # A field's own buttons lie inside it.
    parts = [part for part in parts if not isinstance(part.parentWidget(), QLineEdit)]
    boxes = {part: part.rect().translated(part.mapTo(row, part.rect().topLeft())) for part in parts}
    assert len(boxes) > 2
    found = [
        (one.accessibleName(), other.accessibleName())
        for one, other in combinations(parts, 2)
        if boxes[one].intersects(boxes[other])
    ]
    beyond = [(p.accessibleName(), "") for p in parts if not row.rect().contains(boxes[p])]
    return found + beyond


def test_neither_choices_nor_filters_lie_over_each_other(
    small: SectionsPage, qapp: QApplication
) -> None:
    small.view.filters.say_more_chosen(chosen=True)  # with the button that clears them
    for part in (SCHEDULE, DEMAND, CONFLICTS):
        small.top.parts.choose(part)
        qapp.processEvents()
        assert small.width() == BESIDE_THE_RAIL[0]
        assert overlaps(small.top) == []
    small.top.parts.choose(SCHEDULE)
    qapp.processEvents()
    assert overlaps(small.view.filters) == []


def test_the_filters_of_demand_do_not_lie_over_each_other(
    small: SectionsPage, qapp: QApplication
) -> None:
    small.top.parts.choose(DEMAND)
    qapp.processEvents()
    demand = small.findChild(DemandPanel)
    assert demand is not None
    assert overlaps(demand.filters) == []


@pytest.mark.parametrize("purpose", Purpose)
def test_the_form_of_a_section_fits_the_screen(
    screen: QSize, purpose: Purpose, desk: Desk, art: Section, qtbot: QtBot
) -> None:
    dialog = SectionDialog(art, Known(desk.catalog()), purpose)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    assert fits(dialog, screen)
    assert dialog.rect().contains(dialog.save.geometry())


def test_what_would_break_fits_the_screen_with_its_question_and_its_answer(
    screen: QSize, small: SectionsPage, desk: Desk, art: Section, bench: Workbench, qtbot: QtBot
) -> None:
    dialog = small.what_if().open(art, desk.catalog())
    assert fits(dialog, screen)
    dialog.look_button.click()
    qtbot.waitUntil(lambda: dialog.radius() is not None and bench.tasks.is_idle())
    assert fits(dialog, screen)
    assert overlaps(dialog.students.switches) == []
    for button in (dialog.close_button, dialog.apply_button):
        assert dialog.rect().contains(button.geometry())
