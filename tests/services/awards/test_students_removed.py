"""A student who was removed and imported again is the same person to the register."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.domain.completion.register.entries import AwardState, Kind
from cte_desktop.services.awards.awarding import award, award_one, reissue, revoke, withdraw
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.registering import RegisterLine, Wanted, register
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from tests.services.awards.people import PEOPLE, SPORTS, YEAR, write_files

LEAVER = "0001"


@pytest.fixture
def removed(desk: Desk, tmp_path: Path) -> Desk:
    """Everybody is awarded; then one is removed, and imported again from the same files."""
    award(desk, find_completers(desk, YEAR).open)
    for name, ids in (("without", set(PEOPLE) - {LEAVER}), ("again", set(PEOPLE))):
        folder = tmp_path / name
        folder.mkdir()
        write_files(folder, sorted(ids))
        import_paths(desk, (folder,), replace=True)
        if name == "without":
            assert line_of(desk).differs == ("gone",)
    return desk


def line_of(desk: Desk) -> RegisterLine:
    (line,) = (one for one in register(desk) if one.decided.student_id == LEAVER)
    return line


def test_nobody_is_awarded_the_same_pathway_twice(removed: Desk) -> None:
    found = find_completers(removed, YEAR)
    (own,) = (one for one in found.completed if one.student.student_id == LEAVER)
    line = line_of(removed)
    assert own.serial == line.serial
    assert not found.open
    assert not award_one(removed, own.student.uid, SPORTS).nouns
    assert len(register(removed, Wanted(kind=Kind.AWARD))) == len(found.completed)


def test_the_register_knows_whose_entry_it_is(removed: Desk) -> None:
    line = line_of(removed)
    with removed.database.reading() as tx:
        written = tx.connection.exec_driver_sql(
            "SELECT student_uid FROM register_entry WHERE serial = ?", (line.serial,)
        ).scalar_one()
    assert line.student_uid != written
    assert (line.differs, line.state) == ((), AwardState.IN_FORCE)
    assert register(removed, Wanted(student_uid=line.student_uid)) == (line,)


def test_what_was_taken_back_is_not_awarded_by_itself_to_who_came_again(removed: Desk) -> None:
    withdraw(removed, line_of(removed).serial, "awarded by mistake")
    found = find_completers(removed, YEAR)
    assert not found.open
    assert (LEAVER, "award_withdrawn") in {
        (one.student_id, one.because.code) for one in found.needs_a_person
    }


def test_a_certificate_is_issued_anew_or_revoked_for_who_came_again(removed: Desk) -> None:
    made = reissue(removed, line_of(removed).serial)
    (new,) = register(removed, Wanted(kind=Kind.REISSUE))
    assert (new.serial, new.differs) == (made.serial, ())
    revoke(removed, new.serial, "wrong name")
    assert not find_completers(removed, YEAR).open
