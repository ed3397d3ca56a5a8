"""One clear sentence for every finding, and the words on the buttons of its fixes.

A sentence is short, warm and exact, without jargon of the program: "Still needed for graduation:
10 credits of science", not "Requirement SCI unmet". A test fails until every code has one in each
language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from cte_desktop.domain import credits
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.planning.sections.rules.wished_hours import LUNCH_FROM, LUNCH_TO
from cte_desktop.domain.planning.sections.seats.reservations import ReservedFor, parse_reserved
from cte_desktop.wording.clock import clock_words, written_clock
from cte_desktop.wording.finding_sentences import SENTENCES
from cte_desktop.wording.labels import (
    all_of_label,
    amount_label,
    busy_label,
    course_label,
    courses_label,
    decision_label,
    grade_label,
    minutes_label,
    moment_label,
    on_days_label,
    one_of_label,
    place_label,
    school_label,
    term_label,
    weekdays_label,
)
from cte_desktop.wording.programs import names_a_course, program_name, requirement_name
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding, Fix, Value

_UNITS = {"credits": Unit.CREDITS, "years": Unit.YEARS, "courses": Unit.COURSES}
_COURSES = frozenset({"course", "other_course", "needed", "for_course", "validated"})
_SITES = frozenset({"site", "from_site", "to_site"})
_MOST_EXAMPLES = 3  # a sentence can carry


@dataclass(frozen=True, slots=True)
class Subject:
    """The values of a finding in words, as a sentence's places ask for them."""

    finding: Finding
    catalog: Catalog

    def __getitem__(self, key: str) -> str:
        """Return the words for a place of a sentence; "" for a value that the finding lacks."""
        if key in _MADE:
            return _MADE[key](self)
        value = self.finding.about(key)
        if value is None:
            return ""
        if key in _COURSES:
            return course_label(str(value), self.catalog)
        if key in _SITES:
            return school_label(str(value), self.catalog)
        return _WORDS[key](value) if key in _WORDS else str(value)

    def text(self, key: str) -> str:
        """Return a value as the finding holds it, "" if it lacks it."""
        value = self.finding.about(key)
        return "" if value is None else str(value)


def finding_text(finding: Finding, catalog: Catalog) -> str:
    """Return the sentence of a finding in the language in force."""
    subject = Subject(finding, catalog)
    sentence = tr(sentence_for(subject))
    text = sentence.format_map(_Places(subject))
    if text.endswith("..") and not text.endswith("..."):
        text = text[:-1]  # the time at the end brought its own: "6:00 p.m."
    return text[:1].upper() + text[1:] if sentence.startswith("{on_days}") else text


def sentence_for(subject: Subject) -> str:
    """Return the English sentence of a finding, its places still open."""
    choices = SENTENCES[subject.finding.code]
    fitting = (text for needed, text in choices if all(subject[key] for key in needed))
    return next(fitting, choices[-1][1])


def fix_text(fix: Fix, catalog: Catalog) -> str:
    """Return the words on the button of a fix."""
    named = dict(fix.args)
    course = course_label(str(named.get("course", "")), catalog)
    grade = _grade(named.get("grade_level"))
    term = term_label(str(named.get("term", "")))
    match fix.do:
        case "place":
            return tr(
                "Add {course} in {grade} grade, {term}", course=course, grade=grade, term=term
            )
        case "move":
            return tr(
                "Move {course} to {grade} grade, {term}",
                course=course,
                grade=_grade(named.get("to_grade_level")),
                term=term_label(str(named.get("to_term", ""))),
            )
        case "remove":
            return tr("Remove {course} from {grade} grade", course=course, grade=grade)
        case "take_section":
            return tr(
                "Take section {section} of {course}",
                section=named.get("section_id", ""),
                course=course,
            )
        case "choose_course":
            return tr("Choose the course…")
        case "see_sections":
            return tr("Other sections of {course}…", course=course)
        case _:
            return fix.do


