"""Grades 7 and 8: no credits, but Algebra 1 and Spanish 1 count for A-G when they reach a C."""

from __future__ import annotations

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.exchange.sample.marks import course_score, rank_of, semester_mark
from cte_desktop.exchange.sample.pupil import Present, Pupil
from cte_desktop.exchange.sample.record import RecordLine

NO_CREDIT = "0.0"
ALGEBRA, SPANISH = "MATH8A", "SPAN1J"
_BONUS = -0.53  # on the ease of PE, which stands in for the courses that the catalog lacks
# Junior-high courses that the high-school catalog doesn't list: code, title, subject.
_COURSES = {
    7: (
        ("ENG7J", "English 7", "english"),
        ("SCI7J", "Science 7", "science"),
        ("HIST7J", "World History 7", "social_studies"),
        ("MATH7J", "Mathematics 7", "mathematics"),
    ),
    8: (
        ("ENG8J", "English 8", "english"),
        ("SCI8J", "Science 8", "science"),
        ("HIST8J", "United States History 8", "social_studies"),
        ("MATH8J", "Mathematics 8", "mathematics"),
    ),
}


def junior_high_year(pupil: Pupil, grade: int, present: Present) -> None:
    """Write a year of junior high down."""
    is_now = grade == pupil.seat.grade_level
    traits, rng = pupil.traits, pupil.rng
    offers = pupil.studies.curriculum.offers
    courses = list(_COURSES[grade])
    if grade == 8 and traits.early_algebra:
        courses[-1] = (ALGEBRA, offers[ALGEBRA].title, "")
    if grade == 8 and traits.early_spanish:
        courses.append((SPANISH, offers[SPANISH].title, ""))
    year = school_year_text(pupil.year_of(grade))
    scores = [course_score(rng, traits.talent, offers["PE9"], _BONUS) for _ in courses]
    for half, term in enumerate(("fall", "spring")):
        if is_now and half > present.half:
            break
        for (code, title, subject), score in zip(courses, scores, strict=True):
            open_now = is_now and half == present.half
            mark = "" if open_now else semester_mark(rng, score, code)
            pupil.lines.append(
                RecordLine(
                    pupil.seat.student_id, year, term, grade, code, title, mark, NO_CREDIT,
                    NO_CREDIT, pupil.seat.junior_high, "", subject,
                )
            )  # fmt: skip
            if code in offers and open_now:
                pupil.studies.assume(offers[code], half)
            elif code in offers and rank_of(mark) >= 0:
                pupil.studies.note(offers[code], half, mark)
