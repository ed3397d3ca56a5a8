"""Placeholders: "any science (D)", a place in a plan that is kept for a course still to be chosen.

A placeholder is a course code of its own, `ANY:SUBJECT[:AREA][:S]`: a graduation subject of the
catalog ("" with an area of A-G), an area, and S for a semester; without S it takes a year. The
subject "science" stands for every one that begins so (science_life, science_physical). The catalog
knows the placeholders of which it has a course; it does not list them among its courses.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Course, ExtendedDay, Length
from cte_desktop.domain.catalog.verified import Verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PREFIX = "ANY:"
AREAS = ("A", "B", "C", "D", "E", "F", "G")
ELECTIVE = "elective"
"""The graduation subject that every course may serve once its own is filled."""
ONE_TERM = "S"
ANY_TOPIC = "*"
"""What a placeholder of an area is about: whatever topic of it is still needed."""
NOT_TO_BE_CHOSEN = frozenset({"", "same_as_recovered"})
"""Graduation subjects that no placeholder is of: none, and that of a course made up for."""
_YEAR_OF_AREA = 100  # hundredths of an A-G year
_PARTS = 3  # subject, area, S


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a placeholder keeps a place for: a subject ("" for any), an area, how long it runs."""

    subject: str
    area: str = ""
    one_term: bool = False

    @property
    def code(self) -> str:
        """Return the course code of the placeholder."""
        parts = [self.subject, *([self.area] if self.area else [])]
        return PREFIX + ":".join(parts + ([ONE_TERM] if self.one_term else []))


def is_placeholder(code: str) -> bool:
    """Tell whether a course code is that of a placeholder."""
    return code.startswith(PREFIX) and wanted_by(code) is not None


def wanted_by(code: str) -> Wanted | None:
    """Return what the placeholder of that code keeps a place for, None for any other course."""
    if not code.startswith(PREFIX):
        return None
    subject, *rest = code.removeprefix(PREFIX).split(":")
    one_term = rest[-1:] == [ONE_TERM]
    areas = rest[:-1] if one_term else rest
    if len(rest) >= _PARTS or len(areas) > 1 or not all(area in AREAS for area in areas):
        return None
    if not (subject or areas):
        return None
    return Wanted(subject, areas[0] if areas else "", one_term)


def is_of_kind(course: Course, wanted: Wanted) -> bool:
    """Tell whether a course of the catalog could take the placeholder's place.

    Those of the college and support courses could not: a person wishes for them by name.
    """
    return (
        course.graduation_subject not in NOT_TO_BE_CHOSEN
        and not (course.is_support or course.is_college or is_placeholder(course.code))
        and course.credits > 0
        and course.is_year is not wanted.one_term
        and wanted.area in {"", course.ag_area}
        and wanted.subject in {"", ELECTIVE, *_subjects_around(course.graduation_subject)}
    )


def may_be_of(code: str, subjects: Iterable[str]) -> bool:
    """Tell whether the placeholder of that code could become a course of one of the subjects.

    "Any science" may become life science or physical science, whichever is still needed.
    """
    wanted = wanted_by(code)
    return (
        wanted is not None
        and bool(wanted.subject)
        and any(wanted.subject in _subjects_around(subject) for subject in subjects)
    )


def courses_for(code: str, courses: Iterable[Course]) -> tuple[Course, ...]:
    """Return the courses that could take the place of a placeholder, in their order."""
    wanted = wanted_by(code)
    return tuple(c for c in courses if wanted is not None and is_of_kind(c, wanted))


def placeholders(courses: Sequence[Course]) -> tuple[Course, ...]:
    """Return every placeholder of which there is a course, as a course of the catalog.

    By subject in the order of the courses; without an area first, years before semesters.
    """
    shared = _shared_beginnings(courses)
    found: dict[Wanted, list[Course]] = {}
    for course in courses:
        for wanted in _kinds_of(course, shared):
            found.setdefault(wanted, []).append(course)
    in_order = {subject: place for place, subject in enumerate(_subjects(found))}
    return tuple(
        _placeholder(wanted, found[wanted])
        for wanted in sorted(
            found, key=lambda w: (not w.subject, in_order[w.subject], w.area, w.one_term)
        )
    )


def _kinds_of(course: Course, shared: frozenset[str]) -> Iterator[Wanted]:
    one_term = not course.is_year
    own = course.graduation_subject
    for subject in ("", *(s for s in _subjects_around(own) if s == own or s in shared)):
        for area in ("", *([course.ag_area] if course.ag_area in AREAS else [])):
            wanted = Wanted(subject, area, one_term)
            if (subject or area) and is_of_kind(course, wanted):
                yield wanted


def _subjects(found: Iterable[Wanted]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wanted.subject for wanted in found))


def _subjects_around(subject: str) -> tuple[str, ...]:
    """Return the subjects that a course fills: its own, and what that begins with."""
    words = subject.split("_")
    return tuple("_".join(words[:count]) for count in range(1, len(words) + 1))


def _shared_beginnings(courses: Iterable[Course]) -> frozenset[str]:
    """Return what several subjects begin with: "science" of science_life and science_physical."""
    subjects = {course.graduation_subject for course in courses}
    beginnings = Counter(
        beginning for subject in subjects for beginning in _subjects_around(subject)[:-1]
    )
    return frozenset(beginning for beginning, count in beginnings.items() if count > 1)


def _placeholder(wanted: Wanted, kind: Sequence[Course]) -> Course:
    """Return the placeholder as a course: what is usual among the courses that it stands for."""
    terms = {"fall", "spring"} if wanted.one_term else {"year"}
    summer = {"summer"} if any("summer" in course.offered for course in kind) else set()
    worth = Counter(course.credits for course in kind)
    years = _YEAR_OF_AREA // (2 if wanted.one_term else 1)
    return Course(
        code=wanted.code,
        title=_title(wanted),
        rigor="cp" if wanted.area else "regular",
        credits=min(worth, key=lambda credits: (-worth[credits], credits)),
        length=Length.SEMESTER if wanted.one_term else Length.YEAR,
        offered=frozenset(terms | summer),
        grade_min=min(course.grade_min for course in kind),
        grade_max=max(course.grade_max for course in kind),
        graduation_subject=wanted.subject,
        ag_area=wanted.area,
        ag_years=years if wanted.area else 0,
        ag_topic=ANY_TOPIC if wanted.area else "",
        uc_honors=False,
        pathway="",
        pathway_level=None,
        extended_day=ExtendedDay.NO,
        repeatable=True,
        verified=Verified.YES,
    )


def _title(wanted: Wanted) -> str:
    """Return a plain title; `wording/placeholders.py` says it in the language of the reader."""
    subject = wanted.subject.replace("_", " ") or "course"
    return f"Any {subject} ({wanted.area})" if wanted.area else f"Any {subject}"
