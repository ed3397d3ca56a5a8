"""Fixed times and wishes made here are undone, and stay when a newer file has them otherwise."""

from __future__ import annotations

import pytest

from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.storage.busy_times import add_busy_time, list_busy_times, remove_busy_time
from cte_desktop.storage.database import Database
from cte_desktop.storage.import_report import REMOVED, KeptByHand
from cte_desktop.storage.kept_fields import choose_field, list_kept_fields
from cte_desktop.storage.students import find_student, load_student_file
from cte_desktop.storage.wishes import add_wish, list_wishes, remove_wish
from tests.storage.bringing import (
    a_file,
    a_student,
    bring,
    counts,
    do_again,
    edit,
    everything,
    take_back,
)

SPORT = BusyTime(2026, Term.FALL, "MWF", 930, 1050, "sport", "VL")
JOB = BusyTime(2026, Term.SPRING, "S", 600, 900, "job")
LUNCH = Wish(2, "lunch", "30", "must")
FIRST = ("001", 1, "course", "AU2", "like", "")


@pytest.fixture
def uid(memory: Database) -> str:
    """The id of a student with a fixed time and a wish of a file."""
    bring(
        memory,
        a_file("students", a_student("001")),
        a_file("busy", ("001", 2026, "spring", "TR", 900, 960, "carpool", "")),
        a_file("wishes", FIRST),
    )
    with memory.reading() as tx:
        student = find_student(tx, "001")
    assert student is not None
    return student.uid


def _busy(database: Database, uid: str) -> tuple[BusyTime, ...]:
    with database.reading() as tx:
        assert load_student_file(tx, uid).busy == tuple(b for _, b in list_busy_times(tx, uid))
        return load_student_file(tx, uid).busy


def _wishes(database: Database, uid: str) -> tuple[Wish, ...]:
    with database.reading() as tx:
        return load_student_file(tx, uid).wishes


def test_a_fixed_time_is_kept_as_it_is_and_goes_when_it_is_undone(
    memory: Database, uid: str
) -> None:
    before = everything(memory)
    edit(memory, add_busy_time, uid, SPORT)
    edit(memory, add_busy_time, uid, JOB)
    assert _busy(memory, uid)[1:] == (SPORT, JOB)
    take_back(memory)
    take_back(memory)
    assert everything(memory) == before
    do_again(memory)
    assert _busy(memory, uid)[1:] == (SPORT,)


def test_a_fixed_time_of_a_file_is_removed_and_comes_back(memory: Database, uid: str) -> None:
    before = _busy(memory, uid)
    with memory.reading() as tx:
        ((row, _),) = list_busy_times(tx, uid)
    assert edit(memory, remove_busy_time, row)
    assert not edit(memory, remove_busy_time, row)
    assert _busy(memory, uid) == ()
    take_back(memory)
    assert _busy(memory, uid) == before
    take_back(memory)  # the import, too
    assert everything(memory)["busy_time"] == []


def test_wishes_are_kept_by_rank_and_undone(memory: Database, uid: str) -> None:
    row = edit(memory, add_wish, uid, LUNCH)
    edit(memory, add_wish, uid, Wish(1, "latest_end", "18:00", "like", "MW"))
    assert [wish.kind for wish in _wishes(memory, uid)] == ["course", "latest_end", "lunch"]
    assert edit(memory, remove_wish, row)
    with memory.reading() as tx:
        assert [wish.kind for _, wish in list_wishes(tx, uid)] == ["course", "latest_end"]
    take_back(memory)
    assert LUNCH in _wishes(memory, uid)


def test_what_was_made_here_is_not_removed_for_a_file_without_it(
    memory: Database, uid: str
) -> None:
    edit(memory, add_busy_time, uid, SPORT)
    edit(memory, add_wish, uid, LUNCH)
    other = ("001", 2026, "fall", "T", 900, 960, "job", "")
    result = bring(
        memory, a_file("busy", other), a_file("wishes", ("001", 3, "summer", "", "no", "")),
        replace=True,
    )  # fmt: skip
    assert [file.removed for file in result.files] == [1, 1]
    assert [busy.kind for busy in _busy(memory, uid)] == ["sport", "job"]
    assert [wish.kind for wish in _wishes(memory, uid)] == ["lunch", "summer"]


def test_a_file_that_has_it_otherwise_is_told_and_can_be_chosen(memory: Database, uid: str) -> None:
    edit(memory, add_busy_time, uid, SPORT)
    edit(memory, add_wish, uid, LUNCH)
    result = bring(
        memory,
        a_file("busy", ("001", 2026, "fall", "MWF", 930, 1050, "job", "VL")),
        a_file("wishes", ("001", 2, "lunch", "45", "must", "")),
    )
    assert [file.kept for file in result.files] == [
        [KeptByHand(2, "kind", "sport", "job")],
        [KeptByHand(2, "value", "30", "45")],
    ]
    assert SPORT in _busy(memory, uid)
    assert LUNCH in _wishes(memory, uid)
    with memory.reading() as tx:
        kept = {one.column.rpartition(":")[2]: one for one in list_kept_fields(tx)}
    assert (kept["kind"].here, kept["value"].file) == ("sport", "45")
    edit(memory, choose_field, kept["value"], "file")
    assert _wishes(memory, uid)[1].value == "45"
    take_back(memory)
    assert LUNCH in _wishes(memory, uid)


def test_a_fixed_time_of_a_file_that_was_removed_here_stays_removed_and_is_told(
    memory: Database, uid: str
) -> None:
    file = ("001", 2026, "spring", "TR", 900, 960, "carpool", "")
    with memory.reading() as tx:
        ((row, carpool),) = list_busy_times(tx, uid)
    edit(memory, remove_busy_time, row)
    before = everything(memory)
    other = ("001", 2026, "spring", "F", 900, 960, "carpool", "")
    again = bring(memory, a_file("busy", file))
    assert (counts(again), again.step) == ([(0, 0, 1, 0, 0)], None)
    assert [(kept.row, kept.column) for kept in again.files[0].kept] == [(2, REMOVED)]
    assert everything(memory) == before
    assert counts(bring(memory, a_file("busy", file, other))) == [(1, 0, 1, 0, 0)]
    edit(memory, add_busy_time, uid, carpool)
    assert bring(memory, a_file("busy", file, other)).files[0].kept == []
    assert len(_busy(memory, uid)) == 2
