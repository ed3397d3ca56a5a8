"""The disclosure log narrowed and printed: of a student, of several, of everyone; printing is
logged too.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from cte_desktop.services import printing
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosure_papers import keep_paper, log_of
from cte_desktop.services.disclosures import Sought, list_disclosures
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.system.errors import WrongCall
from tests.reports.reading import words

OFFICE = Disclosure("Registrar", "meeting")


@pytest.fixture
def logged(desk: Desk) -> tuple[str, str]:
    """The ids of two students of whom papers went out: one alone, then both together."""
    first, second = (case.file.student for case, _ in zip(open_cases(desk), "ab", strict=False))
    case = next(open_cases(desk, (first.student_id,)))
    printing.log_print(desk, "plan", case, Disclosure("parent", "yearly meeting"))
    printing.log_print(desk, "plan", next(open_cases(desk, (second.student_id,))), OFFICE)
    return first.student_id, second.student_id


def _uid(desk: Desk, student_id: str) -> str:
    return next(open_cases(desk, (student_id,))).file.student.uid


@pytest.mark.parametrize(
    ("sought", "left"),
    [
        (Sought(), 2),
        (Sought(recipient="parent"), 1),
        (Sought(purpose="meeting"), 1),
        (Sought(actor="A. Lee", what="Four-year plan"), 2),
        (Sought(actor="Nobody"), 0),
        (Sought(what="Week"), 0),
    ],
)
def test_the_log_is_narrowed_to_what_is_sought(
    desk: Desk, logged: tuple[str, str], sought: Sought, left: int
) -> None:
    assert logged
    assert len(list_disclosures(desk, sought=sought)) == left


def test_days_are_those_of_the_clock_on_the_wall_and_both_count(
    desk: Desk, logged: tuple[str, str]
) -> None:
    assert logged
    day = list_disclosures(desk)[0].day
    later, before = day + timedelta(days=1), day - timedelta(days=1)
    assert len(list_disclosures(desk, sought=Sought(since=day, until=day))) == 2
    assert list_disclosures(desk, sought=Sought(since=later)) == ()
    assert list_disclosures(desk, sought=Sought(until=before)) == ()


def test_what_is_sought_is_said_on_the_paper(desk: Desk, logged: tuple[str, str]) -> None:
    assert logged
    sought = Sought(recipient="parent", since=date(2026, 1, 5))
    text = words(log_of(desk, sought=sought).content)
    assert "Only: received by parent; from January 5, 2026." in text
    assert "1 entry, newest first." in text


def test_the_log_of_everyone_is_about_those_whom_it_names(
    desk: Desk, logged: tuple[str, str]
) -> None:
    printing.print_to(desk, "plan", Whom(logged), Path(f"{desk.database.path}.pdf"), OFFICE)
    printing.print_to(
        desk, "plan", Whom(filter_text="grade:10"), Path(f"{desk.database.path}.pdf"), OFFICE
    )
    assert log_of(desk).students == {_uid(desk, one) for one in logged}


def test_a_printed_log_is_itself_an_entry_and_no_file_stands_without_it(
    desk: Desk, logged: tuple[str, str], tmp_path: Path
) -> None:
    uid = _uid(desk, logged[0])
    keep_paper(desk, log_of(desk, uid), tmp_path / "log.pdf", OFFICE)
    assert [line.what for line in list_disclosures(desk, uid)] == ["Disclosures", "Four-year plan"]


def test_logs_of_students_go_into_one_file_or_one_each(
    desk: Desk, logged: tuple[str, str], tmp_path: Path
) -> None:
    one = printing.print_to(desk, "disclosures", Whom(logged), tmp_path / "logs.pdf", OFFICE)
    each = printing.print_to(desk, "disclosures", Whom(logged), tmp_path / "logs", OFFICE)
    assert (one.students, each.students) == (2, 2)
    assert sorted(path.name for path in each.files) == sorted(
        f"disclosures-{student_id}.pdf" for student_id in logged
    )
    newest = list_disclosures(desk)[0]
    assert set(newest.student_uids) == {_uid(desk, student_id) for student_id in logged}


def test_nobody_or_an_unknown_student_is_a_wrong_call(desk: Desk, tmp_path: Path) -> None:
    for whom in (Whom(("nobody",)), Whom(filter_text="zzzz")):
        with pytest.raises(WrongCall):
            printing.print_to(desk, "disclosures", whom, tmp_path / "logs.pdf", OFFICE)
    assert not (tmp_path / "logs.pdf").exists()
    assert list_disclosures(desk) == ()
