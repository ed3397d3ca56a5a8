"""Fixed times as people know them, and the rows that are kept of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BUSY_KINDS, BusyTime
from cte_desktop.domain.students.fixed_times import (
    REST_OF_DAY,
    SEASON_TERMS,
    FixedTime,
    Rung,
    Season,
    after_last_bell,
    busy_rows,
    fixed_times,
    overlapping,
    rung,
    season_of,
)
from tests.builders import catalog

WINTER = SEASON_TERMS[Season.WINTER]
PRACTICE = FixedTime("sport", 2027, WINTER, "MTWRF", 930, 1050, "VL")


def test_a_practice_over_two_terms_is_one_line_and_two_rows() -> None:
    rows = busy_rows((PRACTICE,))
    assert [row.term for row in rows] == [Term.FALL, Term.SPRING]
    assert fixed_times(rows) == (PRACTICE,)
    assert fixed_times(rows, first_year=2028) == ()


@given(
    st.lists(
        st.builds(
            BusyTime,
            st.integers(2026, 2028),
            st.sampled_from(list(Term)),
            st.sampled_from(["M", "TR", "MTWRF"]),
            st.integers(480, 900),
            st.integers(901, 1200),
            st.sampled_from(BUSY_KINDS),
            st.sampled_from(["", "VL"]),
        ),
        max_size=8,
        unique=True,
    )
)
def test_rows_become_lines_and_rows_again(rows: list[BusyTime]) -> None:
    assert set(busy_rows(fixed_times(rows))) == set(rows)


def test_a_season_is_known_by_its_terms() -> None:
    assert season_of((Term.FALL,)) is Season.FALL
    assert season_of(WINTER) is Season.WINTER
    assert season_of((Term.SUMMER,)) is None


def test_two_fixed_times_overlap_in_minutes_on_a_weekday_of_the_same_term() -> None:
    job = FixedTime("job", 2027, (Term.SPRING,), "TS", 1000, 1200)
    later = FixedTime("job", 2027, (Term.SPRING,), "T", 1050, 1200)
    assert overlapping((PRACTICE, job)) == ((PRACTICE, job, "T"),)
    assert overlapping((PRACTICE, later)) == ()
    assert overlapping((PRACTICE, FixedTime("job", 2028, WINTER, "T", 1000, 1200))) == ()


def test_a_reserved_period_rings_at_the_minutes_of_each_weekday() -> None:
    assert rung(catalog(), "VL", "P3", "MW") == (Rung("MW", 622, 672),)
    late = rung(catalog(), "CN", "P3", "MTWRF")
    assert [one.days for one in late] == ["MTWR", "F"]
    assert late[0].start != late[1].start
    assert rung(catalog(), "nowhere", "P3", "MW") == ()


def test_whoever_cannot_stay_is_gone_after_the_last_bell_of_the_weekday() -> None:
    stays = after_last_bell(catalog(), "CN", "RF")
    assert [(one.days, one.end) for one in stays] == [("R", REST_OF_DAY), ("F", REST_OF_DAY)]
    assert stays[0].start == 14 * 60 + 35, "period 7 is not for everybody"
    assert FixedTime("other", 2027, WINTER, "R", stays[0].start, REST_OF_DAY).is_rest_of_day
    assert not PRACTICE.is_rest_of_day
