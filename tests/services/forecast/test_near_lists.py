"""Who is one course away and whose last chance comes, with what would do, where and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.domain.completion.forecast.near import Near, Offer
from cte_desktop.domain.school_year import Term
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.forecast.adding import preview_additions
from cte_desktop.services.forecast.near_lists import last_chances, one_course_to_plan
from cte_desktop.services.planning import new_plan, save_plan
from cte_desktop.services.standings import bring_up_to_date
from tests.services.forecast import people
from tests.services.forecast.people import COOKING, uid_of

NEXT_FALL = (2027, Term.FALL)


def by_id(found: tuple[Near, ...]) -> dict[str, Near]:
    return {one.student_id: one for one in found}


def test_one_course_to_plan_are_those_whom_one_thing_alone_keeps(desk: Desk) -> None:
    found = by_id(one_course_to_plan(desk))
    assert {name: (one.missing, one.planned) for name, one in found.items()} == {
        "0003": ("capstone", False),
        "0005": ("capstone", False),
        "0006": ("capstone", False),
        "0012": ("capstone", False),
    }


def test_what_would_do_is_told_with_when_and_where_and_the_sections_of_that_term(
    desk: Desk,
) -> None:
    found = by_id(one_course_to_plan(desk))
    cooking, welding = found["0005"].offer, found["0006"].offer
    assert cooking is not None
    assert welding is not None
    assert (cooking.course, cooking.grade_level) == ("CU2", 12)
    assert (cooking.school_year, cooking.term) == NEXT_FALL
    assert (cooking.sections, cooking.here) == (2, 1)
    assert (welding.course, welding.sections, welding.here) == ("WD2", 1, 0)
    assert welding.sites is None or "VL" in welding.sites or welding.sites


def test_where_a_year_is_timetabled_only_schools_with_sections_are_named(desk: Desk) -> None:
    found = by_id(one_course_to_plan(desk))
    assert found["0005"].places == ("VL",)
    assert found["0006"].places == ("CN",)  # Valencia has Welding 2, but no section of it then
    assert found["0012"].offer is not None
    assert (found["0012"].offer.sections, found["0012"].places) == (0, ())


def test_of_a_course_that_runs_the_spring_alone_is_missing(desk: Desk) -> None:
    offer = by_id(one_course_to_plan(desk))["0003"].offer
    assert offer is not None
    assert (offer.course, offer.school_year, offer.term) == ("CU2", 2026, Term.SPRING)
    assert offer.second_half
    assert offer.sections == 1


def test_a_course_is_named_only_to_who_has_what_it_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Graphic Design 2 and Animation 2 are both capstones; each asks for its own first course.
    name = "Graphic Design and Animation"
    for number, course in (("0021", "GD1"), ("0022", "AN1")):
        monkeypatch.setitem(people.GRADES, number, 11)
        monkeypatch.setitem(people.PATHWAYS, number, name)
        monkeypatch.setitem(people.RECORD, number, (("2025-26", "year", course, "B"),))
    people.make_district(tmp_path / "cases.cte", tmp_path / "files")
    desk = open_desk(tmp_path / "cases.cte", None, people.CLOCK, actor="A. Lee", writable=True)
    bring_up_to_date(desk)
    found = by_id(one_course_to_plan(desk))
    added = preview_additions(desk, (found["0021"], found["0022"]))
    desk.close()
    assert [offer.course for offer in found["0021"].offers] == ["GD2"]
    assert [offer.course for offer in found["0022"].offers] == ["AN2"]
    placed = {one.student_id: one.placed[0] for one in added.additions}
    assert placed["0021"].startswith("Graphic Design 2")
    assert placed["0022"].startswith("Animation 2")


def test_last_chances_come_soonest_first(desk: Desk) -> None:
    found = last_chances(desk)
    assert [(one.student_id, one.missing, one.last_start) for one in found] == [
        ("0003", "capstone", (2026, Term.SPRING)),
        ("0005", "capstone", NEXT_FALL),
        ("0012", "capstone", NEXT_FALL),
    ]
    assert [one.ends_in for one in found] == [2026, 2027, 2027]
    # 0010 could have started only in this fall, which has begun: no chance that is still to come.
    assert all(one.offers for one in found)


def test_a_list_says_whose_standing_is_not_current(desk: Desk) -> None:
    assert not any(one.is_stale for one in one_course_to_plan(desk))
    uid = uid_of(desk, "0005")
    save_plan(desk, new_plan(desk, uid), "edit_plan")
    stale = [one.student_id for one in one_course_to_plan(desk) if one.is_stale]
    assert stale == ["0005"]
    bring_up_to_date(desk)
    assert not any(one.is_stale for one in one_course_to_plan(desk))


def test_names_home_language_and_counselor_come_with_it(desk: Desk) -> None:
    one = by_id(one_course_to_plan(desk))["0005"]
    assert one.name == "Núñez, Ana 0005"
    assert (one.home_language, one.counselor) == ("Spanish", "A. Chávez")
    assert one.key == (uid_of(desk, "0005"), COOKING)
    assert isinstance(one.offer, Offer)
