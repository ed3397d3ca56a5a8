"""A section that people edit is one change of the history, meetings and all, and undone so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.storage.database import Database
from cte_desktop.storage.sections.editing import (
    remove_section,
    rename_section,
    save_section,
    too_long,
)
from cte_desktop.storage.sections.reading import find_section
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.bringing import (
    a_file,
    a_meeting,
    bring,
    do_again,
    edit,
    everything,
    take_back,
)

KEY = (2026, "S1")
EVENING = Section(
    "E1",
    2027,
    "year",
    "AU2",
    "CN",
    SectionKind.EXTENDED,
    (SectionMeeting("", "TR", 945, 1095, "Shop"), SectionMeeting("P7", "F")),
    "B. Ortiz",
    24,
    "Auto=5; grade 12",
    10,
    12,
)


def _found(database: Database, key: tuple[int, str] = KEY) -> Section | None:
    with database.reading() as tx:
        return find_section(tx, key)


@pytest.fixture
def brought(memory: Database) -> Section:
    """A section that a file brought, with two meetings."""
    bring(memory, a_file("sections", a_meeting("S1", "MWF"), a_meeting("S1", "TR", period="P2")))
    found = _found(memory)
    assert found is not None
    return found


def test_a_new_section_is_kept_as_it_is_and_goes_when_it_is_undone(memory: Database) -> None:
    before = everything(memory)
    assert edit(memory, save_section, EVENING)
    assert _found(memory, (2027, "E1")) == EVENING
    assert not edit(memory, save_section, EVENING)
    take_back(memory)
    assert everything(memory) == before
    do_again(memory)
    assert _found(memory, (2027, "E1")) == EVENING


@pytest.mark.parametrize(
    "change",
    [
        {"seats": 20},
        {"teacher": ""},
        {"cancelled": True},
        {"meetings": ()},
        {"meetings": (SectionMeeting("", "M", 480, 540, "A1"),)},
        {"kind": SectionKind.ZERO, "course_code": "GD2", "grade_min": 11},
    ],
)
def test_taking_a_change_back_leaves_every_row_as_it_was(
    memory: Database, brought: Section, change: dict[str, object]
) -> None:
    before = everything(memory)
    changed = replace(brought, **change)  # type: ignore[arg-type]
    assert edit(memory, save_section, changed)
    assert _found(memory) == changed
    after = everything(memory)
    take_back(memory)
    assert everything(memory) == before
    do_again(memory)
    assert everything(memory) == after
    take_back(memory)
    take_back(memory, 1)
    assert everything(memory)["section"] == []


def test_only_what_changed_carries_the_step_of_the_edit(memory: Database, brought: Section) -> None:
    meetings = everything(memory)["meeting"]
    edit(memory, save_section, replace(brought, seats=12))
    assert everything(memory)["meeting"] == meetings


def test_an_import_that_changed_the_same_later_is_undone_first(
    memory: Database, brought: Section
) -> None:
    edit(memory, save_section, replace(brought, teacher="C. Diaz"))
    rows = (a_meeting("S1", "MWF", seats=30), a_meeting("S1", "TR", period="P2", seats=30))
    bring(memory, a_file("sections", *rows))
    with pytest.raises(KnownError, match="step 3 changed the same afterwards"):
        take_back(memory, 2)
    take_back(memory, 3)
    take_back(memory, 2)
    assert _found(memory) == brought


def test_an_import_of_the_meetings_alone_keeps_the_edit_from_being_undone(
    memory: Database, brought: Section
) -> None:
    edit(memory, save_section, replace(brought, teacher="C. Diaz"))
    bring(memory, a_file("sections", a_meeting("S1", "M", period="P3")))
    with pytest.raises(KnownError, match="step 3 changed the same afterwards"):
        take_back(memory, 2)


def test_the_import_before_an_edit_names_the_edit_that_keeps_it(
    memory: Database, brought: Section
) -> None:
    edit(memory, save_section, replace(brought, seats=12))
    with pytest.raises(KnownError, match="step 2 changed the same afterwards"):
        take_back(memory, 1)


def test_another_id_keeps_the_rows_and_is_undone(memory: Database, brought: Section) -> None:
    before = everything(memory)
    assert edit(memory, rename_section, KEY, (2026, "S9"))
    assert _found(memory) is None
    assert _found(memory, (2026, "S9")) == replace(brought, section_id="S9")
    assert everything(memory)["meeting"] == before["meeting"]
    take_back(memory)
    assert everything(memory) == before
    do_again(memory)
    assert _found(memory, (2026, "S9")) is not None


def test_an_id_that_is_taken_is_refused(memory: Database, brought: Section) -> None:
    edit(memory, save_section, replace(brought, section_id="S2"))
    with pytest.raises(LookupError):
        edit(memory, rename_section, KEY, (2026, "S2"))
    assert not edit(memory, rename_section, (2026, "S7"), (2026, "S8"))


def test_a_removed_section_comes_back_with_its_own_keys(memory: Database, brought: Section) -> None:
    before = everything(memory)
    assert edit(memory, remove_section, KEY)
    assert not edit(memory, remove_section, KEY)
    assert everything(memory)["meeting"] == []
    edit(memory, save_section, EVENING)  # must not get a key that comes back
    take_back(memory, 2)
    assert _found(memory) == brought
    assert [row for row in everything(memory)["section"] if row in before["section"]]
    take_back(memory, 3)
    assert everything(memory) == before
    take_back(memory, 1)


def test_a_restart_does_not_keep_an_edit_from_being_undone(
    database: Database, clock: Clock
) -> None:
    path = database.path
    assert path is not None
    bring(database, a_file("sections", a_meeting("S1")))
    before = everything(database)
    edit(database, save_section, EVENING)
    edit(database, remove_section, KEY)
    database.close()
    with Database.open(path, writable=True, clock=clock) as again:
        take_back(again)
        take_back(again)
        assert everything(again) == before


def test_texts_longer_than_their_columns_are_told_by_field(brought: Section) -> None:
    assert too_long(brought) == ()
    room = replace(brought.meetings[0], room="r" * 301)
    long = replace(brought, section_id="s" * 81, teacher="t" * 301, meetings=(room,))
    assert too_long(long) == ("section_id", "teacher", "room")


_MEETINGS = st.builds(
    SectionMeeting,
    st.sampled_from(["", "P1", "P7"]),
    st.sampled_from(["", "M", "TR", "MTWRF"]),
    st.none() | st.integers(400, 500),
    st.none() | st.integers(501, 600),
    st.sampled_from(["", "A1"]),
)
_SECTIONS = st.builds(
    Section,
    st.just("S1"),
    st.just(2026),
    st.sampled_from(["year", "fall", "spring", "summer"]),
    st.sampled_from(["GD1", "GD2"]),
    st.sampled_from(["VL", "CN"]),
    st.sampled_from(SectionKind),
    st.lists(_MEETINGS, max_size=3, unique=True).map(tuple),
    st.sampled_from(["", "A. Lee"]),
    st.none() | st.integers(0, 40),
    st.just(""),
    st.none() | st.integers(9, 12),
    st.none() | st.integers(9, 12),
    st.booleans(),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(_SECTIONS, min_size=1, max_size=4))
def test_any_edits_are_kept_as_they_are_and_all_of_them_are_undone(states: list[Section]) -> None:
    with Database.in_memory() as database:
        bring(database, a_file("sections", a_meeting("S1")))
        kept = [everything(database)]
        for section in states:
            if edit(database, save_section, section):
                kept.append(everything(database))
            assert _found(database) == section
        for before in reversed(kept[:-1]):
            take_back(database)
            assert everything(database) == before
        for after in kept[1:]:
            do_again(database)
            assert everything(database) == after
