"""About one student in six wishes something; every kind comes up, and some can't all come true."""

from __future__ import annotations

from collections import Counter

from cte_desktop.domain.students.decisions import STRENGTHS, WISH_KINDS
from tests.exchange.sample.written_district import Row, WrittenDistrict


def test_about_one_student_in_six_wishes_something(district: WrittenDistrict) -> None:
    wishing = {row["student_id"] for row in district.rows("wishes.csv")}
    asked = [s for s in district.students.values() if int(s["grade_level"]) >= 8]
    assert 0.13 < len(wishing) / len(asked) < 0.2


def test_every_kind_and_strength_comes_up(district: WrittenDistrict) -> None:
    rows = district.rows("wishes.csv")
    assert {row["kind"] for row in rows} == set(WISH_KINDS)
    assert {row["strength"] for row in rows} == set(STRENGTHS)
    assert any(row["days"] for row in rows if row["kind"] == "extended_day")
    assert any(" by " in row["value"] for row in rows if row["kind"] == "pathway")


def test_ranks_count_from_one_without_a_gap(district: WrittenDistrict) -> None:
    for rows in _by_student(district).values():
        assert [int(row["rank"]) for row in rows] == list(range(1, len(rows) + 1))


def test_some_wish_what_contradicts_itself(district: WrittenDistrict) -> None:
    found: Counter[str] = Counter()
    for rows in _by_student(district).values():
        musts = {(row["kind"], row["value"]) for row in rows if row["strength"] == "must"}
        found["course"] += any(("avoid", v) in musts for kind, v in musts if kind == "course")
        found["load"] += {("load", "7-7"), ("free_period", "3")} <= musts
        found["evening"] += ("extended_day", "no") in musts and any(
            kind == "pathway" for kind, _ in musts
        )
    assert min(found.values()) > 0


def _by_student(district: WrittenDistrict) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in district.rows("wishes.csv"):
        found.setdefault(row["student_id"], []).append(row)
    return found
