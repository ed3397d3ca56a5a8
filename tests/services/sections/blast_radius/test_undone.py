"""Whatever the change: done with all repairs and taken back, the store holds what it held."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.blast_radius.radius import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
    apply_blast,
    blast_radius,
)
from cte_desktop.storage.sections.reading import sections_of
from cte_desktop.storage.sections.seats import tallies
from tests.services.sections.blast_radius.blasting import NEXT, NOW, content

KINDS = st.sampled_from(("cancel", "move", "shrink", "retire"))


def change_of(kind: str, key: tuple[int, str], number: int, course_code: str) -> SectionChange:
    """A change of a section that somebody names, or a course retired."""
    match kind:
        case "cancel":
            return CancelSection(key)
        case "move":
            start = 420 + number * 60
            return MoveSection(key, ("M", "TR", "MTWRF")[number % 3], start, start + 75)
        case "shrink":
            return ShrinkSection(key, number)
        case _:
            return RetireCourse(course_code)


def named(desk: Desk) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    """The sections that students sit in or plan, and the courses of this year's sections."""
    with desk.database.reading() as tx:
        keys = tuple(
            (year, one) for year in (NOW, NEXT) for one in sorted(tallies(tx, year, desk.today()))
        )
        codes = {one.course_code for one in sections_of(tx, NOW)}
    return keys, tuple(sorted(codes))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(KINDS, st.integers(0, 10_000), st.integers(0, 10))
def test_a_change_that_is_done_and_taken_back_leaves_the_store_equal(
    desk: Desk, kind: str, which: int, number: int
) -> None:
    before = content(desk)
    keys, codes = named(desk)
    change = change_of(kind, keys[which % len(keys)], number, codes[which % len(codes)])
    radius = blast_radius(desk, change)
    done = apply_blast(desk, radius)
    repaired = [one for one in radius.students if one.repaired is not None]
    signed = {one.uid for one in repaired if one.before is not None and one.before.signed_on}
    assert done.plans == len(repaired) - len(signed)
    assert {one.uid for one in done.kept_apart} == signed
    if done.step is not None:
        history.undo(desk, done.step)
    assert content(desk) == before
