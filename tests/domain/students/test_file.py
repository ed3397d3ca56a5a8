"""Which pathways a student is signed up for, told by enrollments and students.csv."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import Enrollment
from tests.builders import file_of, rows


def enrolled(*lines: str) -> tuple[Enrollment, ...]:
    """Enrollments as lines of action, pathway and day of September 2026, if it is known."""
    made = []
    for line in lines:
        action, pathway, *day = line.split()
        made.append(Enrollment(pathway, action, date(2026, 9, int(day[0])) if day else None))
    return tuple(made)


@pytest.mark.parametrize(
    ("lines", "listed", "pathways"),
    [
        ((), "", ()),
        ((), "Welding", ("Welding",)),
        (("interested Welding 1",), "", ()),
        (("signed_up Welding 1",), "", ("Welding",)),
        (("signed_up Welding 1", "signed_up Welding 2"), "", ("Welding",)),
        (("signed_up Welding 1", "signed_up Law 2"), "", ("Welding", "Law")),
        (("signed_up Welding 1", "signed_up Law 1"), "", ("Law", "Welding")),
        (("signed_up Welding 1", "changed Law 2"), "", ("Law",)),
        (("signed_up Welding 1", "left Welding 2"), "", ()),
        (("left Welding 1", "signed_up Welding 2"), "", ("Welding",)),
        (("left Welding 1",), "", ()),
        (("signed_up Welding", "left Welding 1"), "", ()),
        (("signed_up Law 1",), "Welding", ("Law", "Welding")),
        (("signed_up Welding 1", "signed_up Law 2"), "Welding", ("Welding", "Law")),
        (("signed_up Welding 1", "left Welding 2"), "Welding", ()),
        (("left Welding 1", "signed_up Welding 2"), "Welding", ("Welding",)),
    ],
)
def test_the_pathways_in_force(
    lines: tuple[str, ...], listed: str, pathways: tuple[str, ...]
) -> None:
    assert file_of(enrollments=enrolled(*lines), pathway=listed).pathways == pathways


def test_the_order_of_the_rows_does_not_matter_but_their_days_do() -> None:
    lines = ("signed_up Welding 1", "signed_up Law 2", "left Welding 3")
    for shuffled in permutations(lines):
        assert file_of(enrollments=enrolled(*shuffled)).pathways == ("Law",)


def test_rows_of_the_record_know_their_time_and_identity() -> None:
    fall, spring = rows("10 year GEOM B section=77")
    assert fall.moment < spring.moment
    assert spring.identity == (2026, Term.SPRING.value, "GEOM", "77", "VL")
