"""What is wanted of a plan, in clauses: "Auto Technology must be completed by 12th grade"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.wants import PLANNED, Strength
from cte_desktop.wording.clock import written_clock
from cte_desktop.wording.labels import course_label, days_label, grade_label, one_of_label
from cte_desktop.wording.programs import program_name
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.filling.wants import Want

DEFAULT = "default:"
"""How the id of a want begins that nobody noted."""

_YES = {
    "summer": noop("summer courses may be used"),
    "college": noop("college courses may be used"),
    "zero": noop("there may be a class before the first period"),
    "period7": noop("there may be a class in period 7"),
    "honors": noop("honors courses where possible"),
    "extended_day": noop("Extended Day may be used"),
}
_NO = {
    "summer": noop("no summer courses"),
    "college": noop("no college courses"),
    "zero": noop("nothing before the first period"),
    "period7": noop("period 7 stays free"),
    "honors": noop("no honors courses"),
    "extended_day": noop("no Extended Day"),
}
_HOURS = {
    "earliest_start": noop("no class before {time}"),
    "latest_end": noop("no class after {time}"),
}


def want_text(want: Want, catalog: Catalog) -> str:
    """Return what is wanted as a clause without a full stop."""
    words = _CLAUSES.get(want.kind, _plain)(want, catalog)
    if want.id.startswith(DEFAULT) and want.kind not in {"graduation", "pathway", "program"}:
        return tr("{wish} (as usual, nothing else was wished)", wish=words)
    return words


def short_want(want: Want, catalog: Catalog) -> str:
    """Return what is wanted in few words, as a list of unmet wishes names it."""
    match want.kind:
        case "pathway":
            return want.value
        case "area_goal" | "program":
            return program_name(want.value)
        case "course":
            return one_of_label([course_label(code, catalog) for code in want.codes])
        case _:
            return want_text(want, catalog)


def _graduation(_want: Want, _catalog: Catalog) -> str:
    return tr("graduation comes first")


def _pathway(want: Want, _catalog: Catalog) -> str:
    if want.id.startswith(PLANNED):
        return tr("{pathway} should be completed, as it is planned", pathway=want.value)
    if want.strength is Strength.NO:
        return tr("{pathway} is not wanted", pathway=want.value)
    if want.by_grade is not None:
        told = {"pathway": want.value, "grade": grade_label(want.by_grade)}
        if want.strength is Strength.LIKE:
            return tr("{pathway} should be completed by {grade} grade", **told)
        return tr("{pathway} must be completed by {grade} grade", **told)
    if want.strength is Strength.LIKE:
        return tr("{pathway} should be completed", pathway=want.value)
    return tr("{pathway} must be completed", pathway=want.value)


def _course(want: Want, catalog: Catalog) -> str:
    titles = one_of_label([course_label(code, catalog) for code in want.codes])
    if want.strength is Strength.NO:
        return tr("{course} is not wanted", course=titles)
    if want.strength is Strength.LIKE:
        return tr("{course} is wished for", course=titles)
    return tr("{course} must be taken", course=titles)


def _avoid(want: Want, catalog: Catalog) -> str:
    titles = one_of_label([course_label(code, catalog) for code in want.codes])
    if want.strength is Strength.LIKE:
        return tr("{course} is better avoided", course=titles)
    return tr("{course} must not be taken", course=titles)


def _area_goal(want: Want, _catalog: Catalog) -> str:
    if want.value == "none":
        return tr("no A-G goal")
    return tr("the courses for {program} must be there", program=program_name(want.value))


def _program(want: Want, _catalog: Catalog) -> str:
    return tr("{program} should be completed", program=program_name(want.value))


def _extended_day(want: Want, catalog: Catalog) -> str:
    evenings = want.most_evenings
    if want.days and want.allows:
        return tr("Extended Day only on {days}", days=days_label(want.days))
    if not want.allows or evenings is None:
        return _yes_or_no(want, catalog)
    if not evenings:
        return tr("no Extended Day")
    return trn(
        "at most {count} evening of Extended Day a week",
        "at most {count} evenings of Extended Day a week",
        evenings,
    )


def _load(want: Want, _catalog: Catalog) -> str:
    low, high = want.bounds
    if low == high:
        return trn("{count} course a term", "{count} courses a term", high)
    return tr("{low} to {high} courses a term", low=low, high=high)


def _free_period(want: Want, _catalog: Catalog) -> str:
    return trn("{count} free period a term", "{count} free periods a term", want.count)


def _hours(want: Want, _catalog: Catalog) -> str:
    return tr(_HOURS[want.kind], time=written_clock(want.value))


def _lunch(want: Want, _catalog: Catalog) -> str:
    return trn("{count} minute for lunch", "{count} minutes for lunch", want.count)


def _yes_or_no(want: Want, _catalog: Catalog) -> str:
    return tr((_YES if want.allows else _NO)[want.kind])


def _plain(want: Want, _catalog: Catalog) -> str:
    return want.value


_CLAUSES: dict[str, Callable[[Want, Catalog], str]] = {
    "graduation": _graduation,
    "pathway": _pathway,
    "course": _course,
    "avoid": _avoid,
    "area_goal": _area_goal,
    "program": _program,
    "extended_day": _extended_day,
    "load": _load,
    "free_period": _free_period,
    "earliest_start": _hours,
    "latest_end": _hours,
    "lunch": _lunch,
    "summer": _yes_or_no,
    "college": _yes_or_no,
    "zero": _yes_or_no,
    "period7": _yes_or_no,
    "honors": _yes_or_no,
}
