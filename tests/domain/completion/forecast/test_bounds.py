"""The three figures of a forecast are true bounds, whatever stands in the record."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.domain.completion.forecast.bounds import (
    BOUNDS,
    FORECAST_BY,
    Bound,
    Counts,
    Prospect,
    behind,
    completed,
    forecast,
    years_ahead,
)

YEARS = years_ahead(2026)
year = st.integers(2024, 2032)
any_prospect = st.builds(
    lambda student, pathway, site, kind, when, begun: Prospect(
        student,
        pathway,
        {"A": "X", "B": "X", "C": "Y"}[pathway],
        site,
        completed_in=when if kind == "completed" else None,
        ends_in=when if kind in {"completed", "planned"} else None,
        under_way=begun and kind == "planned",
        last_end=when if kind == "at_risk" else None,
        soonest=min(when, 2026 + begun) if kind == "at_risk" else None,
    ),
    st.integers(1, 6),
    st.sampled_from("ABC"),
    st.sampled_from(("VL", "CN")),
    st.sampled_from(("completed", "planned", "at_risk", "lost")),
    year,
    st.booleans(),
)
# A student stands in a pathway once.
districts = st.lists(any_prospect, max_size=14, unique_by=lambda one: (one.student, one.pathway))


def test_the_years_ahead_end_when_the_seventh_graders_of_today_graduate() -> None:
    assert YEARS == (2026, 2027, 2028, 2029, 2030, 2031)


@settings(max_examples=80, deadline=None)
@given(districts, st.sampled_from(FORECAST_BY))
def test_lower_is_never_above_by_plan_nor_that_above_upper(
    district: list[Prospect], by: Breakdown
) -> None:
    made = forecast(district, YEARS, by)
    for line in (*made.lines, made.total):
        for one in line.years:
            for of in ("students", "completions"):
                lower, plan, upper = (getattr(one.of(bound), of) for bound in BOUNDS)
                assert lower <= plan <= upper
            assert all(one.of(b).students <= one.of(b).completions for b in BOUNDS)


@settings(max_examples=80, deadline=None)
@given(districts, st.sampled_from(FORECAST_BY))
def test_the_lines_of_completions_add_up_and_students_count_once(
    district: list[Prospect], by: Breakdown
) -> None:
    made = forecast(district, YEARS, by)
    for place, school_year in enumerate(YEARS):
        for bound in BOUNDS:
            own = [line.years[place].of(bound) for line in made.lines]
            total = made.total.years[place].of(bound)
            assert sum(one.completions for one in own) == total.completions
            assert max([one.students for one in own], default=0) <= total.students
            assert total.students <= sum(one.students for one in own)
            assert len(behind(district, school_year, bound, by)) == total.students


@settings(max_examples=60, deadline=None)
@given(districts, st.sampled_from(FORECAST_BY))
def test_every_figure_opens_as_many_students_as_it_says(
    district: list[Prospect], by: Breakdown
) -> None:
    made = forecast(district, YEARS, by)
    for line in made.lines:
        assert len(completed(district, YEARS[0] - 1, by, line.key)) == line.before.students
        assert len(completed(district, YEARS[0], by, line.key)) == line.so_far.students
        for one, school_year in zip(line.years, YEARS, strict=True):
            for bound in BOUNDS:
                found = behind(district, school_year, bound, by, line.key)
                assert len(found) == one.of(bound).students


@settings(max_examples=60, deadline=None)
@given(districts, st.sampled_from(FORECAST_BY), st.data())
def test_no_more_complete_up_to_a_year_than_the_sum_of_the_upper_bound(
    district: list[Prospect], by: Breakdown, data: st.DataObject
) -> None:
    made = forecast(district, YEARS, by, summed=True)
    in_sum = [0] * len(YEARS)
    for one in district:  # what may come true: who is at risk is done in any year from the soonest
        if one.soonest is not None and one.last_end is not None:
            done = data.draw(st.integers(one.soonest, max(one.soonest, one.last_end)))
        else:
            done = one.ends_in or 0
        for place, school_year in enumerate(YEARS):
            in_sum[place] += YEARS[0] <= done <= school_year
    for place, school_year in enumerate(YEARS):
        total = made.total.years[place]
        lower, plan, upper = (total.of(bound).completions for bound in BOUNDS)
        assert lower <= plan <= upper
        assert in_sum[place] <= upper
        for bound in BOUNDS:
            found = behind(district, school_year, bound, by, since=YEARS[0])
            assert len(found) == total.of(bound).students
            if place:
                assert made.total.years[place - 1].of(bound).students <= len(found)


@settings(max_examples=60, deadline=None)
@given(districts)
def test_a_pathway_counts_in_one_year_of_each_figure(district: list[Prospect]) -> None:
    for one in district:
        lower, plan, upper = (one.year(bound) for bound in BOUNDS)
        assert plan in {lower, plan} if lower is None else plan == lower
        assert upper == plan if plan is not None else True


def test_who_completes_two_pathways_is_one_student_and_two_completions() -> None:
    two = [
        Prospect(7, "Welding", "MPD", "VL", ends_in=2027),
        Prospect(7, "Dance", "AME", "VL", last_end=2027),
    ]
    outlook = forecast(two, YEARS, Breakdown.SITE).total.years[1]
    assert outlook.of(Bound.LOWER) == Counts()
    assert outlook.of(Bound.BY_PLAN) == Counts(1, 1)
    assert outlook.of(Bound.UPPER) == Counts(1, 2)


def test_a_line_that_says_nothing_is_left_out() -> None:
    lost = [Prospect(1, "Welding", "MPD", "VL"), Prospect(2, "Dance", "AME", "VL", ends_in=2040)]
    assert forecast(lost, YEARS, Breakdown.PATHWAY).lines == ()
