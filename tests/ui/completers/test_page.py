"""The page Completers: its parts behind the switch, one school year for all, and missed changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import FIGURES, FINDING, FORECAST, REGISTER, Parts
from cte_desktop.ui.completion_actions import COMPLETION_PARTS
from cte_desktop.ui.page import Workbench
from tests.services.awards.people import YEAR
from tests.ui.hands import press


class _Listening:
    """A part that notes what it is told; the page's own parts read in the background."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def show_year(self, school_year: int) -> None:
        self.told.append(school_year)

    def refresh(self, changes: Changes) -> None:
        self.told.append(changes)

    def activate(self) -> None:
        self.told.append("activate")

    def deactivate(self) -> None:
        self.told.append("deactivate")

    def focus_search(self) -> None:
        self.told.append("search")


def test_a_part_is_made_when_it_is_first_opened(page: CompletersPage) -> None:
    assert page.part(FINDING) is not None
    assert page.part(REGISTER) is None
    page.parts.choose(REGISTER)
    assert page.part(REGISTER) is not None


def test_the_actions_of_the_menu_open_the_parts(
    page: CompletersPage, bench: Workbench, qtbot: QtBot
) -> None:
    for place in (REGISTER, FIGURES, FORECAST, FINDING):
        bench.actions.action(COMPLETION_PARTS[place]).trigger()
        assert page.parts.part() == place
        qtbot.waitUntil(bench.tasks.is_idle)


def test_the_switch_is_reached_and_turned_by_keyboard(
    page: CompletersPage, bench: Workbench, qtbot: QtBot
) -> None:
    page.parts.last().setFocus()
    press(page.parts.last(), Qt.Key.Key_Space)
    assert page.parts.part() == FORECAST
    qtbot.waitUntil(bench.tasks.is_idle)


def test_a_hidden_part_hears_of_changes_when_it_is_opened_again(
    bench: Workbench, desk: Desk
) -> None:
    parts, one, other = Parts(desk, bench), _Listening(), _Listening()
    parts._made.update({FINDING: one, REGISTER: other})
    changes = Changes(frozenset({"awards"}))
    parts.refresh(changes, FINDING)
    assert (one.told, other.told) == ([changes], [])
    parts.opened(REGISTER, YEAR)
    assert other.told == [YEAR, changes]
    parts.opened(REGISTER, YEAR)
    assert other.told == [YEAR, changes, YEAR]


def test_the_usual_school_year_is_chosen_and_earlier_ones_are_offered(
    page: CompletersPage,
) -> None:
    offered = [page.year.itemData(place) for place in range(page.year.count())]
    assert page.school_year() == YEAR
    assert offered == sorted(offered, reverse=True)
    assert offered[-1] <= YEAR - 9
