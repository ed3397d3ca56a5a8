"""The forecast of a district of 22,000 students: its figures, its lists, its letters.

`python -m benchmarks.forecast`. Nobody else's program forecasts completers; each figure stands
beside counting the same rows in one plain SQL statement, which tells no bound and no student.
"""

from __future__ import annotations

from functools import partial

from benchmarks._measure import big_district, loop_seconds, median_seconds, tell
from cte_desktop.domain.completion.forecast.bounds import FORECAST_BY, Bound
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.forecast.explorers import explorer_sheet
from cte_desktop.services.forecast.letters import ONE_COURSE, LetterOrder, letters_pdf
from cte_desktop.services.forecast.near_lists import last_chances, one_course_to_plan
from cte_desktop.services.forecast.sheet import forecast_sheet, students_behind
from cte_desktop.services.forecast.track_record import track_record

_PLAIN = (
    "SELECT program, coalesce(completed_in, ends_in), count(*), count(DISTINCT student) "
    "FROM standing WHERE program LIKE 'pathway:%' GROUP BY 1, 2"
)


def main() -> None:
    """Measure and print."""
    print(f"a loop of plain Python: {loop_seconds() * 1000:.1f} ms")
    desk = big_district()
    year = school_year_of(desk.today())
    plain = median_seconds(lambda: _plain(desk))
    for by in FORECAST_BY:
        ours = median_seconds(partial(forecast_sheet, desk, by))
        tell(f"forecast by {by.value}", ours, plain, "<= 50 ms")
    behind = median_seconds(lambda: students_behind(desk, year + 1, Bound.UPPER))
    tell("students behind a figure", behind, 0, "<= 50 ms")
    tell("past years", median_seconds(lambda: track_record(desk)), 0, "in the background")
    tell("one course away", median_seconds(lambda: one_course_to_plan(desk)), 0, "<= 500 ms")
    tell("last chance", median_seconds(lambda: last_chances(desk)), 0, "<= 500 ms")
    tell("explorers", median_seconds(lambda: explorer_sheet(desk)), 0, "<= 500 ms")
    order = LetterOrder(ONE_COURSE, one_course_to_plan(desk))
    letters = median_seconds(lambda: letters_pdf(desk, order), runs=1)
    tell(f"{len(order.chosen):,} letters", letters, 0, "<= 2 s", "s")
    desk.close()


def _plain(desk: Desk) -> None:
    with desk.database.reading() as tx:
        tx.connection.exec_driver_sql(_PLAIN).all()


if __name__ == "__main__":
    main()
