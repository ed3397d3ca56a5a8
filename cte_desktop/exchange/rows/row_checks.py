"""What single rows of a file must hold, where its cells alone don't tell.

Each check goes through one batch and refuses or adjusts rows in place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.domain.completion.figures.growth import FIRST_YEAR
from cte_desktop.domain.filling.wants import LIMITS, ONE_OF, is_within
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.exchange.answers.answers import LONGEST, SKIP
from cte_desktop.exchange.answers.questions import Doubt
from cte_desktop.exchange.plain.batch import Batch
from cte_desktop.exchange.plain.cell_readers import read_clock
from cte_desktop.exchange.plain.columns import Value
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.plain.trouble import Trouble
from cte_desktop.exchange.rows.decision_checks import check_decisions

Check = Callable[[Batch, Known], None]


def _numbers(kind: str) -> tuple[str, ...]:
    """Return the numbers that a wish of a kind may name."""
    least, most = LIMITS[kind]
    return tuple(map(str, range(least, most + 1)))


_LOAD = re.compile(r"^(\d{1,2})-(\d{1,2})$", re.ASCII)
_CLOCK_WISHES = frozenset({"earliest_start", "latest_end"})
_MORNING, _NOON = 6 * 60, 12 * 60  # 3:45 to 6:15 was most likely meant for the afternoon
_WISHED = {
    "area_goal": ("uc", "csu", "none"),
    "free_period": _numbers("free_period"),
    "extended_day": ("yes", "no", *_numbers("extended_day")),  # or so many evenings a week
}
_BY_GRADE = re.compile(r"^(.*?)(?:\s+by\s+(?:7|8|9|10|11|12))?$")
_CDS = re.compile(r"^\d{14}$", re.ASCII)
_WHOLE = re.compile(r"^\d{1,4}$", re.ASCII)
# Levels 1 to 4 or the scale behind them, which runs from 2114 to 2862; AP and IB marks.
_SCORES = {
    "SBAC_ELA": ((1, 4), (2000, 3000)),
    "SBAC_MATH": ((1, 4), (2000, 3000)),
    "AP": ((1, 5),),
    "IB": ((1, 7),),
}


def checks_of(kind: str) -> tuple[Check, ...]:
    """Return the checks of a kind of file, none for most."""
    return _CHECKS.get(kind, ())


def check_times(batch: Batch, known: Known) -> None:
    """Refuse times that end before they start, or that have one end only; tell those at night."""
    del known
    ends = batch.of("end")
    for place, start in enumerate(batch.of("start")):
        end = ends[place]
        if start is None and end is None:
            continue
        if not isinstance(start, int) or not isinstance(end, int) or end <= start:
            batch.refuse(place, "start" if start is None else "end", "bad_time")
        elif start < _MORNING and end <= _NOON:
            batch.adjust(place, "start", "at_night")


def check_grades(batch: Batch, known: Known) -> None:
    """Refuse grades of which the lowest is above the highest."""
    del known
    _refuse_upside_down(batch, "grade_min", "grade_max")


def _check_schools(batch: Batch, known: Known) -> None:
    """Refuse codes of the State that are not 14 digits, and grades upside down."""
    del known
    for place, code in enumerate(batch.of("cds_code")):
        if code and not _CDS.match(str(code)):
            batch.refuse(place, "cds_code", "bad_school_code")
    _refuse_upside_down(batch, "grade_low", "grade_high")


def _refuse_upside_down(batch: Batch, low: str, high: str) -> None:
    highest = batch.of(high)
    for place, lowest in enumerate(batch.of(low)):
        top = highest[place]
        if isinstance(lowest, int) and isinstance(top, int) and lowest > top:
            batch.refuse(place, high, "upside_down", f"{low} {lowest}")


def _check_experiences(batch: Batch, known: Known) -> None:
    """Refuse what expires before it was passed."""
    del known
    passed = batch.of("passed_on")
    for place, expires in enumerate(batch.of("expires_on")):
        on = passed[place]
        if isinstance(expires, str) and isinstance(on, str) and "" != expires < on:
            batch.refuse(place, "expires_on", "expires_early", on)


def _check_scores(batch: Batch, known: Known) -> None:
    """Refuse scores that the test can't give."""
    del known
    tests = batch.of("test")
    for place, score in enumerate(batch.of("score")):
        ranges = _SCORES.get(str(tests[place]).partition(":")[0])
        if ranges and not _is_within(score, ranges):
            detail = ", ".join(f"{low}-{high}" for low, high in ranges)
            batch.refuse(place, "score", "bad_number", detail)


