"""A clash in words that a parent understands, and what each of its parts is.

"Auto 2 meets only Tue/Thu 15:45 at Canyon; the sport runs until 16:30 on Tuesday and Thursday in
spring; the capstone of Auto Technology must follow in a later term: drop one of these."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Kind
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.wording.clock import clock_words, written_clock
from cte_desktop.wording.filling.lacking import PATHWAY, lacking_text
from cte_desktop.wording.filling.offered import closed_texts, offered_text, pathway_texts, whole
from cte_desktop.wording.filling.wants import want_text
from cte_desktop.wording.labels import (
    all_of_label,
    busy_label,
    course_label,
    days_label,
    moment_label,
    on_days_label,
    one_of_label,
    place_label,
)
from cte_desktop.wording.papers import term_with_year
from cte_desktop.wording.programs import program_name, requirement_name
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.students.experiences import BusyTime

MOST_AROUND = 3
"""Clauses about when courses are to be had, beside the reasons themselves."""
MOST_PAIRS = 3
"""Pairs of courses at one time that are told one by one."""
MOST_NAMES = 5
WHOLE = "total"
"""The requirement that stands for all of graduation."""
_REST_OF_DAY = 23 * 60
_ORDER = (Kind.BUSY, Kind.PLACEMENT, Kind.RULE, Kind.WISH)
"""In which reasons are told: what stands fast first, what somebody may let go last."""
_COURSES = ("course", "other_course", "other", "needed")
_TIMES = frozenset({"time_clash", "travel_clash", "travel_unknown", "period_clash"})
RULES = {
    "time_clash": noop("{course} and {other} meet at the same time"),
    "travel_clash": noop("the way from {course} to {other} is too long for the time between them"),
    "travel_unknown": noop("nobody has written down the way from {course} to {other}"),
    "period_clash": noop("{course} and {other} need the same period"),
    "prerequisite_missing": noop("{course} asks for {needed} first"),
    "prerequisite_mark": noop("{course} asks for a better mark in {needed}"),
    "prerequisite_order": noop("{course} asks for {needed} in an earlier term"),
    "corequisite_missing": noop("{course} asks for {needed} beside it"),
    "pathway_out_of_order": noop(
        "the capstone of {pathway} must follow in a later term than what comes before it"
    ),
    "grade_range": noop("{course} is for other grades"),
    "term_not_offered": noop("{course} is not offered in the terms that are left"),
    "site_without_course": noop("no site that can be reached teaches {course}"),
    "seat_full": noop("{course} has no seat left in {when}"),
    "section_gone": noop("the section of {course} is not held any more"),
    "section_double": noop("{course} would be taken in two sections at once"),
    "repeated_course": noop("{course} would be taken twice"),
    "repeat_51228_2": noop("{course} was passed well enough and may not be assigned again"),
    "empty_period_51228_1": noop("a period of {when} would be without content"),
    "college_too_early": noop("{course} is a college course and comes later"),
    "bell_missing": noop("nobody has written down when {course} meets"),
    "time_missing": noop("nobody has written down when {course} meets"),
    "not_in_record": noop("{course} is planned in a term that is over"),
    "outside_wished_hours": noop("{course} lies outside the wished hours"),
    "no_lunch": noop("{when} leaves no time for lunch"),
}
"""The clause of each rule that may clash; the codes are those of findings."""


def clash_text(problem: Problem, clash: Sequence[Reason]) -> str:
    """Return a clash as one sentence that ends in "drop one of these"; "" for no clash."""
    parts = clash_parts(problem, clash)
    if not parts:
        return ""
    said = "; ".join(dict.fromkeys(parts))
    said = said[:1].upper() + said[1:]
    if len(clash) == 1:
        return tr("{clash}: this can't be done.", clash=said)
    return tr("{clash}: drop one of these.", clash=said)


def clash_parts(problem: Problem, clash: Sequence[Reason]) -> tuple[str, ...]:
    """Return the clauses of a clash: what is only to be had at few times, then each reason."""
    if not clash:
        return ()
    known = whole(problem)
    pathways = (text for name in _pathways(problem, clash) for text in pathway_texts(known, name))
    only = (offered_text(known, code, year) for code, year in _told_of(problem, clash))
    around = tuple(dict.fromkeys(text for text in (*only, *pathways) if text))[:MOST_AROUND]
    if len(clash) == 1:
        around = why_alone(problem, clash[0]) or around
        if around and clash[0].kind is Kind.RULE:
            return around
    return tuple(dict.fromkeys(text for text in (*around, *_reasons(problem, clash)) if text))


def why_alone(problem: Problem, reason: Reason) -> tuple[str, ...]:
    """Return why a reason can't be met by itself: until when it could, or what is missing."""
    about, want = dict(reason.about), want_of(problem, reason)
    if reason.kind is Kind.RULE:
        only = str(about.get("requirement", ""))
        only = "" if only == WHOLE else only
        lacking = lacking_text(problem, str(about.get("program", "")), only)
        return (lacking,) if lacking else ()
    if want is None or want.strength is Strength.NO:
        return ()
    if want.kind == "pathway":
        told = (*pathway_texts(whole(problem), want.value), *closed_texts(problem, want.value))
        found = tuple(dict.fromkeys(text for text in told if text))[:MOST_AROUND]
        return found or _lacking(problem, PATHWAY + want.value)
    if want.kind == "area_goal":
        return _lacking(problem, want.value)
    return ()


