from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.catalog.timetable import PERIODS
from cte_desktop.domain.planning.plan import (
    LANES,
    Lane,
    Placement,
    Plan,
    PlanStatus,
    Spot,
)
from cte_desktop.domain.school_year import TERMS, Term
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import list_changes, list_steps
from cte_desktop.storage.import_report import Refused
from cte_desktop.storage.planning import (
    active_plan,
    delete_plan,
    find_plan,
    list_plans,
    list_plans_of,
    save_plan,
)
from cte_desktop.storage.sections.reading import sections_for, sections_of
from cte_desktop.storage.students import find_student
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.bringing import (
    a_file,
    a_meeting,
    a_student,
    a_wanted,
    bring,
    counts,
    do_again,
    edit,
    everything,
    take_back,
)


def _student(database: Database, student_id: str = "1") -> str:
    """The uid of a student who is there."""
    with database.reading() as tx:
        found = find_student(tx, student_id)
    if found is None:
        bring(database, a_file("students", a_student(student_id)))
        return _student(database, student_id)
    return found.uid


def _plans(database: Database, student_id: str = "1") -> tuple[Plan, ...]:
    uid = _student(database, student_id)
    with database.reading() as tx:
        return list_plans(tx, uid)


def _plan(database: Database) -> Plan:
    return Plan(
        "p1",
        _student(database),
        placements=(
            Placement("a", "ENG12", Spot(12, Term.FALL, Lane.DAY, "P1"), ("ENG12H", "AP"), "S1"),
            Placement("b", "GD2", Spot(12, Term.SPRING, Lane.EXTENDED), site="CN", locked=True),
            Placement("c", "PSYCH", None, source="fill"),
        ),
        signed_on=date(2027, 1, 15),
    )


def test_a_plan_comes_back_as_it_was_saved_and_is_one_change(memory: Database) -> None:
    plan = _plan(memory)
    assert edit(memory, save_plan, plan)
    assert not edit(memory, save_plan, plan)
    assert _plans(memory) == (plan,)
    with memory.reading() as tx:
        newest = list_steps(tx, student_id=plan.student_uid)[0]
        (change,) = list_changes(tx, newest.number)
        assert (change.noun, change.noun_id, change.before) == ("plan", "p1", None)
        assert find_plan(tx, "p1") == plan
        assert list_plans_of(tx, [plan.student_uid, "nobody"]) == {plan.student_uid: (plan,)}


def test_plan_edits_are_undone_and_redone_across_restarts(closed: Path, clock: Clock) -> None:
    with Database.open(closed, writable=True, clock=clock) as database:
        plan = _plan(database)
        edit(database, save_plan, plan)
        edit(database, save_plan, replace(plan, placements=plan.placements[::-1]))
        edit(database, delete_plan, plan.uid)
    expected = [(replace(plan, placements=plan.placements[::-1]),), (plan,), ()]
    for plans in expected:
        with Database.open(closed, writable=True, clock=clock) as database:
            take_back(database)
            assert _plans(database) == plans
    for plans in [*expected[1::-1], ()]:
        with Database.open(closed, writable=True, clock=clock) as database:
            do_again(database)
            assert _plans(database) == plans


def test_saving_writes_only_the_placements_that_differ(memory: Database) -> None:
    plan = _plan(memory)
    edit(memory, save_plan, plan)
    before = {row[1]: row[-1] for row in everything(memory)["placement"]}
    moved = replace(plan.placements[0], spot=Spot(12, Term.FALL, Lane.DAY, "P5"))
    edit(memory, save_plan, replace(plan, placements=(moved, *plan.placements[1:])))
    after = {row[1]: row[-1] for row in everything(memory)["placement"]}
    assert after["a"] > before["a"]
    assert {uid: after[uid] for uid in "bc"} == {uid: before[uid] for uid in "bc"}


def test_a_student_has_one_active_plan(memory: Database) -> None:
    plan = _plan(memory)
    edit(memory, save_plan, plan)
    other = Plan("p2", plan.student_uid, "Plan B")
    edit(memory, save_plan, other)
    assert _plans(memory) == (other, replace(plan, status=PlanStatus.NAMED))
    assert active_plan(_plans(memory)) == other
    take_back(memory)
    assert _plans(memory) == (plan,)


