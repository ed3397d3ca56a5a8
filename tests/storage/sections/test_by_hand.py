"""What people set of sections stays when a newer file has it otherwise, and the file's is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.catalog.section import Section, SectionMeeting
from cte_desktop.storage.database import Database
from cte_desktop.storage.import_report import REMOVED, ImportFile, ImportResult, KeptSection
from cte_desktop.storage.sections.editing import remove_section, rename_section, save_section
from cte_desktop.storage.sections.reading import find_section
from tests.storage.bringing import (
    FIELDS,
    a_file,
    a_meeting,
    bring,
    counts,
    do_again,
    edit,
    everything,
    take_back,
)

KEY = (2026, "S1")
ROOM = SectionMeeting("P1", "MTWRF", None, None, "A1")


def _sections(*rows: Any) -> ImportFile:
    return a_file("sections", *rows)


def _found(database: Database, key: tuple[int, str] = KEY) -> Section:
    with database.reading() as tx:
        found = find_section(tx, key)
    assert found is not None
    return found


def _kept(result: ImportResult) -> list[KeptSection]:
    return result.files[0].kept_sections


@pytest.fixture
def edited(memory: Database) -> Database:
    """A section of a file with 36 seats, to which a person gave 20 and a room."""
    bring(memory, _sections(a_meeting("S1"), a_meeting("S2")))
    edit(memory, save_section, replace(_found(memory), seats=20, meetings=(ROOM,)))
    return memory


def test_the_same_file_again_changes_nothing_and_tells_what_stays(edited: Database) -> None:
    before = everything(edited)
    result = bring(edited, _sections(a_meeting("S1"), a_meeting("S2")))
    meets = ("P1", "MTWRF", None, None)
    assert _kept(result) == [
        KeptSection(2, "S1", "seats", 20, 36),
        KeptSection(2, "S1", "meetings", [(*meets, "A1")], [(*meets, "")]),
    ]
    assert (result.step, counts(result)) == (None, [(0, 0, 2, 0, 0)])
    assert everything(edited) == before


def test_what_nobody_set_follows_the_file(edited: Database) -> None:
    row = a_meeting("S1", teacher="C. Diaz", seats=40)
    result = bring(edited, _sections(row, a_meeting("S2", seats=30)))
    assert counts(result) == [(0, 2, 0, 0, 0)]
    assert [kept.column for kept in _kept(result)] == ["seats", "meetings"]
    found = _found(edited)
    assert (found.teacher, found.seats, found.meetings) == ("C. Diaz", 20, (ROOM,))
    again = bring(edited, _sections(a_meeting("S1", teacher="B. Ortiz", seats=41)))
    assert (_kept(again)[0].here, _kept(again)[0].file) == (20, 41)


def test_a_file_that_says_the_same_tells_nothing(edited: Database) -> None:
    result = bring(edited, _sections(a_meeting("S1", seats=20, room="A1"), a_meeting("S2")))
    assert (_kept(result), result.step) == ([], None)


def test_columns_that_a_file_lacks_are_no_other_values(edited: Database) -> None:
    named = FIELDS["sections"]
    lacking = frozenset(named) - {"seats", "room"}
    rows = [(*a_meeting("S1"), 2)]
    result = bring(edited, ImportFile("sections", named, rows, given=lambda: lacking))
    assert (_kept(result), result.step) == ([], None)


def test_an_edit_taken_back_leaves_the_section_to_the_file(edited: Database) -> None:
    take_back(edited)
    result = bring(edited, _sections(a_meeting("S1", seats=40), a_meeting("S2")))
    assert _kept(result) == []
    assert _found(edited).seats == 40
    take_back(edited)
    do_again(edited)
    assert _found(edited).seats == 40


def test_set_back_to_the_value_of_the_file_it_is_the_file_s_again(edited: Database) -> None:
    edit(edited, save_section, replace(_found(edited), seats=36))
    result = bring(edited, _sections(a_meeting("S1", seats=40), a_meeting("S2")))
    assert [kept.column for kept in _kept(result)] == ["meetings"]
    assert _found(edited).seats == 40


def test_cancelled_here_stays_cancelled(memory: Database) -> None:
    bring(memory, _sections(a_meeting("S1")))
    edit(memory, save_section, replace(_found(memory), cancelled=True))
    rows = [(*a_meeting("S1", seats=30), "open", 2)]
    result = bring(memory, ImportFile("sections", (*FIELDS["sections"], "state"), rows))
    assert _kept(result) == [KeptSection(2, "S1", "state", "cancelled", "open")]
    assert (_found(memory).cancelled, _found(memory).seats) == (True, 30)


def test_a_renamed_section_keeps_what_was_set_of_it(edited: Database) -> None:
    edit(edited, rename_section, KEY, (2026, "S9"))
    result = bring(edited, _sections(a_meeting("S9"), a_meeting("S2")))
    assert [(kept.section_id, kept.column) for kept in _kept(result)] == [
        ("S9", "seats"),
        ("S9", "meetings"),
    ]


def test_sections_added_here_are_not_removed_for_a_file_without_them(memory: Database) -> None:
    bring(memory, _sections(a_meeting("S1"), a_meeting("S2")))
    edit(memory, save_section, replace(_found(memory), section_id="OURS"))
    result = bring(memory, _sections(a_meeting("S1")), replace=True)
    assert (result.files[0].absent, result.files[0].removed) == (1, 1)
    assert _found(memory, (2026, "OURS")).seats == 36
    met = bring(memory, _sections(a_meeting("S1"), a_meeting("OURS", seats=10)))
    assert _kept(met) == [KeptSection(3, "OURS", "seats", 36, 10)]


def test_a_section_removed_here_stays_removed_and_is_told_with_every_file(
    memory: Database,
) -> None:
    bring(memory, _sections(a_meeting("S1"), a_meeting("S2")))
    edit(memory, remove_section, KEY)
    before = everything(memory)
    for _ in range(2):
        result = bring(memory, _sections(a_meeting("S1", seats=30), a_meeting("S2")))
        assert _kept(result) == [KeptSection(2, "S1", REMOVED, None, "S1")]
        assert (result.step, counts(result)) == (None, [(0, 0, 2, 0, 0)])
    assert everything(memory) == before
    take_back(memory)
    assert _found(memory).seats == 36
    result = bring(memory, _sections(a_meeting("S1", seats=30), a_meeting("S2")))
    assert _kept(result) == []
    assert _found(memory).seats == 30


def test_a_section_that_is_added_again_is_there_again_as_a_person_has_it(
    memory: Database,
) -> None:
    bring(memory, _sections(a_meeting("S1")))
    was = _found(memory)
    edit(memory, remove_section, KEY)
    edit(memory, save_section, replace(was, seats=20))
    result = bring(memory, _sections(a_meeting("S1", seats=30)))
    assert _kept(result) == [KeptSection(2, "S1", "seats", 20, 30)]
    edit(memory, remove_section, KEY)
    assert _kept(bring(memory, _sections(a_meeting("S1")))) == [
        KeptSection(2, "S1", REMOVED, None, "S1")
    ]


def test_a_section_that_people_alone_had_may_come_with_a_file(memory: Database) -> None:
    bring(memory, _sections(a_meeting("S1")))
    ours = replace(_found(memory), section_id="OURS")
    edit(memory, save_section, ours)
    edit(memory, remove_section, (2026, "OURS"))
    bring(memory, _sections(a_meeting("S1"), a_meeting("OURS", seats=30)))
    assert _found(memory, (2026, "OURS")).seats == 30


def test_an_import_over_a_section_set_here_is_taken_back_whole(edited: Database) -> None:
    before = everything(edited)
    bring(edited, _sections(a_meeting("S1", teacher="C. Diaz"), a_meeting("S2")))
    take_back(edited)
    assert everything(edited) == before
    take_back(edited)
    take_back(edited)
    assert everything(edited)["section"] == []
