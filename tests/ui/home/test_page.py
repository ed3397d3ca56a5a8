"""The page Home shows whose figures were chosen, and each figure opens its students."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.domain.completion.figures.growth import EarlierTotal, YearCount, grown
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.figures.earlier import save_earlier_total
from cte_desktop.services.glance import (
    COMPLETED,
    FIGURES,
    NO_PLAN,
    ON_STANDINGS,
    Whose,
    glance,
    glance_students,
    scopes,
)
from cte_desktop.services.reminders import Reminder, add_reminder
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.services.students import list_students
from cte_desktop.system.settings import Value
from cte_desktop.ui import theme
from cte_desktop.ui.home.figure_card import Face, FigureCard
from cte_desktop.ui.home.page import CARDS, OLD_IMPORTS, PAGE, REMINDERS, HomePage
from cte_desktop.ui.home_choices import CASELOAD, DISTRICT, SCHOOL, HomeChoices
from cte_desktop.ui.page import Workbench
from cte_desktop.wording.completion.glance import MEANINGS, TITLES, growth_sentence, year_text
from tests.ui.hands import click, press

Settle = Callable[[], None]


class Memory:
    """A window's memory that lasts as long as the test."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def recall(self, name: str, default: str = "") -> str:
        return self.kept.get(name, default)

    def remember(self, name: str, value: str) -> None:
        self.kept[name] = value


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture
def saved() -> list[str]:
    return []


@pytest.fixture
def choices(saved: list[str]) -> HomeChoices:
    settings: dict[str, Value] = {}
    return HomeChoices(Memory(), settings, lambda: saved.append(str(settings["counselor"])))


def shown(
    bench: Workbench, desk: Desk, choices: HomeChoices, qtbot: QtBot, width: int = 1180
) -> HomePage:
    page = HomePage(desk, bench, choices)
    qtbot.addWidget(page)
    page.resize(width, 740)
    page.show()
    bench.actions.open_page(PAGE)
    page.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    return page


@pytest.fixture
def page(bench: Workbench, desk: Desk, choices: HomeChoices, qtbot: QtBot) -> HomePage:
    bring_up_to_date(desk)
    return shown(bench, desk, choices, qtbot)


def choose(page: HomePage, kind: str, school: str = "") -> None:
    box = page.scope.scope
    places = [n for n in range(box.count()) if box.itemData(n) == (kind, school)]
    box.setCurrentIndex(places[0])


def numbers(page: HomePage) -> dict[str, str]:
    return {name: page.cards[name].face().number for name in FIGURES}


def test_without_a_name_the_figures_are_those_of_the_district(page: HomePage, desk: Desk) -> None:
    told = glance(desk, Whose())
    assert numbers(page) == {name: f"{told.figures[name]:,}" for name in FIGURES}
    assert page.cards[COMPLETED].face().beside == f"{told.last_year.students} in 2025-26"
    assert page.count.text() == f"{told.students} students"
    assert not page.stale.isVisible()
    assert set(TITLES) == set(MEANINGS) == set(CARDS)


def test_my_caseload_asks_for_the_name_once_and_remembers_it(
    page: HomePage,
    bench: Workbench,
    desk: Desk,
    choices: HomeChoices,
    saved: list[str],
    settle: Settle,
    qtbot: QtBot,
) -> None:
    choose(page, CASELOAD)
    settle()
    assert page.scope.whose() is None
    assert not page.cards[NO_PLAN].isVisible()
    name = scopes(desk).counselors[0]
    page.scope.counselor.setCurrentIndex(page.scope.counselor.findData(name))
    settle()
    assert saved == [name]
    told = glance(desk, Whose(counselor=name))
    assert numbers(page) == {figure: f"{told.figures[figure]:,}" for figure in FIGURES}
    again = shown(bench, desk, choices, qtbot)
    assert again.scope.whose() == Whose(counselor=name)


