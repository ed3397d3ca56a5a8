"""What there is to choose from is read each time, and worked out anew only where it changed."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.gathering import timetable_of
from cte_desktop.services.sections.editing import change_section


def a_sophomore(desk: Desk) -> Case:
    return next(one for one in open_cases(desk) if one.file.student.grade_level == 10)


def test_the_offers_of_a_school_are_the_same_ones_until_a_section_changes(desk: Desk) -> None:
    case = a_sophomore(desk)
    before, again = timetable_of(desk, case), timetable_of(desk, case)
    assert again.offers is before.offers
    assert again.claims == before.claims
    key, section = next(
        (key, one) for key, one in sorted(before.sections.items()) if one.seats is not None
    )
    change_section(desk, replace(section, seats=section.seats + 1 if section.seats else 1))
    after = timetable_of(desk, case)
    assert after.offers is not before.offers
    assert after.sections[key].seats != section.seats
    assert {k: s for k, s in after.sections.items() if k != key} == {
        k: s for k, s in before.sections.items() if k != key
    }