def _lacking(problem: Problem, program: str) -> tuple[str, ...]:
    lacking = lacking_text(problem, program)
    return (lacking,) if lacking else ()


def _reasons(problem: Problem, clash: Sequence[Reason]) -> Iterator[str]:
    """Yield the clause of each reason; what one program needs is one clause, and so is a crowd."""
    needed: dict[str, list[str]] = {}
    times = [reason for reason in clash if reason.kind is Kind.RULE and reason.id in _TIMES]
    crowd = times if len(times) > MOST_PAIRS else []
    for reason in sorted(clash, key=lambda one: _ORDER.index(one.kind)):
        about = dict(reason.about)
        if "requirement" in about:
            program, requirement = str(about.get("program", "")), str(about["requirement"])
            name = requirement_name(program, requirement, problem.given.catalog)
            needed.setdefault(program, []).append(name)
        elif reason not in crowd:
            yield reason_text(problem, reason)
    if crowd:
        yield _crowd(problem, crowd)
    for program, names in needed.items():
        yield _needs(program, names)


def _crowd(problem: Problem, reasons: Iterable[Reason]) -> str:
    """Return the courses of which always two can't be taken together, as one clause."""
    codes = dict.fromkeys(code for reason in reasons for code in _codes(reason))
    titles = _some([course_label(code, problem.given.catalog) for code in codes])
    return tr("many of these courses stand in each other's way in the week: {courses}",
              courses=titles)  # fmt: skip


def _needs(program: str, names: Sequence[str]) -> str:
    return tr(
        "{program} needs {requirement}", program=program_name(program), requirement=_some(names)
    )


def _some(names: Sequence[str]) -> str:
    """Return the first few names, and how many more there are."""
    if len(names) <= MOST_NAMES + 1:
        return all_of_label(names)
    more = trn("{count} more", "{count} more", len(names) - MOST_NAMES)
    return all_of_label([*names[:MOST_NAMES], more])


def reason_text(problem: Problem, reason: Reason) -> str:
    """Return one part of a clash as a clause without a full stop."""
    match reason.kind:
        case Kind.WISH:
            return _wish(problem, reason)
        case Kind.PLACEMENT:
            return _placement(problem, reason)
        case Kind.BUSY:
            return _busy(problem, reason)
        case Kind.RULE:
            return _rule(problem, reason)


def _wish(problem: Problem, reason: Reason) -> str:
    """Return what is wanted; of UC and CSU also the areas that are open yet."""
    want = want_of(problem, reason)
    if want is None:
        return ""
    said = want_text(want, problem.given.catalog)
    lacking = lacking_text(problem, want.value) if want.kind == "area_goal" else ""
    return tr("{wish} ({lacking})", wish=said, lacking=lacking) if lacking else said


def want_of(problem: Problem, reason: Reason) -> Want | None:
    """Return what is wanted by the reason of a wish."""
    return next((want for want in problem.wants if want.id == reason.id), None)


def _placement(problem: Problem, reason: Reason) -> str:
    grade, _, rest = reason.id.partition(":")
    term, _, code = rest.partition(":")
    course = course_label(code or reason.id, problem.given.catalog)
    if not grade.isdecimal():
        return tr("{course} is locked", course=course)
    return tr("{course} is locked in {when}", course=course, when=moment_label(int(grade), term))


def busy_of(problem: Problem, reason: Reason) -> BusyTime | None:
    """Return the fixed time of a reason: its row, as busy.csv has the student's."""
    rows = problem.given.file.busy
    number = int(reason.id) if reason.id.isdecimal() else 0
    return rows[number - 1] if 1 <= number <= len(rows) else None