spots = st.none() | st.builds(
    Spot,
    st.integers(7, 12),
    st.sampled_from(TERMS),
    st.sampled_from(LANES),
    st.sampled_from(PERIODS),
)
codes = st.text("ABCDEFGHIJ0123456789-", min_size=1, max_size=8)
placements = st.lists(
    st.builds(
        Placement,
        st.sampled_from("abcdefgh"),
        codes,
        spots,
        st.lists(codes, max_size=3).map(tuple),
        codes,
        codes,
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda placement: placement.uid,
).map(tuple)


@settings(max_examples=50)
@given(st.lists(placements, min_size=1, max_size=4))
def test_any_series_of_edits_is_undone_step_by_step(
    series: list[tuple[Placement, ...]],
) -> None:
    with Database.in_memory() as memory:
        uid = _student(memory)
        states: list[tuple[Plan, ...]] = [()]
        for made in series:
            plan = Plan("p1", uid, placements=made)
            if edit(memory, save_plan, plan):
                states.append((plan,))
            assert _plans(memory) == states[-1]
        for before in states[-2::-1]:
            take_back(memory)
            assert _plans(memory) == before


def test_a_year_course_of_a_file_is_two_placements_with_its_alternates(memory: Database) -> None:
    _student(memory)
    rows = [
        a_wanted("1", "ENG12", period="P1", locked=1, signed_on="2027-01-15"),
        a_wanted("1", "AP-LIT", period="P1", choice=1),
        a_wanted("1", "ENG12H", choice=2),
        a_wanted("1", "GD2", "spring", lane="extended", site="CN", section_id="S9"),
        a_wanted("1", "GD2", "spring", plan="Plan B", status="named"),
    ]
    result = bring(memory, a_file("plans", *rows))
    assert counts(result) == [(5, 0, 0, 0, 0)]
    active, named = _plans(memory)
    assert (active.name, active.signed_on) == ("Plan A", date(2027, 1, 15))
    assert (named.name, named.status) == ("Plan B", PlanStatus.NAMED)
    ranked = ("AP-LIT", "ENG12H")
    assert [replace(placement, uid="") for placement in active.placements] == [
        Placement("", "ENG12", Spot(12, term, Lane.DAY, "P1"), ranked, locked=True, source="import")
        for term in (Term.FALL, Term.SPRING)
    ] + [
        Placement(
            "",
            "GD2",
            Spot(12, Term.SPRING, Lane.EXTENDED),
            section_id="S9",
            site="CN",
            source="import",
        )
    ]
    assert counts(bring(memory, a_file("plans", *rows))) == [(0, 0, 5, 0, 0)]


def test_a_newer_file_changes_and_adds_and_leaves_what_a_person_placed(memory: Database) -> None:
    plan = _plan(memory)
    edit(memory, save_plan, plan)
    rows = [
        a_wanted("1", "ENG12", "fall", section_id="S2", period="P3"),
        a_wanted("1", "GD2", "spring", lane="extended", site="CN", locked=1),
        a_wanted("1", "HEALTH", "fall"),
    ]
    result = bring(memory, a_file("plans", *rows), replace=True)
    assert counts(result) == [(1, 1, 1, 0, 0)]
    (after,) = _plans(memory)
    assert [placement.course_code for placement in after.placements] == [
        "ENG12",
        "GD2",
        "PSYCH",
        "HEALTH",
    ]
    english = after.placements[0]
    assert (english.uid, english.section_id, english.alternates) == ("a", "S2", ("ENG12H", "AP"))
    assert english.spot == Spot(12, Term.FALL, Lane.DAY, "P3")
    take_back(memory)
    assert _plans(memory) == (plan,)


def test_semesters_that_a_newer_file_lacks_go_only_with_replace(memory: Database) -> None:
    _student(memory)
    rows = [a_wanted("1", "ENG12"), a_wanted("1", "GD2", "fall"), a_wanted("1", "PE", plan="B")]
    bring(memory, a_file("plans", *rows))
    assert counts(bring(memory, a_file("plans", rows[0]))) == [(0, 0, 1, 0, 3)]
    (file,) = bring(memory, a_file("plans", rows[0]), replace=True).files
    assert file.removed == 3
    (plan,) = _plans(memory)  # the other one lost its last semester
    assert {placement.course_code for placement in plan.placements} == {"ENG12"}


def test_rows_of_a_plan_that_make_no_sense_are_refused(memory: Database) -> None:
    _student(memory)
    rows = [
        a_wanted("1", "AP-LIT", choice=1),
        a_wanted("1", "ENG12"),
        a_wanted("1", "ENG12", "fall"),
        a_wanted("1", "AP-LIT", lane="college", choice=1),
    ]
    (file,) = bring(memory, a_file("plans", *rows)).files
    assert file.accepted == 1
    assert file.refused == [
        Refused(2, "missing_value", "choice"),
        Refused(4, "duplicate_row"),
        Refused(5, "missing_value", "choice"),
    ]


def test_an_active_plan_of_a_file_takes_over_and_gives_back_when_undone(memory: Database) -> None:
    plan = _plan(memory)
    edit(memory, save_plan, plan)
    bring(memory, a_file("plans", a_wanted("1", "ENG12", plan="District")))
    active, named = _plans(memory)
    assert (active.name, named) == ("District", replace(plan, status=PlanStatus.NAMED))
    take_back(memory)
    assert _plans(memory) == (plan,)


def test_sections_come_back_with_their_meetings(memory: Database) -> None:
    rows = [
        a_meeting("S1", "MW", start=945, end=1080, room="B12", kind="extended", period=""),
        a_meeting("S2", "", room="A1"),
        a_meeting("S1", "F", start=900, end=960, kind="extended", period=""),
        a_meeting("S1", "MW", school_year=2025),
        a_meeting("S3", site="CN"),
    ]
    assert counts(bring(memory, a_file("sections", *rows))) == [(5, 0, 0, 0, 0)]
    evening = Section(
        "S1",
        2026,
        "year",
        "GD1",
        "VL",
        SectionKind.EXTENDED,
        (SectionMeeting("", "MW", 945, 1080, "B12"), SectionMeeting("", "F", 900, 960)),
        "A. Lee",
        36,
    )
    with memory.reading() as tx:
        found = sections_for(tx, [(2026, "S1"), (2026, "none"), (2025, "S2")])
        assert found == {(2026, "S1"): evening}
        assert [section.section_id for section in sections_of(tx, 2026)] == ["S1", "S2", "S3"]
        assert sections_of(tx, 2026, "CN")[0].site == "CN"
        assert sections_for(tx, []) == {}


def test_a_newer_file_says_when_a_section_meets(memory: Database) -> None:
    bring(memory, a_file("sections", a_meeting("S1", "MW"), a_meeting("S1", "F"), a_meeting("S2")))
    moved = [a_meeting("S1", "TR"), a_meeting("S2")]
    assert counts(bring(memory, a_file("sections", *moved))) == [(0, 1, 1, 0, 0)]
    with memory.reading() as tx:
        section = sections_for(tx, [(2026, "S1")])[2026, "S1"]
    assert [meeting.days for meeting in section.meetings] == ["TR"]
    take_back(memory)
    with memory.reading() as tx:
        section = sections_for(tx, [(2026, "S1")])[2026, "S1"]
    assert [meeting.days for meeting in section.meetings] == ["MW", "F"]


def test_rows_of_a_section_that_contradict_each_other_are_refused(memory: Database) -> None:
    rows = [a_meeting("S1"), a_meeting("S1", "F", course_code="GD2"), a_meeting("S1")]
    (file,) = bring(memory, a_file("sections", *rows)).files
    assert file.refused == [Refused(3, "duplicate_id", "section_id"), Refused(4, "duplicate_row")]


def test_an_import_of_plans_can_be_undone_after_a_plan_was_deleted_and_came_back(
    memory: Database,
) -> None:
    uid = _student(memory)
    other = Plan("own", _student(memory, "2"))
    bring(memory, a_file("plans", a_wanted("1", "ENG12")))
    before = everything(memory)
    bring(memory, a_file("plans", a_wanted("1", "ENG12", period="P3"), a_wanted("1", "GD1")))
    with memory.reading() as tx:
        (plan,) = list_plans(tx, uid)
    changed = everything(memory)
    edit(memory, delete_plan, plan.uid)
    edit(memory, save_plan, other)  # takes no key that the plan may want again
    take_back(memory, 5)
    assert _plans(memory) == (plan,)
    assert everything(memory)["plan"][0] == changed["plan"][0]
    take_back(memory, 4)
    after = everything(memory)
    assert [row[1:] for row in after["placement"]] == [row[1:] for row in before["placement"]]


def test_a_name_that_another_plan_has_by_now_does_not_come_back(memory: Database) -> None:
    plan = _plan(memory)
    edit(memory, save_plan, plan)
    edit(memory, save_plan, replace(plan, name="Renamed"))
    edit(memory, save_plan, Plan("p2", plan.student_uid, plan.name, PlanStatus.NAMED))
    before = everything(memory)
    with pytest.raises(KnownError) as caught:
        take_back(memory, 3)
    assert caught.value.code == "changed_since"
    assert everything(memory) == before
