"""Short labels: terms, grades, lanes, weekdays, states, amounts and dates."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel.core import Locale
from babel.dates import format_date, get_day_names
from babel.lists import format_list

from cte_desktop.domain import credits
from cte_desktop.domain.audit.result import PathwayStage, ProgramStatus, RequirementStatus, Unit
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term
from cte_desktop.wording.placeholders import titled
from cte_desktop.wording.translate import current_language, noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog

_DAY_NAMES = {
    "en": {"M": "Mon", "T": "Tue", "W": "Wed", "R": "Thu", "F": "Fri"},
    "es": {"M": "lun", "T": "mar", "W": "mié", "R": "jue", "F": "vie"},
}

_DECISIONS = {
    "foster": noop("student in foster care"),
    "homeless": noop("student without a fixed home"),
    "former_juvenile_court": noop("student who came from a juvenile court school"),
    "military_family": noop("student of a military family"),
    "migratory": noop("migratory student"),
    "newcomer": noop("newcomer"),
    "substitution": noop("substitution"),
    "waiver": noop("waiver"),
    "also_allow": noop("also allowed"),
    "exemption_51225_1": noop("Education Code 51225.1"),
    "pe_exemption": noop("exemption from physical education"),
}


def term_label(term: Term | str) -> str:
    """Return "fall", "spring", "summer" or, for a section of both semesters, "year"."""
    match str(term):
        case "fall":
            return tr("fall")
        case "spring":
            return tr("spring")
        case "summer":
            return tr("summer")
        case _:
            return tr("year")


def grade_label(grade_level: int) -> str:
    """Return "9th"; in Spanish "9.º"."""
    ordinal = {1: "st", 2: "nd", 3: "rd"}.get(grade_level, "th")
    return f"{grade_level}.º" if current_language() == "es" else f"{grade_level}{ordinal}"


def moment_label(grade_level: int, term: Term | str) -> str:
    """Return "fall of 11th grade"; for both semesters "11th grade"."""
    grade = grade_label(grade_level)
    match str(term):
        case "fall":
            return tr("fall of {grade} grade", grade=grade)
        case "spring":
            return tr("spring of {grade} grade", grade=grade)
        case "summer":
            return tr("the summer after {grade} grade", grade=grade)
        case _:
            return tr("{grade} grade", grade=grade)


def lane_label(lane: Lane) -> str:
    """Return the name of a lane."""
    match lane:
        case Lane.DAY:
            return tr("School day")
        case Lane.EXTENDED:
            return tr("Extended Day")
        case Lane.SUMMER:
            return tr("Summer")
        case Lane.COLLEGE:
            return tr("College")


def state_label(state: State) -> str:
    """Return how far a semester has come, in a word."""
    match state:
        case State.EARNED:
            return tr("earned")
        case State.IN_PROGRESS:
            return tr("in progress")
        case State.PLANNED:
            return tr("planned")
        case State.NOT_EARNED:
            return tr("not earned")
        case State.WAIVED:
            return tr("waived")


def status_label(status: ProgramStatus | RequirementStatus) -> str:
    """Return where a program or a requirement stands."""
    match status.value:
        case "met":
            return tr("met")
        case "on_track":
            return tr("on track")
        case "at_risk":
            return tr("at risk")
        case "in_progress":
            return tr("in progress")
        case "planned":
            return tr("planned")
        case _:
            return tr("not met")


def stage_label(stage: PathwayStage) -> str:
    """Return how far a student is in a pathway. Never "concentrator" of a student."""
    match stage:
        case PathwayStage.INTERESTED:
            return tr("interested")
        case PathwayStage.ENROLLED:
            return tr("enrolled")
        case PathwayStage.INTRODUCTORY_PASSED:
            return tr("introductory course passed")
        case PathwayStage.CONCENTRATOR_COURSE_PASSED:
            return tr("concentrator course passed")
        case PathwayStage.COMPLETER:
            return tr("completer")


def level_label(level: Level | str) -> str:
    """Return the name of a pathway level."""
    match str(level):
        case "introductory":
            return tr("introductory")
        case "concentrator":
            return tr("concentrator")
        case "capstone":
            return tr("capstone")
        case other:
            return other


def busy_label(kind: str) -> str:
    """Return a fixed time of a student as it stands inside a sentence."""
    match kind:
        case "sport":
            return tr("the sport")
        case "job":
            return tr("the job")
        case "carpool":
            return tr("the carpool")
        case "reserved":
            return tr("a reserved time")
        case _:
            return tr("another commitment")


def decision_label(text: str) -> str:
    """Return the words for a category or kind of decision; a written reason stays as it is."""
    return tr(_DECISIONS[text]) if text in _DECISIONS else text.rstrip(" .")


def days_label(days: str) -> str:
    """Return "Mon/Wed" for "MW"."""
    names = _DAY_NAMES[current_language()]
    return "/".join(names.get(day, day) for day in days)


def weekdays_label(days: str) -> str:
    """Return "Monday and Wednesday" for "MW", as a sentence has it."""
    names = get_day_names("wide", locale=current_language())
    words = [names["MTWRF".index(day)] for day in days if day in "MTWRF"]
    return format_list(words, locale=_locale(current_language())) if words else ""


def on_days_label(days: str) -> str:
    """Return "on Monday and Wednesday" for "MW", "every day" for all five; "" for none."""
    if set(WEEKDAYS) <= set(days):
        return tr("every day")
    return tr("on {weekdays}", weekdays=weekdays_label(days)) if days else ""


def one_of_label(words: Sequence[str]) -> str:
    """Return "a, b or c" in the language in force."""
    return format_list(list(words), style="or", locale=_locale(current_language())) if words else ""


def all_of_label(words: Sequence[str]) -> str:
    """Return "a, b and c" in the language in force."""
    return format_list(list(words), locale=_locale(current_language())) if words else ""


def minutes_label(minutes: int) -> str:
    """Return "1 minute", "25 minutes"."""
    return trn("{count} minute", "{count} minutes", minutes)


def courses_label(count: int) -> str:
    """Return "1 course", "7 courses"."""
    return trn("{count} course", "{count} courses", count)


def amount_label(hundredths: int, unit: Unit) -> str:
    """Return an amount with its unit: "10 credits", "0.5 years", "1 level"."""
    text = credits.text(hundredths)
    one = 1 if hundredths == credits.HUNDREDTHS else 2
    match unit:
        case Unit.CREDITS:
            return trn("{amount} credit", "{amount} credits", one, amount=text)
        case Unit.YEARS:
            return trn("{amount} year", "{amount} years", one, amount=text)
        case Unit.LEVELS:
            return trn("{amount} level", "{amount} levels", one, amount=text)
        case Unit.COURSES:
            return trn("{amount} course", "{amount} courses", one, amount=text)


def date_label(day: date) -> str:
    """Return a date as people write it: "February 1, 2027", "1 de febrero de 2027"."""
    return format_date(day, format="long", locale=current_language())


def short_date_label(day: date) -> str:
    """Return a date for the column of a table: "Feb 1, 2027", "1 feb 2027"."""
    return format_date(day, format="medium", locale=current_language())


def course_label(code: str, catalog: Catalog) -> str:
    """Return the title of a course, or its code when the catalog doesn't have it."""
    course = catalog.course(code)
    return titled(code, course.title) if course else code


def school_label(short: str, catalog: Catalog) -> str:
    """Return the name of a school, or the text itself for one from elsewhere."""
    school = catalog.school_by_short.get(short)
    return school.name if school else short


def place_label(short: str, catalog: Catalog) -> str:
    """Return where a class is, as people say it: "Canyon" for Canyon High."""
    return school_label(short, catalog).removesuffix(" High")


@cache
def _locale(language: str) -> Locale:
    """Return Babel's locale of a language; reading one takes longer than a list of words."""
    return Locale.parse(language)
