"""Repairs of what no longer fits: what they change, and what they never change unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.misfit_records import (
    Asks,
    Misfit,
    MisfitKind,
    Surroundings,
)
from cte_desktop.domain.planning.misfits import misfits_of, still_offered
from cte_desktop.domain.planning.plan import Placement, Spot
from cte_desktop.domain.planning.repairs import carry_out
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.record import RecordRow
from tests.domain.planning.misfit_cases import only, repaired, ways, where
from tests.domain.planning.situations import (
    day_section,
    placed,
    placed_year,
    situation,
    taken,
    year_of,
)

FALL, SPRING, SUMMER = Term.FALL, Term.SPRING, Term.SUMMER


def test_the_only_other_section_that_fits_is_offered() -> None:
    other, clashing = (day_section(n, "ART1", "VL", p) for n, p in (("S2", "P2"), ("S3", "P3")))
    around = Surroundings(sections={(2027, "ART1"): (other, clashing)})
    before = situation(*placed_year("ART1", 11, "P1", section="S1"), *placed_year("BIO", 11, "P3"))
    misfit = only(misfits_of(before, around))
    assert ways(misfit) == ["drop_section", "take_section"]
    then = repaired(before, misfit.repairs[1], around)
    assert then.plan is not None
    chosen = [p for p in then.plan.placed if p.course_code == "ART1"]
    assert {(p.section_id, p.spot.period) for p in chosen if p.spot} == {("S2", "P2")}


def test_of_two_other_sections_that_fit_none_is_offered() -> None:
    two = tuple(day_section(n, "ART1", "VL", p) for n, p in (("S2", "P2"), ("S3", "P3")))
    around = Surroundings(sections={(2027, "ART1"): two})
    before = situation(*placed_year("ART1", 11, "P1", section="S1"))
    assert ways(only(misfits_of(before, around))) == ["drop_section"]


def test_a_needed_course_with_too_low_a_mark_is_taken_again_first_and_the_later_one_moved() -> None:
    before = situation(*placed_year("SPAN2", 11, "P1"), record=year_of("SPAN1", "D", 2025))
    misfit = only(misfits_of(before))
    assert misfit.kind is MisfitKind.PREREQUISITE_FAILED
    assert (misfit.about("needed"), misfit.about("minimum_mark")) == ("SPAN1", "C")
    then = repaired(before, misfit.recommended)
    assert where(then, "SPAN1") == {(11, "fall"), (11, "spring")}
    assert where(then, "SPAN2") == {(12, "fall"), (12, "spring")}
    assert "prerequisite_mark" not in {f.code for f in conflicts(then)}


def test_the_other_way_to_meet_a_prerequisite_is_seen_as_failed_too() -> None:
    before = situation(*placed_year("ENG10", 10), record=year_of("ENG09H", "F", 2025))
    assert only(misfits_of(before)).about("needed") == "ENG09H"


def test_what_cannot_be_put_later_is_only_told() -> None:
    before = situation(*placed_year("SPAN2", 12, "P1"), record=year_of("SPAN1", "D", 2025))
    last_year = replace(before, day=date(2028, 10, 1))
    misfit = only(misfits_of(last_year))
    assert (misfit.kind, misfit.repairs) == (MisfitKind.PREREQUISITE_FAILED, ())


def test_what_builds_on_the_delayed_course_is_delayed_as_well() -> None:
    record = (*year_of("ALG1", "F", 2025), *year_of("ENG09", "B", 2025))
    plan = (*placed_year("GEOM", 10, "P2"), *placed_year("ALG2", 11, "P1"))
    before = replace(situation(*plan, record=record), day=date(2026, 7, 10))
    misfit = only(misfits_of(before))
    assert misfit.kind is MisfitKind.PREREQUISITE_FAILED
    then = repaired(before, misfit.recommended)
    assert where(then, "ALG1") == {(10, "fall"), (10, "spring")}
    assert where(then, "GEOM") == {(11, "fall"), (11, "spring")}
    assert where(then, "ALG2") == {(12, "fall"), (12, "spring")}


def test_a_locked_course_is_never_changed_without_asking() -> None:
    locked = tuple(replace(p, locked=True) for p in placed_year("ALG1", 11, "P1"))
    before = situation(*locked, record=year_of("ALG1", "B", 2025))
    misfit = only(misfits_of(before))
    assert misfit.recommended is None
    assert {repair.because for repair in misfit.repairs} == {Asks.LOCKED}
    assert where(repaired(before, misfit.repairs[0]), "ALG1") == set()


def test_a_locked_course_stays_locked_when_its_section_is_dropped() -> None:
    locked = tuple(replace(p, locked=True) for p in placed_year("ART1", 11, "P1", section="S1"))
    before = situation(*locked)
    then = repaired(before, only(misfits_of(before)).repairs[0])
    assert then.plan is not None
    assert {(p.locked, p.section_id) for p in then.plan.placed} == {(True, "")}


def test_a_signed_plan_is_never_changed_without_asking() -> None:
    before = situation(*placed_year("ALG1", 11, "P1"), record=year_of("ALG1", "B", 2025))
    assert before.plan is not None
    signed = replace(before, plan=replace(before.plan, signed_on=date(2026, 5, 1)))
    misfit = only(misfits_of(signed))
    assert {repair.because for repair in misfit.repairs} == {Asks.SIGNED}


def test_a_repair_that_was_done_already_is_no_longer_offered() -> None:
    before = situation(*placed_year("ALG1", 11, "P1"), record=year_of("ALG1", "B", 2025))
    misfit = only(misfits_of(before))
    repair = misfit.repairs[0]
    assert still_offered(before, misfit, repair)
    then = repaired(before, repair)
    assert not still_offered(then, misfit, repair)
    assert carry_out(then, repair, Surroundings(), lambda: "new") is None


def _failed_below_geometry() -> tuple[Situation, Misfit, Misfit]:
    """A fall of Algebra 1 that failed, with Geometry planned for the 11th grade."""
    record = (taken("ALG1", "F", 2025, FALL), taken("ALG1", "B", 2025, SPRING))
    before = situation(*placed_year("ALG1", 9), *placed_year("GEOM", 11), record=record)
    failed, waiting = misfits_of(before)
    return before, failed, waiting


def test_a_failed_half_is_taken_again_before_what_builds_on_it() -> None:
    before, failed, waiting = _failed_below_geometry()
    assert (failed.kind, waiting.kind) == (MisfitKind.FAILED, MisfitKind.PREREQUISITE_FAILED)
    then = repaired(before, failed.recommended)
    assert where(then, "ALG1") == {(9, "fall"), (9, "spring"), (10, "summer")}
    assert misfits_of(then) == ()


def test_two_repairs_never_plan_the_same_half_twice() -> None:
    before, failed, waiting = _failed_below_geometry()
    late = next(repair for repair in failed.repairs if repair.about("term") == "fall")
    again = next(repair for repair in waiting.repairs if repair.do == "again")
    assert still_offered(before, waiting, again)
    assert not still_offered(repaired(before, late), waiting, again)


CODES = st.sampled_from(["ALG1", "GEOM", "HEALTH", "SPAN1", "SPAN2", "ART1", "BIO", "PSYCH"])
TERMS = st.sampled_from([FALL, SPRING, SUMMER])
ROWS = st.builds(
    taken,
    CODES,
    st.sampled_from(["A", "C", "D", "F", "W"]),
    st.sampled_from([2024, 2025]),
    st.sampled_from([FALL, SPRING]),
)
PLACED = st.builds(
    lambda code, grade, term, section, locked: replace(
        placed(code, grade, term, section=section), locked=locked
    ),
    CODES,
    st.sampled_from([9, 10, 11, 12]),
    TERMS,
    st.sampled_from(["", "", "S1"]),
    st.sampled_from([False, False, True]),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PLACED, max_size=6),
    st.lists(ROWS, max_size=5, unique_by=lambda row: row.identity),
)
def test_repairing_every_misfit_leaves_none_of_its_courses_and_no_lock_changed(
    placements: list[Placement], record: list[RecordRow]
) -> None:
    before = situation(*placements, record=tuple(record))
    locked = {p for p in placements if p.locked}
    open_misfits = {m.placements for m in misfits_of(before) if m.recommended is not None}
    then = before
    for _ in placements:
        misfit = next((m for m in misfits_of(then) if m.recommended is not None), None)
        if misfit is None:
            break
        then = repaired(then, misfit.recommended)
        left = [m for m in misfits_of(then) if set(m.placements) & set(misfit.placements)]
        assert left == []
    assert then.plan is not None
    assert locked <= set(then.plan.placements)
    assert open_misfits or then == before
    assert not any(m.recommended for m in misfits_of(then))
    spots = [p.spot for p in then.plan.placed if isinstance(p.spot, Spot)]
    assert len(spots) == len(then.plan.placements)
