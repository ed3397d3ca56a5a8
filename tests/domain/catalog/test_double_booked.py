"""One rule of who is nobody and what is one place, at a cost that grows with the sections alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cte_desktop.domain.catalog.double_booked import Stays, are_co_seated, named, stays_of
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from tests.builders import catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.catalog import Catalog

IN_B2 = SectionMeeting("P3", "MTWRF", room="B2")
FIRST = Section("1", 2027, "year", "CER1", "VL", SectionKind.DAY, (IN_B2,), teacher="L. Ortiz")
SECOND = replace(FIRST, section_id="2", course_code="CER2")


def told(section: Section, *others: Section) -> list[tuple[str, str]]:
    return [(f.field, f.section_id) for f in Stays(others, catalog()).beside(section)]


@pytest.mark.parametrize("nobody", ["", "Staff", "STAFF ", "tba", "Vacant", "n/a"])
def test_who_is_nobody_teaches_in_no_two_places_and_is_no_other_teacher_of_a_room(
    nobody: str,
) -> None:
    assert named(nobody) == ""
    one = replace(FIRST, teacher=nobody)
    elsewhere = replace(one, section_id="3", site="CN")
    in_the_room = replace(one, section_id="4", teacher="N. Boyd")
    assert told(one, elsewhere, in_the_room) == []
    assert told(in_the_room, one) == []


def test_teachers_and_rooms_are_the_same_whatever_their_letters() -> None:
    shouted = replace(FIRST, section_id="3", teacher="L. ORTIZ", site="CN")
    assert told(FIRST, shouted) == [("teacher", "3")]
    of_another = replace(FIRST, section_id="4", teacher="N. Boyd", meetings=(b2("b2"),))
    assert told(FIRST, of_another) == [("room", "4")]


def test_one_place_is_one_site_and_time_and_no_rooms_that_differ() -> None:
    assert told(FIRST, SECOND) == []
    assert told(FIRST, replace(SECOND, meetings=(b2(""),))) == []
    assert told(FIRST, replace(SECOND, meetings=(b2("B3"),))) == [("teacher", "2")]
    assert told(FIRST, replace(SECOND, term="spring", site="CN")) == [("teacher", "2")]
    fall = replace(FIRST, term="fall")
    assert told(fall, replace(SECOND, term="spring", site="CN")) == []


def test_sections_of_one_teacher_at_one_place_are_one_class() -> None:
    assert are_co_seated(FIRST, SECOND)
    assert are_co_seated(FIRST, replace(SECOND, meetings=(b2("b2"),)))
    for other in (
        replace(SECOND, meetings=(b2("B3"),)),
        replace(SECOND, meetings=(replace(IN_B2, period="P4"),)),
        replace(SECOND, teacher="N. Boyd"),
        replace(SECOND, school_year=2026),
    ):
        assert not are_co_seated(FIRST, other)
    assert not are_co_seated(replace(FIRST, term="fall"), replace(SECOND, term="spring"))
    nobodys = replace(FIRST, teacher="Staff")
    assert not are_co_seated(nobodys, replace(nobodys, section_id="2"))


@pytest.mark.parametrize("teacher", ["Staff", "Ortiz"])
def test_thousands_of_sections_of_one_name_cost_a_few_looks_each(
    teacher: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0

    def counted(section: Section, known: Catalog) -> Iterator[object]:
        nonlocal looked
        looked += 1
        return stays_of(section, known)

    monkeypatch.setattr("cte_desktop.domain.catalog.double_booked.stays_of", counted)
    sections = [
        replace(FIRST, section_id=f"{n:05}", teacher=teacher, meetings=(b2(f"R{n}", f"P{n % 6}"),))
        for n in range(2000)
    ]
    stays = Stays(sections, catalog())
    hits = [hit for section in sections for hit in stays.beside(section)]
    assert len(hits) == (0 if teacher == "Staff" else len(sections))
    assert looked <= 4 * len(sections)


def b2(room: str, period: str = "P3") -> SectionMeeting:
    return replace(IN_B2, room=room, period=period)