def test_a_counselor_who_writes_here_finds_the_own_caseload(
    bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    name = scopes(desk).counselors[-1]
    page = shown(bench, desk, HomeChoices(Memory(), {}, lambda: None, name), qtbot)
    assert page.scope.whose() == Whose(counselor=name)


def test_a_school_is_chosen_and_remembered(
    page: HomePage, bench: Workbench, desk: Desk, choices: HomeChoices, settle: Settle, qtbot: QtBot
) -> None:
    short, name = scopes(desk).schools[0]
    choose(page, SCHOOL, short)
    settle()
    assert page.scope.words() == name
    told = glance(desk, Whose(school=short))
    assert page.count.text().startswith(str(told.students))
    assert shown(bench, desk, choices, qtbot).scope.whose() == Whose(school=short)
    choices.keep_scope(SCHOOL, "gone")
    assert shown(bench, desk, choices, qtbot).scope.whose() == Whose()


def test_each_card_opens_its_students_by_mouse_and_by_keys(
    page: HomePage, bench: Workbench, desk: Desk, settle: Settle
) -> None:
    listed: list[tuple[str, tuple[str, ...]]] = []
    bench.requests.students_listed.connect(lambda title, uids: listed.append((title, uids)))
    parts: list[tuple[str, int]] = []
    bench.requests.completers_requested.connect(lambda name, year: parts.append((name, year)))
    for name in FIGURES:
        card = page.cards[name]
        click(card)
        settle()
        uids = glance_students(desk, name, Whose())
        if name == COMPLETED and not uids:
            assert parts == [("completers_find", 2026)]
        else:
            assert listed[-1] == (f"{card.face().title}, The district", uids)
    card = page.cards[NO_PLAN]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        listed.clear()
        card.setFocus()
        press(card, key)
        settle()
        assert len(listed) == 1


def test_completers_of_each_year_stand_as_bars_that_open_them(
    page: HomePage, bench: Workbench, desk: Desk, settle: Settle
) -> None:
    listed: list[tuple[str, tuple[str, ...]]] = []
    parts: list[tuple[str, int]] = []
    bench.requests.students_listed.connect(lambda title, uids: listed.append((title, uids)))
    bench.requests.completers_requested.connect(lambda name, year: parts.append((name, year)))
    save_earlier_total(desk, EarlierTotal("", 2019, students=600))
    page.refresh(Changes(frozenset({"earlier_total"})))
    settle()
    assert "earlier_total" in page.listens
    told = glance(desk, Whose()).growth
    bars = page.years.chart.bars()
    assert [(bar.key, bar.value) for bar in bars] == [
        (str(one.count.school_year), one.count.students) for one in told
    ]
    assert (bars[0].hatched, bars[0].figure) == (True, "600 students, entered")
    assert (bars[-1].hatched, bars[-1].figure) == (False, f"{told[-1].count.students} so far")
    for key in ("2019", "2025"):
        page.years.chart.go_to(key)
        press(page.years.chart, Qt.Key.Key_Return)
        settle()
    click(page.years.all_figures)
    assert sorted(parts) == [("completers_figures", 2019), ("completers_figures", 2026)]
    uids = glance_students(desk, COMPLETED, Whose(), 2025)
    assert listed == [("Completers 2025-26, The district", uids)]
    assert len(uids) == told[-2].count.students


def test_a_figure_that_is_not_worked_out_yet_is_a_dash(
    bench: Workbench, desk: Desk, choices: HomeChoices, qtbot: QtBot
) -> None:
    page = shown(bench, desk, choices, qtbot)
    told = numbers(page)
    assert {told[name] for name in ON_STANDINGS} == {"–"}
    assert told[NO_PLAN] != "–"


def test_how_completers_grew_is_told_in_words() -> None:
    def said(before: int | None, now: int | None) -> str:
        counts = (YearCount(2024, before, None), YearCount(2025, now, None))
        return growth_sentence(grown(counts)[-1])

    assert said(600, 1288) == (
        "688 students more completed in 2025-26 than in 2024-25. That is 2.1 times as many."
    )
    assert said(10, 11) == "1 student more completed in 2025-26 than in 2024-25."
    assert said(10, 8) == "2 students fewer completed in 2025-26 than in 2024-25."
    assert said(8, 8) == "As many completed in 2025-26 as in 2024-25."
    assert said(None, 8) == said(8, None) == growth_sentence(None) == ""
    assert year_text(YearCount(2025, None, 9), running=False) == "9 completions, by the record"
    assert year_text(YearCount(2025, None, None), running=True) == "not known"


def test_tab_goes_from_the_choice_through_the_cards_in_reading_order(page: HomePage) -> None:
    page.scope.scope.setFocus()
    seen = []
    for _ in CARDS:
        press(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert isinstance(focused, FigureCard)
        assert focused.accessibleName().startswith(focused.face().title)
        seen.append(focused.figure)
    assert tuple(seen) == CARDS


@pytest.mark.parametrize(("width", "columns"), [(1180, 3), (700, 2), (420, 1)])
def test_the_cards_take_as_many_columns_as_there_is_room_for(
    bench: Workbench, desk: Desk, choices: HomeChoices, qtbot: QtBot, width: int, columns: int
) -> None:
    page = shown(bench, desk, choices, qtbot, width)
    qtbot.waitUntil(lambda: page.cards[NO_PLAN].width() > 100)
    tops = {card.y() for card in page.cards.values()}
    assert len(tops) == -(-len(CARDS) // columns)


def test_whose_figures_are_worked_out_anew_is_told_until_they_are(
    bench: Workbench, desk: Desk, choices: HomeChoices, qtbot: QtBot, settle: Settle
) -> None:
    page = shown(bench, desk, choices, qtbot)
    assert "being worked out anew" in page.stale.text()
    bring_up_to_date(desk)
    page.refresh(Changes(frozenset({"standings"})))
    settle()
    assert not page.stale.isVisible()
    page.refresh(Changes(frozenset({"students"})))
    settle()
    assert page.scope.whose() == Whose()


def test_an_empty_district_says_what_to_do(
    bench: Workbench, empty_desk: Desk, choices: HomeChoices, qtbot: QtBot
) -> None:
    page = shown(bench, empty_desk, choices, qtbot)
    assert page.scope.scope.count() == 1
    assert page.scope.scope.itemData(0) == (DISTRICT, "")
    assert not page.cards[NO_PLAN].isVisible()


def test_a_card_is_as_high_as_its_words_need(qapp: QApplication, qtbot: QtBot) -> None:
    card = FigureCard("x")
    qtbot.addWidget(card)
    card.show_face(Face("1", "Title", "Short.", "clock"))
    low = card.heightForWidth(300)
    card.show_face(Face("1", "Title", "A meaning of many words. " * 9, "clock", "2 in 2025-26"))
    high = card.heightForWidth(300)
    assert high > low
    assert card.heightForWidth(900) < high
    card.resize(300, high)
    assert not card.grab().isNull()
    theme.apply(qapp, theme.Look(dark=True, scale=1.5))
    assert card.heightForWidth(300) > high


def test_what_is_due_opens_its_list_and_old_files_the_page_data(
    page: HomePage, bench: Workbench, desk: Desk, settle: Settle
) -> None:
    line = list_students(desk)[0]
    add_reminder(desk, line.uid, Reminder("", "A. Lee", desk.today(), "Call home"))
    page.refresh(Changes(frozenset({"reminders"})))
    settle()
    assert page.cards[REMINDERS].face().number == "1"
    click(page.cards[REMINDERS])
    settle()
    assert page.dialog is not None
    assert [row.reminder.said for row in page.dialog.model.shown_rows()] == ["Call home"]
    page.dialog.accept()
    pages: list[str] = []
    bench.requests.page_requested.connect(pages.append)
    click(page.cards[OLD_IMPORTS])
    assert pages == ["data"]
    assert page.cards[OLD_IMPORTS].face().number == "0"
