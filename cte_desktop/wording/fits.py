"""What is said of a section that somebody might take: when, where, whether it fits and why not.

Kinds and clock times of sections alone are in `wording/sections.py`, the sentences of findings in
`wording/findings.py`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.domain.planning.week import section_week
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.findings import Subject, finding_text
from cte_desktop.wording.labels import (
    course_label,
    lane_label,
    moment_label,
    place_label,
    term_label,
)
from cte_desktop.wording.sections import day_span_label, hours_label, kind_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.sections.alternatives.ways import Alternative
    from cte_desktop.domain.planning.sections.fitting.fits import Fit
    from cte_desktop.domain.planning.sections.patterns import Pattern
    from cte_desktop.domain.planning.sections.seats.open_order import Queued

SEATS_ARE_A_PLAN = noop("Seats are a plan until the information system confirms them.")
STANDINGS = {
    "fits": noop("Fits"),
    "does_not_fit": noop("Does not fit"),
    "not_known": noop("Not known to fit"),
}
WHYS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "time_clash": (
        (
            ("drive",),
            noop(
                "{later_starts}; {earlier_ends} and the drive is {drive} "
                "({minutes_short} short on {days})."
            ),
        ),
        ((), noop("{later_starts}; {earlier_ends} ({minutes_short} short on {days}).")),
    ),
    "travel_clash": (
        (
            (),
            noop(
                "{later_starts}; {earlier_ends} and the drive is {travel}, with a margin of "
                "{margin} ({minutes_short} short on {days})."
            ),
        ),
    ),
    "travel_unknown": (
        (
            (),
            noop(
                "{later_starts}; {earlier_ends} ({days}), and nobody has written down how long the "
                "drive takes."
            ),
        ),
    ),
}
"""Sentences of clashes where grade and term are known: what they need, and the sentence."""
_PLACES = ("later_starts", "earlier_ends", "drive", "travel", "margin", "minutes_short")
BECAUSE = {
    "recorded": noop("in the record"),
    "senior_capstone": noop("senior, capstone"),
    "pathway": noop("in the pathway"),
    "grade": noop("by grade"),
}
"""Why somebody stands where they stand in the open order for seats."""
ORDER_OF_SEATS = noop(
    "First who sits in it by the record, then seniors whose capstone it is, then students of the "
    "pathway, then the others; within each the higher grade, then who planned it earlier. Reserved "
    "seats go to those they are reserved for."
)


def standing_label(standing: str) -> str:
    """Return "Fits", "Does not fit", "Not known to fit"."""
    return tr(STANDINGS[standing])


def site_label(site: str, catalog: Catalog) -> str:
    """Return the short name of a site: "Canyon" for Canyon High."""
    return place_label(site, catalog)


def clock_label(section: Section, catalog: Catalog) -> str:
    """Return when a section meets by the clock: "Mon–Thu 10:22–11:12, Fri 11:09–11:49".

    Periods are rung by the site's bells of each weekday; "" when nobody knows a time.
    """
    at: defaultdict[tuple[int, int], str] = defaultdict(str)
    for meeting in section_week(section, catalog).meetings:
        at[meeting.start, meeting.end] += meeting.weekday
    hours = (
        f"{day_span_label(_in_order(days))} {hours_label(start, end)}"
        for (start, end), days in at.items()
    )
    return ", ".join(hours)


def when_and_where(section: Section, catalog: Catalog) -> str:
    """Return "P3, Mon–Thu 10:22–11:12, Fri 11:09–11:49, Valencia"."""
    periods = "/".join(dict.fromkeys(m.period for m in section.meetings if m.period))
    clock = clock_label(section, catalog) or tr("time not known")
    return ", ".join(part for part in (periods, clock, site_label(section.site, catalog)) if part)


def why_text(finding: Finding, catalog: Catalog) -> str:
    """Return one sentence about what keeps a section from fitting, with the minutes.

    Grade and term are left out: they were asked for.
    """
    subject = Subject(finding, catalog)
    if _in_one_period(subject):
        return tr(
            "{course} and {other} are in the same period, {period} ({days}).",
            course=subject["course"],
            other=subject["other_course"],
            period=subject.text("later_period"),
            days=_days(finding),
        )
    sentence = next(
        (text for needed, text in WHYS.get(finding.code, ()) if _has(subject, needed)), ""
    )
    if not sentence:
        return finding_text(finding, catalog)
    words = {key: subject[key] for key in _PLACES}
    text = tr(sentence, **words, days=_days(finding))
    return text[:1].upper() + text[1:]  # a fixed time is "the job" within a sentence


def short_why(finding: Finding, catalog: Catalog) -> str:
    """Return the same in few words: "Clashes with Chemistry: 50 minutes short on Mon–Thu"."""
    subject = Subject(finding, catalog)
    other = subject["other_course"] or subject["busy"]
    if finding.code not in WHYS or not other:
        return why_text(finding, catalog)
    if _in_one_period(subject):
        return tr("Same period as {other}, on {days}", other=other, days=_days(finding))
    if not subject["minutes_short"]:
        return tr(
            "Nobody knows the way from or to {other} ({days})", other=other, days=_days(finding)
        )
    return tr(
        "Clashes with {other}: {minutes} short on {days}",
        other=other,
        minutes=subject["minutes_short"],
        days=_days(finding),
    )


def seats_text(fit: Fit) -> str:
    """Return "12 of 30 seats left", "no seat left of 30, 4 wait", "seats not known".

    Where the student may choose from more seats than are left in all (the own one is not counted)
    or from fewer (the others are kept for somebody), both figures are told.
    """
    seats = fit.seats
    if seats.seats is None or seats.left is None:
        return tr("seats not known")
    left = _left_text(seats.seats, seats.left, fit.seats_left)
    if not seats.waiting:
        return left
    waiting = trn("{count} waits", "{count} wait", seats.waiting)
    return f"{left}, {waiting}"


def _left_text(seats: int, left: int, for_student: int | None) -> str:
    """Return how many seats are left; `for_student`: those that the student may choose from."""
    if for_student is not None and for_student != left:
        sentence = noop("{count} of {seats} seats for this student, {left} left in all")
        if not left:
            sentence = noop("{count} of {seats} seats for this student, none left in all")
        return tr(sentence, count=for_student, seats=seats, left=left)
    if not left:
        return tr("no seat left of {seats}", seats=seats)
    return trn("{count} of {seats} seats left", "{count} of {seats} seats left", left, seats=seats)


def because_text(queued: Queued) -> str:
    """Return why a student stands at this place of the open order for seats."""
    return tr(BECAUSE[queued.because])


def seat_label(*, has_seat: bool) -> str:
    """Return whether somebody has a seat, in a word or two."""
    return tr("has a seat") if has_seat else tr("waits")


def choice_text(grade_level: int, term: str, school_year: int, fitting: int, count: int) -> str:
    """Return "11th grade, 2027-28: 4 of 12 sections fit"."""
    return trn(
        "{when}, {school_year}: {fitting} of {count} section fits",
        "{when}, {school_year}: {fitting} of {count} sections fit",
        count,
        when=moment_label(grade_level, term),
        school_year=school_year_text(school_year),
        fitting=fitting,
    )


def details_text(section: Section) -> str:
    """Return kind, term, teacher and id of a section in a line."""
    parts = [kind_label(section.kind), term_label(section.term), section.teacher]
    return " · ".join(part for part in (*parts, section.section_id) if part)


def pattern_text(pattern: Pattern, catalog: Catalog, home: str = "") -> str:
    """Return one way to have a course: "Canyon: Extended Day, year".

    `home` is the student's own school, which a pattern without a site stands for.
    """
    site = pattern.site or home
    where = site_label(site, catalog) if site else tr("The student's own school")
    terms = ", ".join(map(term_label, pattern.terms))
    return tr("{site}: {lane}, {terms}", site=where, lane=lane_label(pattern.lane), terms=terms)


def moved_text(alternative: Alternative, catalog: Catalog) -> str:
    """Return what an alternative moves besides the class itself, or that nothing else moves."""
    own, *others = alternative.moves
    parts = []
    for what, sentence in (
        ("dropped", noop("Drops {courses}")),
        ("", noop("Also moves {courses}")),
    ):
        courses = [
            course_label(move.course, catalog)
            for move in (own, *others)
            if (move.what == "dropped") is bool(what) and (what or move is not own)
        ]
        if courses:
            parts.append(tr(sentence, courses=", ".join(dict.fromkeys(courses))))
    return "; ".join(parts) or tr("Moves only this class")


def no_sections_text(course_code: str, school_year: int, term: str, catalog: Catalog) -> str:
    """Return that no sections of a course are known for a year, or for a term of it."""
    year = school_year_text(school_year)
    return tr(
        "No sections of {course} are known for {when}.",
        course=course_label(course_code, catalog),
        when=year if term == "year" else f"{year}, {term_label(term)}",
    )


def by_semester_text(course_code: str, school_year: int, catalog: Catalog) -> str:
    """Return that a course asked for the whole year is taught in sections of one semester."""
    return tr(
        "{course} is taught by semesters in {school_year}: these are the sections of fall and of "
        "spring.",
        course=course_label(course_code, catalog),
        school_year=school_year_text(school_year),
    )


def offered_text(patterns: Sequence[Pattern], catalog: Catalog, home: str = "") -> str:
    """Return the ways in which a course is offered, one a line."""
    if not patterns:
        return tr("The catalog lists no site that offers it then.")
    lines = (f"  {pattern_text(pattern, catalog, home)}" for pattern in patterns)
    return "\n".join((tr("It is offered like this:"), *lines))


def over_text(school_year: int, term: str) -> str:
    """Return that a term is over, so that nothing fits into it any more."""
    return tr(
        "{term} of {school_year} is over.",
        term=term_label(term).capitalize(),
        school_year=school_year_text(school_year),
    )


def _has(subject: Subject, needed: tuple[str, ...]) -> bool:
    return all(subject[key] for key in needed)


def _in_one_period(subject: Subject) -> bool:
    """Tell whether two classes clash because the same bell of one site rings for both."""
    one, other = (
        (subject.text(f"{which}_period"), subject.text(f"{where}_site"))
        for which, where in (("earlier", "from"), ("later", "to"))
    )
    return subject.finding.code == "time_clash" and one == other and all(one)


def _days(finding: Finding) -> str:
    return day_span_label(str(finding.about("weekdays") or ""))


def _in_order(days: str) -> str:
    return "".join(day for day in WEEKDAYS if day in days)