def _check_totals(batch: Batch, known: Known) -> None:
    """Refuse totals of no year that can be, without a number, or with too few completions."""
    students, completions = batch.of("students"), batch.of("completions")
    for place, year in enumerate(batch.of("school_year")):
        many, done = students[place], completions[place]
        if isinstance(year, int) and not FIRST_YEAR <= year <= known.school_year:
            batch.refuse(place, "school_year", "year_of_total", school_year_text(FIRST_YEAR))
        elif many is None and done is None:
            batch.refuse(place, "students", "no_total")
        elif isinstance(many, int) and isinstance(done, int) and done < many:
            batch.refuse(place, "completions", "fewer_completions", str(many))


def _is_within(score: Value, ranges: tuple[tuple[int, int], ...]) -> bool:
    text = str(score)
    return bool(_WHOLE.match(text)) and any(low <= int(text) <= high for low, high in ranges)


def _check_busy(batch: Batch, known: Known) -> None:
    """Refuse times that can't be; tell places to which nobody knows the way."""
    check_times(batch, known)
    catalog = known.catalog
    places = {site for way in catalog.travel for site in (way.origin, way.destination)}
    places |= {bell.school for bell in catalog.bells} | catalog.school_by_short.keys()
    for place, site in enumerate(batch.of("site")):
        if site and site not in places and place not in batch.refused:
            batch.adjust(place, "site", "unknown_place")


def _check_wishes(batch: Batch, known: Known) -> None:
    """Refuse wishes whose value can't be wished."""
    values = batch.of("value")
    for place, kind in enumerate(batch.of("kind")):
        value = str(values[place])
        if kind == "pathway":
            found = _BY_GRADE.match(value)
            names = known.catalog.pathway_by_name
            _check_known(
                batch, known, place, "unknown_pathway", found[1] if found else value, names
            )
        elif kind in {"course", "avoid"}:
            _check_courses(batch, known, place, value)
        elif kind == "load":
            load = _LOAD.match(value)
            if load is None or int(load[1]) > int(load[2]):
                batch.refuse(place, "value", "unknown_value", "5-7")
        elif kind in _CLOCK_WISHES:
            _check_hour(batch, place, value)
        elif kind == "lunch":
            if not is_within("lunch", value):
                least, most = LIMITS["lunch"]
                batch.refuse(place, "value", "bad_number", f"{least}-{most}")
        elif kind:
            _check_choice(batch, place, value, _WISHED.get(str(kind), ("yes", "no")))


def _check_courses(batch: Batch, known: Known, place: int, value: str) -> None:
    """Look at each course that a wish names: one, or what would do in its place."""
    courses = known.catalog.listed_by_code
    for code in [part.strip() for part in value.split(ONE_OF)]:
        _check_known(batch, known, place, "unknown_course", code, courses)


def _check_choice(batch: Batch, place: int, value: str, allowed: tuple[str, ...]) -> None:
    """Put one of a few values as the contract writes it, or refuse the row."""
    meant = value.lower()
    if meant not in allowed:
        batch.refuse(place, "value", "unknown_value", ", ".join(allowed))
    elif meant != value:
        batch.of("value")[place] = meant
        batch.adjust(place, "value", "adjusted", meant)


def _check_hour(batch: Batch, place: int, value: str) -> None:
    """Put an hour as HH:MM, or refuse the row."""
    read = read_clock(value) if value else None
    minutes = read.value if isinstance(read, Trouble) else read
    if not isinstance(minutes, int):
        batch.refuse(place, "value", "bad_time")
        return
    batch.of("value")[place] = clock_text(minutes)
    if isinstance(read, Trouble):
        batch.adjust(place, "value", read.code, read.detail)


def _check_known(
    batch: Batch, known: Known, place: int, code: str, name: str, names: Container[str]
) -> None:
    """Read a pathway or course as was answered where the catalog lacks it; else refuse and ask."""
    if name in names or place in batch.refused or not name:
        return
    answer = known.answers.of(code, name)
    if answer == SKIP:
        batch.refuse(place, "value", "left_out")
    elif answer is not None and answer in names:
        values = batch.of("value")
        values[place] = _with_answer(str(values[place]), name, answer)
    else:
        batch.refuse(place, "value", code)
        if len(name) <= LONGEST:
            row, wrong = batch.numbers[place], answer or ""
            known.asked.met(Doubt(code, name, "value", row, wrong=wrong))
        return
    known.asked.used(code, name, answer, "value", row=batch.numbers[place])


def _with_answer(value: str, name: str, answer: str) -> str:
    """Return a value with a name answered: "by 11" stays, and so do the other courses of a wish."""
    parts = [part.strip() for part in value.split(ONE_OF)]
    if name in parts:
        return ONE_OF.join(answer if part == name else part for part in parts)
    return answer + value[len(name) :]


_CHECKS: dict[str, tuple[Check, ...]] = {
    "schools": (_check_schools,),
    "courses": (check_grades,),
    "busy": (_check_busy,),
    "wishes": (_check_wishes,),
    "experiences": (_check_experiences,),
    "tests": (_check_scores,),
    "decisions": (check_decisions,),
    "earlier_totals": (_check_totals,),
}
