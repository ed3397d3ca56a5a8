"""The plans on file: what the student would do from the next semester to the end of grade 12."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cte_desktop.exchange.sample.next_year import NextYear
from cte_desktop.exchange.sample.pupil import Present, Pupil, Timetabled
from cte_desktop.exchange.sample.record import Studies
from cte_desktop.exchange.sample.sections import YEAR
from cte_desktop.exchange.sample.slots import COLLEGE, CREDIT_RECOVERY, DAY, Slot
from cte_desktop.exchange.sample.years import TERMS, choose_year

PLAN = "Plan A"
YOUNGEST = 8  # the grade in which the plan for high school is made
SIGNED_SHARE = 0.6
ALTERNATE_SHARE = 0.05
_ALTERNATES = ("YEARBK", "ART1", "CER1", "JOURN")

Row = tuple[str | int, ...]


def plan_rows(pupil: Pupil, present: Present, next_year: NextYear) -> Iterator[Row]:
    """Yield the rows of plans.csv of a student; those who don't plan ahead have none."""
    if not pupil.traits.plans_ahead or pupil.seat.grade_level < YOUNGEST:
        return
    rng, studies = pupil.rng, pupil.studies.copy()
    signed = ""
    if rng.random() < SIGNED_SHARE:
        signed = (present.day - timedelta(days=rng.randrange(1, 200))).isoformat()
    now = pupil.seat.grade_level
    if present.half == 0:
        for course in pupil.timetable:
            yield from _spring(pupil, now, course, signed, studies)
    for grade in range(max(9, now + 1), 13):
        slots = choose_year(pupil, studies, grade)
        coming = next_year if grade == now + 1 else None
        for number, slot in enumerate(slots, 1):
            yield from _planned(pupil, grade, number, slot, signed, coming)
            _assume(studies, slot)


def _spring(
    pupil: Pupil, grade: int, course: Timetabled, signed: str, studies: Studies
) -> Iterator[Row]:
    """Yield the spring half of the present year, which is timetabled already."""
    slot = course.slot
    code = slot.spring
    if not code or code == CREDIT_RECOVERY:
        return
    studies.assume(studies.curriculum.offers[code], 1)
    yield _row(
        pupil,
        grade,
        TERMS[1],
        slot,
        code,
        course.periods[1],
        section=course.sections[1],
        signed=signed,
    )


def _planned(
    pupil: Pupil, grade: int, number: int, slot: Slot, signed: str, coming: NextYear | None
) -> Iterator[Row]:
    offers = pupil.studies.curriculum.offers
    period = f"P{number}" if slot.lane == DAY else ""
    halves = (slot.fall, slot.spring)
    if halves[0] == halves[1] and offers[halves[0]].is_year:
        wanted: tuple[tuple[str, str], ...] = ((YEAR, halves[0]),)
    else:
        wanted = tuple((t, c) for t, c in zip(TERMS, halves, strict=True) if c != CREDIT_RECOVERY)
    for term, code in wanted:
        if not code:
            continue
        section = ""
        if coming is not None:
            site = slot.site or pupil.school_in(grade)
            section = coming.request(pupil.seat.student_id, slot.lane, site, code, term)
        yield _row(pupil, grade, term, slot, code, period, section=section, signed=signed)
        other = _ALTERNATES[number % len(_ALTERNATES)]
        if period and term == YEAR and code not in _ALTERNATES and offers[other].is_year:
            if offers[code].subject != "elective" or pupil.rng.random() > ALTERNATE_SHARE:
                continue
            yield _row(pupil, grade, term, slot, other, period, signed=signed, choice=1)


def _row(  # noqa: PLR0913 - a row of the file is all of this
    pupil: Pupil,
    grade: int,
    term: str,
    slot: Slot,
    code: str,
    period: str,
    *,
    signed: str,
    section: str = "",
    choice: int = 0,
) -> Row:
    # A college is no site of the district: its own campus stays unnamed.
    at_home = slot.lane == COLLEGE or slot.site == pupil.school_in(grade)
    return (
        pupil.seat.student_id, PLAN, grade, term, slot.lane, code, section, "no", period,
        "" if at_home else slot.site, choice, "active", signed,
    )  # fmt: skip


def _assume(studies: Studies, slot: Slot) -> None:
    for half in (0, 1):
        code = slot.code(half)
        recovered = slot.recovers(half)
        if recovered is not None:
            studies.assume(studies.curriculum.offers[recovered[0]], recovered[1])
        elif code:
            studies.assume(studies.curriculum.offers[code], half)
