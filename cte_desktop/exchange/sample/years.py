"""One student's years of school, from grade 7 to the present semester, as lines of the record."""

from __future__ import annotations

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.exchange.sample.careers import CTE_BONUS
from cte_desktop.exchange.sample.core import core_slots
from cte_desktop.exchange.sample.curriculum import PASS_RANK, Curriculum, Offer
from cte_desktop.exchange.sample.electives import college_slot, elective_slots, evening_slot
from cte_desktop.exchange.sample.junior_high import junior_high_year
from cte_desktop.exchange.sample.marks import course_score, passing_mark, semester_mark
from cte_desktop.exchange.sample.pupil import Present, Pupil, Timetabled
from cte_desktop.exchange.sample.record import RecordLine, Studies
from cte_desktop.exchange.sample.sections import FALL, SPRING, YEAR, SectionBook
from cte_desktop.exchange.sample.slots import COLLEGE, CREDIT_RECOVERY, DAY, EXTENDED, Slot

TERMS = (FALL, SPRING)
WITHDRAWN_SHARE = 0.004
WAIVED_SHARE = 0.003  # of semesters of PE: mark X
SUMMER_SHARE = 0.42  # of other failed halves that are made good in the summer
BETTERED_SHARE = 0.12  # of D marks in A-G courses that are repeated for a C
SUMMER_BONUS = 0.35
_NO_CREDIT = frozenset({"", "F", "NP", "NC", "W", "X", "I"})
_SUMMER_SUBJECTS = frozenset(
    {"social_studies", "mathematics", "science_life", "science_physical", "health"}
)
_LOW = frozenset({"D-", "D", "D+"})


def go_to_school(pupil: Pupil, present: Present, book: SectionBook) -> None:
    """Fill the student's record up to today, and the timetable of the present year."""
    for grade in range(7, pupil.seat.grade_level + 1):
        if grade < 9:
            junior_high_year(pupil, grade, present)
        else:
            _high_school_year(pupil, grade, present, book)


def choose_year(pupil: Pupil, studies: Studies, grade: int) -> list[Slot]:
    """Return what the student takes in a grade: six or seven periods, evenings and college."""
    school, rng, traits = pupil.school_in(grade), pupil.rng, pupil.traits
    curriculum, year = studies.curriculum, pupil.year_of(grade)
    evening = evening_slot(traits, studies, pupil.career, grade, school, rng)
    if evening is not None and not _is_taught(curriculum, evening, year):
        evening = None
    slots = core_slots(traits, studies, grade, rng)
    wanted = _periods_wanted(pupil, curriculum, grade, late=evening is None)
    used = {code for slot in slots for code in (slot.fall, slot.spring)}
    for slot in elective_slots(traits, studies, pupil.career, grade, rng):
        if len(slots) >= wanted:
            break
        codes = {slot.fall, slot.spring}
        if codes & used or not all(
            _may_take(curriculum, studies, code, school, grade, year) for code in codes
        ):
            continue
        used |= codes
        slots.append(slot)
    college = college_slot(traits, studies, grade, school, rng)
    return slots + [slot for slot in (evening, college) if slot is not None]


def _periods_wanted(pupil: Pupil, curriculum: Curriculum, grade: int, *, late: bool) -> int:
    """Return six, or seven where the school has a period 7 that leaves the evening free."""
    traits, step = pupil.traits, pupil.career.step_in(grade)
    by_day = step is not None and step.lane == DAY
    crowded = by_day and (bool(traits.music) or traits.study_skills or traits.english_learner)
    if late and (traits.seventh_period or crowded):
        return min(7, len(curriculum.periods(pupil.school_in(grade))) or 6)
    return 6


def _may_take(
    curriculum: Curriculum, studies: Studies, code: str, school: str, grade: int, year: int
) -> bool:
    offer = curriculum.offers[code]
    return (
        offer.grade_min <= grade <= offer.grade_max
        and (offer.repeatable or not studies.passed(code))
        and curriculum.runs_by_day(code, school, year)
        and studies.ready(code)
    )


def _is_taught(curriculum: Curriculum, slot: Slot, year: int) -> bool:
    return slot.site in curriculum.evening_schools(slot.fall, year)


def _high_school_year(pupil: Pupil, grade: int, present: Present, book: SectionBook) -> None:
    slots = choose_year(pupil, pupil.studies, grade)
    is_now = grade == pupil.seat.grade_level
    if is_now:
        pupil.timetable = _timetable(pupil, slots, book)
        placed = pupil.timetable
    else:
        placed = [Timetabled(slot, ("", ""), ("", "")) for slot in slots]
    offers, rng = pupil.studies.curriculum.offers, pupil.rng
    scores: dict[str, float] = {}
    for half in range(present.half + 1 if is_now else 2):
        open_now = is_now and half == present.half
        for course in placed:
            code = course.slot.code(half)
            if not code:
                continue
            offer = offers[code]
            if code not in scores:
                bonus = (
                    CTE_BONUS if offer.pathway == pupil.career.pathway and offer.pathway else 0.0
                )
                scores[code] = course_score(rng, pupil.traits.talent, offer, bonus)
            mark = "" if open_now else _mark(pupil, offer, scores[code])
            _add(pupil, grade, half, course, offer, mark)
    if not is_now:
        _summer(pupil, grade, slots, scores)