class _Places(dict[str, str]):
    """Lets `format_map` ask a `Subject` for each place."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self._subject = subject

    def __missing__(self, key: str) -> str:
        return self._subject[key]


def _when(subject: Subject) -> str:
    """Return grade and term as one: "fall of 11th grade"; "" unless both are known."""
    grade, term = subject.finding.about("grade_level"), subject.text("term")
    return moment_label(grade, term) if isinstance(grade, int) and term else ""


def _later_starts(subject: Subject) -> str:
    """Return "Auto 2 starts 15:45 at Canyon"; without the place of a fixed time that has none."""
    what = _class_or_busy(subject, subject.text("later"))
    site, time = place_label(subject.text("to_site"), subject.catalog), subject["starts"]
    if not site:
        return tr("{what} starts {time}", what=what, time=time)
    return tr("{what} starts {time} at {site}", what=what, time=time, site=site)


def _earlier_ends(subject: Subject) -> str:
    """Return "period 7 (Art 1) at Valencia ends 16:00"."""
    what = _class_or_busy(subject, subject.text("earlier"))
    period = subject.text("earlier_period").removeprefix("P")
    if period:
        what = tr("period {period} ({course})", period=period, course=what)
    site, time = place_label(subject.text("from_site"), subject.catalog), subject["ends"]
    if not site:
        return tr("{what} ends {time}", what=what, time=time)
    return tr("{what} at {site} ends {time}", what=what, site=site, time=time)


def _class_or_busy(subject: Subject, course: str) -> str:
    return course_label(course, subject.catalog) if course else busy_label(subject.text("busy"))


def _drive(subject: Subject) -> str:
    """Return the minutes between the sites of two meetings that overlap; "" at one site."""
    sites = subject.text("from_site"), subject.text("to_site")
    minutes = subject.catalog.travel_minutes(*sites) if all(sites) else None
    return minutes_label(minutes) if minutes else ""


def _on_days(subject: Subject) -> str:
    return on_days_label(subject.text("weekdays"))


def _empty(subject: Subject) -> str:
    """Return "periods 5 and 6 on Friday", "period 1 on Friday and period 6 every day"."""
    periods, days = subject.finding.about("periods"), subject.finding.about("period_days")
    names = [str(p).removeprefix("P") for p in periods] if isinstance(periods, tuple) else []
    on = map(str, days) if isinstance(days, tuple) else repeat(subject.text("weekdays"))
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name, weekdays in zip(names, on, strict=False):
        alike[weekdays].append(name)
    return all_of_label(
        [
            trn(
                "period {names} {on_days}",
                "periods {names} {on_days}",
                len(group),
                names=all_of_label(group),
                on_days=on_days_label(weekdays),
            )
            for weekdays, group in alike.items()
        ]
    )


def _requirement(subject: Subject) -> str:
    requirement = subject.text("requirement")
    if not requirement:
        return ""
    return requirement_name(subject.text("program"), requirement, subject.catalog)


def _missing(subject: Subject) -> str:
    """Return how much is missing; "" for a level, of which there is only one."""
    value = subject.finding.about("missing")
    unit = _UNITS.get(subject.text("unit") or _unit_of(subject))
    return amount_label(value, unit) if unit and isinstance(value, int) and value else ""


def _unit_of(subject: Subject) -> str:
    return "years" if subject.finding.code == "ag_missing" else "credits"


def _examples(subject: Subject) -> str:
    """Return some courses that would help with a subject: "Biology, Chemistry or Physics"."""
    if names_a_course(subject.text("requirement")):
        return ""
    return one_of_label(_titles(subject)[:_MOST_EXAMPLES])


def _alternatives(subject: Subject) -> str:
    """Return the courses of which a must-include asks one; "" when there is no choice."""
    named = names_a_course(subject.text("requirement"))
    titles = [_requirement(subject), *_titles(subject)] if named else []
    return one_of_label(titles) if len(titles) > 1 else ""


def _titles(subject: Subject) -> list[str]:
    codes = subject.finding.about("courses")
    titles = [course_label(c, subject.catalog) for c in codes] if isinstance(codes, tuple) else []
    return [title for title in dict.fromkeys(titles) if title != _requirement(subject)]


def _later_half_of(subject: Subject) -> str:
    """Return the course whose second semester validates its own first one; "" for another."""
    course = subject.text("course")
    same = course and course == subject.text("validated")
    return course_label(course, subject.catalog) if same else ""


def _grades(subject: Subject) -> str:
    low, high = subject.finding.about("low"), subject.finding.about("high")
    if low == high:
        return tr("{grade} grade", grade=_grade(low))
    return tr("grades {low} to {high}", low=low, high=high)


def _course_count(subject: Subject) -> str:
    count = subject.finding.about("courses")
    return courses_label(count) if isinstance(count, int) else ""


def _grade(value: Value | None) -> str:
    return grade_label(value) if isinstance(value, int) else str(value or "")


def _minutes(value: Value) -> str:
    return minutes_label(int(value)) if isinstance(value, (int, float)) else str(value)


def _units(value: Value) -> str:
    return credits.text(value) if isinstance(value, int) else str(value)


def _reserved(value: Value) -> str:
    """Return "12th grade (2) and Sports Medicine": for whom seats are kept, and how many."""
    names = []
    for kept in parse_reserved(str(value)):
        of_grade = kept.kind is ReservedFor.GRADE
        name = tr("{grade} grade", grade=grade_label(int(kept.value))) if of_grade else kept.value
        names.append(name if kept.seats is None else f"{name} ({kept.seats})")
    return all_of_label(names)


# Words that are made of more than the value of their own name.
_MADE: dict[str, Callable[[Subject], str]] = {
    "when": _when,
    "later_starts": _later_starts,
    "earlier_ends": _earlier_ends,
    "drive": _drive,
    "on_days": _on_days,
    "empty": _empty,
    "requirement": _requirement,
    "missing": _missing,
    "examples": _examples,
    "alternatives": _alternatives,
    "later_half_of": _later_half_of,
    "grades": _grades,
    "course_count": _course_count,
    "lunch_from": lambda _: clock_words(LUNCH_FROM),
    "lunch_to": lambda _: clock_words(LUNCH_TO),
}
_WORDS: dict[str, Callable[[Value], str]] = {
    **dict.fromkeys(("grade_level", "already"), _grade),
    **dict.fromkeys(("minutes_short", "gap", "travel", "margin", "free", "lunch"), _minutes),
    **dict.fromkeys(("units", "most_units"), _units),
    **dict.fromkeys(("starts", "ends", "wished"), lambda value: written_clock(str(value))),
    "term": lambda value: term_label(str(value)),
    "weekdays": lambda value: weekdays_label(str(value)),
    "period": lambda value: str(value).removeprefix("P"),
    "program": lambda value: program_name(str(value)),
    "busy": lambda value: busy_label(str(value)),
    "reserved": _reserved,
    "reason": lambda value: decision_label(str(value)),
}
