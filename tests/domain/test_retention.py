"""From which day records may be destroyed."""

from __future__ import annotations

from datetime import date

from cte_desktop.domain.retention import RecordClass, has_left, last_school_year
from cte_desktop.services.retention_rules import retention_rules


def test_permitted_records_may_go_six_months_after_leaving() -> None:
    assert retention_rules().class_of("plans").since(2025) == date(2027, 1, 1)


def test_interim_records_may_go_in_the_third_school_year_after_they_were_classified() -> None:
    # Of 2013-14 from 1 July 2017, as the guide counts that the rules name.
    assert retention_rules().class_of("tests").since(2013) == date(2017, 7, 1)


def test_permanent_records_never_go() -> None:
    assert retention_rules().class_of("courses").since(1990) is None
    assert RecordClass("x", "").for_ever


def test_nobody_has_left_before_the_class_graduates_or_while_courses_go_on() -> None:
    assert last_school_year(2027, 2024) == 2026
    assert last_school_year(2026, 2026) == 2026  # a fifth year
    assert last_school_year(2026, None) == 2025
    assert not has_left(2026, date(2027, 6, 30))
    assert has_left(2026, date(2027, 7, 1))


def test_years_without_dates_have_never_ended() -> None:
    assert not has_left(0, date(2027, 7, 1))
    assert not has_left(9999, date(2027, 7, 1))
