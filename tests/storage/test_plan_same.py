"""The short way through plans that a file brings again says and does what the long way would."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.storage import plan_import
from cte_desktop.storage.database import Database
from cte_desktop.storage.import_report import FileCounts
from tests.storage.bringing import FIELDS, a_file, a_student, bring, counts

VALUES: dict[str, tuple[Any, ...]] = {
    "student_id": ("001", "002"),
    "plan": ("Plan A", "Plan B"),
    "grade_level": (11,),
    "term": ("fall", "spring", "year"),
    "lane": ("day",),
    "course_code": ("ENG11", "GD2", "AP-LIT"),
    "section_id": ("", "S1"),
    "locked": (0, 0, 1),
    "period": ("", "P1"),
    "site": ("", "", "CN"),
    "choice": (0, 0, 0, 1, 2),
    "status": ("active", "active", "named", ""),
    "signed_on": (None, None, "2027-01-15"),
}
ROWS = st.lists(st.tuples(*(st.sampled_from(VALUES[name]) for name in FIELDS["plans"])), max_size=8)


def _plans(database: Database) -> list[tuple[Any, ...]]:
    with database.reading() as tx:
        rows = tx.connection.exec_driver_sql(
            "SELECT p.student, p.name, p.status, p.signed_on, m.position, m.course_code, m.term, "
            "m.period, m.section_id, m.site, m.alternates, m.locked FROM plan p "
            "LEFT JOIN placement m ON m.plan = p.key ORDER BY p.key, m.key"
        )
        return [tuple(row) for row in rows]


def _brought(*files: list[tuple[Any, ...]]) -> tuple[list[FileCounts], list[tuple[Any, ...]]]:
    with Database.in_memory() as database:
        bring(database, a_file("students", a_student("001"), a_student("002")))
        said = [bring(database, a_file("plans", *rows)).files[0] for rows in files]
        return said, _plans(database)


@given(ROWS, ROWS)
@settings(max_examples=30, deadline=None)
def test_the_short_way_is_as_the_long_way(
    first: list[tuple[Any, ...]], newer: list[tuple[Any, ...]]
) -> None:
    files = (first, first, [*first, *newer], newer)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plan_import, "TOLD", frozenset({"never"}))
        long = _brought(*files)
    assert _brought(*files) == long


def test_plans_that_a_file_brings_again_go_the_short_way(
    memory: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        ("001", "Plan A", 11, "year", "day", "ENG11", "", 0, "P1", "", 0, "active", None),
        ("001", "Plan A", 11, "fall", "day", "AP-LIT", "", 0, "", "", 1, "active", None),
        ("001", "Plan A", 11, "fall", "day", "GD2", "S1", 1, "", "CN", 0, "active", None),
    ]
    bring(memory, a_file("students", a_student("001")), a_file("plans", *rows))
    before = _plans(memory)
    monkeypatch.setattr(plan_import, "wanted_plans", None)
    assert counts(bring(memory, a_file("plans", *rows))) == [(0, 0, 3, 0, 0)]
    assert counts(bring(memory, a_file("plans", *rows[:2]))) == [(0, 0, 2, 0, 1)]
    assert _plans(memory) == before
