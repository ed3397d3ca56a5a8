"""The forecast of a district of worked cases, against figures counted by hand and by SQL."""

from __future__ import annotations

import pytest

from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.domain.completion.forecast.bounds import (
    BOUNDS,
    FORECAST_BY,
    Bound,
    Counts,
    PastYear,
)
from cte_desktop.services import crew
from cte_desktop.services.desk import Desk
from cte_desktop.services.forecast.sheet import (
    forecast_sheet,
    set_goal,
    students_behind,
    students_waiting,
)
from cte_desktop.services.forecast.track_record import track_record
from cte_desktop.services.history import undo
from cte_desktop.services.planning import new_plan, save_plan
from cte_desktop.services.standings import count_stale
from cte_desktop.system.errors import WrongCall
from tests.services.forecast.people import COOKING, DANCE, WELDING, ids_of, uid_of

EXPECTED = {
    (2026, Bound.LOWER): ["0001", "0002"],
    (2026, Bound.BY_PLAN): ["0001", "0002"],
    (2026, Bound.UPPER): ["0001", "0002", "0003"],
    (2027, Bound.LOWER): [],
    (2027, Bound.BY_PLAN): ["0004"],
    (2027, Bound.UPPER): ["0004", "0005", "0010", "0012"],
    (2028, Bound.BY_PLAN): [],
    (2028, Bound.UPPER): ["0006"],
    (2029, Bound.UPPER): ["0009"],
}


@pytest.mark.parametrize(("year", "bound"), EXPECTED)
def test_each_figure_has_the_students_that_its_definition_names(
    desk: Desk, year: int, bound: Bound
) -> None:
    found = ids_of(desk, students_behind(desk, year, bound))
    assert found == EXPECTED[year, bound]
    sheet = forecast_sheet(desk)
    total = sheet.forecast.total.years[year - 2026].of(bound)
    assert total == Counts(len(found), len(found))


def test_every_line_opens_its_students(desk: Desk) -> None:
    for by in FORECAST_BY:
        made = forecast_sheet(desk, by).forecast
        for line in made.lines:
            for year, outlook in zip(made.years, line.years, strict=True):
                for bound in BOUNDS:
                    found = students_behind(desk, year, bound, by, line.key)
                    assert len(found) == outlook.of(bound).students
            assert len(students_behind(desk, 2025, None, by, line.key)) == line.before.students


def test_the_upper_figure_is_that_of_a_query_of_its_own(desk: Desk) -> None:
    with desk.database.reading() as tx:
        rows = tx.connection.exec_driver_sql(
            "SELECT substr(program, 9), coalesce(completed_in, ends_in, last_end), count(*) "
            "FROM standing WHERE program LIKE 'pathway:%' AND status <> 'not_met' "
            "GROUP BY 1, 2 HAVING coalesce(completed_in, ends_in, last_end) >= 2026"
        ).all()
    made = forecast_sheet(desk).forecast
    told = {
        (line.key, year, one.upper.completions)
        for line in made.lines
        for year, one in zip(made.years, line.years, strict=True)
        if one.upper.completions
    }
    assert told == {tuple(row) for row in rows}


def test_beside_it_stand_last_year_the_goal_and_what_waits_for_a_mark(desk: Desk) -> None:
    sheet = forecast_sheet(desk)
    assert (sheet.before.school_year, sheet.before.students) == (2025, 1)
    assert (sheet.goal, sheet.stale, sheet.students) == (0, 0, 12)
    assert ids_of(desk, students_waiting(desk)) == ["0011"]
    assert len(sheet.waiting) == 1
    assert {line.key for line in sheet.forecast.lines} == {COOKING, DANCE, WELDING}


def test_a_goal_makes_nobody_stale_and_is_undone_in_one_step(desk: Desk) -> None:
    assert "settings" in set_goal(desk, 1400).nouns
    assert forecast_sheet(desk).goal == 1400
    assert count_stale(desk) == 0
    undo(desk)
    assert forecast_sheet(desk).goal == 0


def test_one_year_alone_can_be_asked_for_but_none_that_is_over(desk: Desk) -> None:
    alone = forecast_sheet(desk, Breakdown.SITE, 2027)
    assert alone.forecast.years == (2027,)
    assert alone.forecast.total.years[0] == forecast_sheet(desk).forecast.total.years[1]
    assert alone.before.school_year == 2025
    for year in (2025, 2032):
        with pytest.raises(WrongCall, match="no forecast"):
            forecast_sheet(desk, school_year=year)


def test_past_years_tell_how_many_capstones_under_way_were_completed(desk: Desk) -> None:
    assert track_record(desk) == (PastYear(2025, 2, 1),)
    assert track_record(desk)[0].share == 0.5


def test_exactly_it_is_the_same_when_nothing_is_kept(desk: Desk) -> None:
    kept = forecast_sheet(desk)
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql("DELETE FROM standing")
        tx.connection.exec_driver_sql("DELETE FROM standing_basis")
    assert forecast_sheet(desk).forecast.lines == ()
    exact = forecast_sheet(desk, exact=True)
    assert (exact.forecast, exact.waiting) == (kept.forecast, kept.waiting)
    assert exact.stale == 12


def test_of_whom_the_audit_fails_an_exact_forecast_says_how_many(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_plan(desk, new_plan(desk, uid_of(desk, "0005")), "edit_plan")
    before = forecast_sheet(desk, exact=True)

    def fails(*_words: object, **_more: object) -> list[tuple[tuple[()], dict[int, str]]]:
        return [((), {5: "ValueError"})]

    monkeypatch.setattr(crew, "work_through", fails)
    after = forecast_sheet(desk, exact=True)
    assert (before.undecided, after.undecided) == (0, 1)
