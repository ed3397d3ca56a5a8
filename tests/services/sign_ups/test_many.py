"""Many students are signed up, or their interest is noted, as one step with a look at it before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.services import history
from cte_desktop.services.cases import open_case
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.sign_ups.listing import not_signed_up
from cte_desktop.services.sign_ups.many import (
    InterestPreview,
    SignUpPreview,
    note_interest_of_many,
    preview_interest,
    preview_sign_up,
    sign_up_many,
)
from cte_desktop.services.sign_ups.reach import Reach, Seats, first_courses, ways_of
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError


def named(uids: dict[str, str], those: tuple[str, ...]) -> list[str]:
    ids = {uid: student_id for student_id, uid in uids.items()}
    return [ids[uid] for uid in those]


def test_the_preview_puts_everybody_into_one_group(district: Desk, uids: dict[str, str]) -> None:
    found = preview_sign_up(district, (*uids.values(), "gone"), "Advanced Manufacturing")
    assert named(uids, found.new) == ["0001", "0002", "0004"]
    assert named(uids, found.late) == ["0004"]
    assert named(uids, found.too_early) == ["0005"]
    assert named(uids, found.not_offered) == ["0003", "0006"]
    assert found.gone == ("gone",)
    welding = preview_sign_up(district, uids.values(), "Welding")
    assert named(uids, welding.signed_up) == ["0003", "0004"]


def test_signing_up_is_one_step_that_leaves_those_who_are_in_it(
    district: Desk, uids: dict[str, str]
) -> None:
    before = len(history.list_history(district))
    changes = sign_up_many(district, (uids["0001"], uids["0003"], uids["0006"]), "Welding", "fair")
    assert changes.students == {uids["0001"], uids["0006"]}
    assert open_case(district, "0001").file.pathways == ("Welding",)
    assert open_case(district, "0006").file.enrollments[-1].reason == "fair"
    lines = history.list_history(district)
    assert len(lines) == before + 1
    assert lines[0].text == "Sign up 2 students for Welding"
    history.undo(district)
    assert open_case(district, "0001").file.pathways == ()
    assert sign_up_many(district, (uids["0003"],), "Welding").step is None


def test_a_late_sign_up_is_made_and_told_by_its_finding(
    district: Desk, uids: dict[str, str]
) -> None:
    sign_up_many(district, (uids["0004"],), "Culinary Arts")
    case = open_case(district, "0004")
    assert case.file.pathways == ("Welding", "Culinary Arts")
    late = [
        finding
        for finding in case.findings
        if finding.code == "pathway_late_sign_up"
        and ("program", "pathway:Culinary Arts") in finding.subject
    ]
    assert len(late) == 1


def test_who_is_too_early_is_not_signed_up_whoever_asks(
    district: Desk, uids: dict[str, str]
) -> None:
    assert sign_up_many(district, [uids["0005"]], "Welding").step is None
    made = sign_up_many(district, [uids["0005"], uids["0006"]], "Photography")
    assert made.students == {uids["0006"]}
    noted = note_interest_of_many(district, [uids["0005"]], "Photography")
    assert noted.students == {uids["0005"]}


def test_in_may_and_june_those_sign_up_who_come_to_grade_nine(
    district: Desk, uids: dict[str, str]
) -> None:
    file = district.database.path
    assert file is not None
    district.close()
    for day, is_in_time in ((date(2027, 4, 30), False), (date(2027, 5, 1), True)):
        desk = open_desk(file, None, Clock(day), actor="A. Lee", writable=True)
        listed = {one.student.student_id for one in not_signed_up(desk)}
        preview = preview_sign_up(desk, [uids["0005"]], "Welding")
        desk.close()
        assert ("0005" in listed) is is_in_time
        assert (uids["0005"] in preview.new) is is_in_time
        assert (uids["0005"] in preview.too_early) is not is_in_time


def test_an_interest_is_noted_once(district: Desk, uids: dict[str, str]) -> None:
    wanted = tuple(uids.values())
    assert preview_interest(district, (*wanted, "gone"), "Welding") == InterestPreview(
        new=(uids["0002"], uids["0005"], uids["0006"]),
        signed_up=(uids["0003"], uids["0004"]),
        interested=(uids["0001"],),
        gone=("gone",),
    )
    changes = note_interest_of_many(district, wanted, "Welding")
    assert len(changes.students) == 3
    assert history.list_history(district)[0].text == "Note the interest of 3 students in Welding"
    assert note_interest_of_many(district, wanted, "Welding").step is None


def test_nothing_is_written_when_somebody_is_gone_or_a_reason_is_too_long(
    district: Desk, uids: dict[str, str]
) -> None:
    before = history.list_history(district)
    for those, pathway, reason in (
        ((uids["0001"], "gone"), "Welding", ""),
        ((uids["0001"],), "Basket weaving", ""),
        ((uids["0001"],), "Welding", "x" * 401),
    ):
        with pytest.raises(KnownError):
            sign_up_many(district, those, pathway, reason)
    assert history.list_history(district) == before
    assert preview_sign_up(district, (), "Welding") == SignUpPreview()


SECTIONS = """\
section_id,school_year,term,course_code,site,kind,period,start,end,days,seats
W1,2026-27,year,WD1,CS,day,P2,,,MTWRF,{seats}
"""


def test_a_pathway_is_full_when_no_section_in_reach_has_a_seat_left(
    district: Desk, uids: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "sections.csv"
    file.write_text(SECTIONS.format(seats=0), encoding="utf-8")
    import_paths(district, [file])
    full = preview_sign_up(district, uids.values(), "Welding")
    assert named(uids, full.full) == ["0001", "0002"]
    file.write_text(SECTIONS.format(seats=2), encoding="utf-8")
    import_paths(district, [file])
    assert preview_sign_up(district, uids.values(), "Welding").full == ()


def test_no_more_are_signed_up_than_find_a_seat(
    district: Desk, uids: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "sections.csv"
    file.write_text(SECTIONS.format(seats=1), encoding="utf-8")
    import_paths(district, [file])
    found = preview_sign_up(district, uids.values(), "Welding")
    assert (named(uids, found.new), named(uids, found.full)) == (["0001", "0006"], ["0002"])


def test_seats_that_only_one_school_reaches_are_taken_before_those_of_all() -> None:
    day, evening = (2026, "W1"), (2026, "E1")
    seats = Seats({day: 1, evening: 1}, {"CS": (day, evening), "VL": (evening,)})
    assert [seats.take(school) for school in ("CS", "VL", "CS")] == [True, True, False]
    assert Seats({day: None}, {"CS": (day,)}).take("CS")
    assert Seats({}, {}).take("nowhere")


def test_a_pathway_begins_with_its_first_required_course(district: Desk) -> None:
    catalog = district.catalog()
    assert first_courses(catalog, "Welding", 2029) == ("WD1",)
    assert first_courses(catalog, "No such pathway", 2029) == ()
    with district.database.reading() as tx:
        assert ways_of(tx, Catalog(), "Welding", district.today()).reach["VL"] is Reach.NOT_OFFERED
        assert ways_of(tx, catalog, "Welding", district.today()).reach["elsewhere"] is Reach.OPEN
