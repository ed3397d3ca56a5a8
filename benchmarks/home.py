"""The page Home and the lists of sign-ups for a district of 22,000 students.

* the figures of the district, of a school, of a caseload: <= 100 ms; yardstick: the same standings
  and plans fetched as rows and counted in Python.
* the lists of sign-ups, read at once; yardstick: fetching every row of enrollments.csv and of the
  students.
* what to suggest to a student, in blocks as the window asks; yardstick: the nearest pathways alone.
"""

from __future__ import annotations

from benchmarks._measure import big_district, median_seconds, tell
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.glance import Whose, glance, scopes
from cte_desktop.services.pathways import nearest
from cte_desktop.services.sign_ups.listing import changed, interested, not_signed_up
from cte_desktop.services.sign_ups.suggesting import suggest_to
from cte_desktop.storage.fetching import fetch

PLANS = (
    'SELECT s."key", s.grade_level, p."key", p.signed_on, (SELECT count(*) FROM placement l '
    'WHERE l."plan" = p."key") FROM student s LEFT JOIN "plan" p ON p.student = s."key"'
)
STANDINGS = (
    "SELECT student, program, status, stage, completed_in, short_of, only_year, last_start "
    "FROM standing"
)
ROWS = (PLANS, STANDINGS)
SIGN_UP_ROWS = ("SELECT * FROM enrollment", "SELECT * FROM student")
BLOCK, BLOCKS = 15, 10


def main() -> None:
    """Measure the figures in each scope, the lists, and suggestions."""
    desk = big_district()
    naive = median_seconds(lambda: _fetched(desk, ROWS))
    found = scopes(desk)
    for name, whose in (
        ("the district", Whose()),
        ("a school", Whose(school=found.schools[0][0])),
        ("a caseload", Whose(counselor=found.counselors[0])),
    ):
        ours = median_seconds(lambda whose=whose: glance(desk, whose))  # type: ignore[misc]
        tell(f"home: {name}", ours, naive, "<= 100 ms")
    lists = median_seconds(lambda: (not_signed_up(desk), interested(desk), changed(desk)))
    tell("sign-ups: three lists", lists, median_seconds(lambda: _fetched(desk, SIGN_UP_ROWS)), "")
    ids = [one.student.student_id for one in not_signed_up(desk)[: BLOCK * BLOCKS]]
    ours = median_seconds(lambda: _suggested(desk, ids), runs=3) / len(ids)
    yardstick = median_seconds(lambda: _nearest(desk, ids), runs=3) / len(ids)
    tell("suggestions for a student", ours, yardstick, "<= 1x")
    desk.close()


def _fetched(desk: Desk, statements: tuple[str, ...]) -> int:
    """Fetch rows as they are and count those that say something."""
    with desk.database.reading() as tx:
        return sum(1 for statement in statements for row in fetch(tx, statement) if row[1])


def _suggested(desk: Desk, ids: list[str]) -> None:
    for start in range(0, len(ids), BLOCK):
        suggest_to(desk, tuple(ids[start : start + BLOCK]))


def _nearest(desk: Desk, ids: list[str]) -> None:
    for case in open_cases(desk, tuple(ids)):
        nearest(case)


if __name__ == "__main__":
    main()