def _mark(pupil: Pupil, offer: Offer, score: float) -> str:
    rng = pupil.rng
    chance = rng.random()
    if chance < WITHDRAWN_SHARE and offer.subject not in {"english", "physical_education"}:
        return "W"
    if chance < WAIVED_SHARE and offer.subject == "physical_education":
        return "X"
    if offer.code == CREDIT_RECOVERY and chance < 0.3:
        return "CR" if rng.random() < 0.85 else "NC"
    return semester_mark(rng, score, offer.code)


def _add(pupil: Pupil, grade: int, half: int, course: Timetabled, offer: Offer, mark: str) -> None:
    """Write a semester down, and take it in."""
    slot, studies = course.slot, pupil.studies
    recovered = slot.recovers(half)
    line = _line(pupil, grade, TERMS[half], offer, mark, slot.site or pupil.school_in(grade))
    if recovered is not None:
        made_good = studies.curriculum.offers[recovered[0]]
        line = line._replace(
            subject=made_good.subject,
            recovers=made_good.code,
            half=str(recovered[1] + 1) if made_good.is_year else "",
        )
        offer, half_done = made_good, recovered[1]
    else:
        half_done = half
    section = course.sections[half]
    pupil.lines.append(line._replace(section_id=section) if section else line)
    if mark in {"", "X"}:
        studies.assume(offer, half_done)
    else:
        studies.note(offer, half_done, mark)


def _line(pupil: Pupil, grade: int, term: str, offer: Offer, mark: str, school: str) -> RecordLine:
    return RecordLine(
        pupil.seat.student_id,
        _year_text(pupil.year_of(grade)),
        term,
        grade,
        offer.code,
        offer.title,
        mark,
        offer.half_credits,
        "0.0" if mark in _NO_CREDIT else offer.half_credits,
        school,
    )


def _summer(pupil: Pupil, grade: int, slots: list[Slot], scores: dict[str, float]) -> None:
    """Make failed halves good in summer school: English always, others in part."""
    studies, rng = pupil.studies, pupil.rng
    offers = studies.curriculum.offers
    for code in dict.fromkeys(slot.fall for slot in slots if slot.lane == DAY):
        offer = offers.get(code)
        if offer is None or not offer.is_year:
            continue
        for half, rank in enumerate(tuple(studies.best.get(code, ()))):
            english = offer.subject == "english" and code.startswith(("ENG", "AP", "ERWC"))
            failed = rank < PASS_RANK
            if failed and (english or (offer.subject in _SUMMER_SUBJECTS)):
                wanted = english or rng.random() < SUMMER_SHARE
            else:
                low = pupil.traits.university and not failed and rank < _C_MINUS and offer.ag_area
                wanted = bool(low) and rng.random() < BETTERED_SHARE
            if not wanted:
                continue
            score = scores[code] + SUMMER_BONUS
            draw = passing_mark if english else semester_mark
            mark = draw(rng, score, code)
            line = _line(pupil, grade, "summer", offer, mark, pupil.school_in(grade))
            pupil.lines.append(line._replace(half=str(half + 1), section_id=f"SUMMER-{half + 1}"))
            studies.note(offer, half, mark)


_C_MINUS = 4
_YEARS = {year: school_year_text(year) for year in range(1990, 2100)}


def _year_text(year: int) -> str:
    return _YEARS.get(year) or school_year_text(year)


def _timetable(pupil: Pupil, slots: list[Slot], book: SectionBook) -> list[Timetabled]:
    """Give every slot of the present year its period and section, where the school has bells."""
    curriculum, school = pupil.studies.curriculum, pupil.school_in(pupil.seat.grade_level)
    by_day = [slot for slot in slots if slot.lane == DAY]
    periods = list(curriculum.periods(school))[: max(6, len(by_day))]
    wanted = [
        (s.fall, s.spring, s.fall == s.spring and curriculum.offers[s.fall].is_year) for s in by_day
    ]
    placed = [
        Timetabled(slot, (period, period), (fall, spring))
        for slot, (period, fall, spring) in zip(
            by_day, book.day_seats(school, wanted, periods), strict=True
        )
    ]
    for slot in slots:
        if slot.lane == EXTENDED:
            placed.append(_in_the_evening(slot, curriculum, book))
        elif slot.lane == COLLEGE:
            placed.append(_at_college(slot, school, book))
    return placed


def _in_the_evening(slot: Slot, curriculum: Curriculum, book: SectionBook) -> Timetabled:
    if curriculum.offers[slot.fall].is_year:
        both = book.evening_seat(slot.site, slot.fall, YEAR).section_id
        return Timetabled(slot, ("", ""), (both, both))
    fall = book.evening_seat(slot.site, slot.fall, FALL).section_id
    spring = book.evening_seat(slot.site, slot.spring, SPRING).section_id
    return Timetabled(slot, ("", ""), (fall, spring))


def _at_college(slot: Slot, school: str, book: SectionBook) -> Timetabled:
    sections = [
        book.college_seat(school, code, term).section_id if code and slot.site == school else ""
        for code, term in zip((slot.fall, slot.spring), TERMS, strict=True)
    ]
    return Timetabled(slot, ("", ""), (sections[0], sections[1]))