def _busy(problem: Problem, reason: Reason) -> str:
    """Return "the sport runs until 16:30 on Tuesday and Thursday in spring 2027"."""
    busy = busy_of(problem, reason)
    if busy is None:
        return ""
    told = {
        "what": busy_label(busy.kind),
        "days": on_days_label(busy.days),
        "term": term_with_year(busy.school_year, busy.term),
    }
    if busy.end >= _REST_OF_DAY:
        start = clock_words(busy.start)
        return tr("{what} begins at {start} {days} in {term}", start=start, **told)
    return tr("{what} runs until {end} {days} in {term}", end=clock_words(busy.end), **told)


def _rule(problem: Problem, reason: Reason) -> str:
    about, catalog = dict(reason.about), problem.given.catalog
    program = str(about.get("program", ""))
    if "requirement" in about:
        return _needs(program, [requirement_name(program, str(about["requirement"]), catalog)])
    grade, term = about.get("grade_level", about.get("grade")), str(about.get("term", "year"))
    when = moment_label(grade, term) if isinstance(grade, int) else tr("a term")
    if reason.id == "overload":
        most = problem.given.settings.most_courses
        return tr("at most {most} courses fit into the days of {when}", most=most, when=when)
    sentence = RULES.get(reason.id)
    if sentence is None:
        return reason.id.replace("_", " ")
    codes = _codes(reason)
    if reason.id in _TIMES and not codes:
        return _same_hour(about, when, catalog)
    if reason.id in _TIMES and "courses" in about:
        return _crowd(problem, [reason])
    titles = [course_label(code, catalog) for code in codes] or [tr("a course")]
    words = {
        "course": titles[0],
        "other": titles[1] if len(titles) > 1 else tr("another course"),
        "needed": titles[1] if len(titles) > 1 else _needed(codes[:1], catalog),
        "pathway": program.removeprefix(PATHWAY) or str(about.get("pathway", "")),
        "when": when,
    }
    return tr(sentence, **words)


def _same_hour(about: Mapping[str, Value], when: str, catalog: Catalog) -> str:
    """Return "several courses need Tue/Thu 15:45 at Canyon in fall of 11th grade"."""
    days, starts = str(about.get("weekdays", "")), str(about.get("starts", ""))
    period, site = str(about.get("period", "")), str(about.get("site", ""))
    hour = f"{days_label(days)} {written_clock(starts)}".strip() or period
    at = tr("{when} at {site}", when=hour, site=place_label(site, catalog)) if site else hour
    return tr("several courses need the same hour in {when}: {hour}", when=when, hour=at)


def _needed(codes: Sequence[str], catalog: Catalog) -> str:
    """Return what a course asks for first: "Auto 1 or Welding 1"."""
    course = catalog.course(codes[0]) if codes else None
    ways = course.prerequisites.alternatives if course is not None else ()
    said = [all_of_label([course_label(n.course_code, catalog) for n in needs]) for needs in ways]
    return one_of_label(said) or tr("another course")


def _pathways(problem: Problem, clash: Iterable[Reason]) -> tuple[str, ...]:
    """Return the pathways that a clash is about."""
    names: list[str] = []
    for reason in clash:
        want = want_of(problem, reason) if reason.kind is Kind.WISH else None
        if want is not None and want.kind == "pathway":
            names.append(want.value)
        program = str(dict(reason.about).get("program", ""))
        if program.startswith(PATHWAY):
            names.append(program.removeprefix(PATHWAY))
    return tuple(dict.fromkeys(names))


def _codes(reason: Reason) -> tuple[str, ...]:
    """Return the courses that a reason is about; several may stand in one value."""
    found: list[str] = []
    about = dict(reason.about)
    for key in (*_COURSES, "courses"):
        value = about.get(key)
        if isinstance(value, tuple):
            found += value
        elif value is not None:
            found.append(str(value))
    return tuple(dict.fromkeys(found))


def _told_of(problem: Problem, clash: Iterable[Reason]) -> tuple[tuple[str, int | None], ...]:
    """Return the courses of which the clash is about when they meet, each with the school year."""
    found: list[tuple[str, int | None]] = []
    for reason in clash:
        if reason.kind is Kind.BUSY:
            busy = busy_of(problem, reason)
            year = busy.school_year if busy is not None else None
            found += ((code, year) for code in _codes(reason))
        elif reason.id in _TIMES and "courses" not in dict(reason.about):
            found += ((code, None) for code in _codes(reason))
        elif reason.kind is Kind.WISH:
            want = want_of(problem, reason)
            if want is not None and want.kind == "course" and want.strength is Strength.MUST:
                found += ((code, None) for code in want.codes)
    return tuple(dict.fromkeys(found))
