"""Why a course is used, unused, or a requirement stands as it does, in one sentence.

The codes and their values are listed in `domain/audit/explain.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits
from cte_desktop.domain.audit.result import Unit
from cte_desktop.wording.labels import amount_label, course_label, decision_label, grade_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import Reason
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Value

UNUSED = {
    "no_credit": noop("The mark {mark} earns no credit."),
    "waived": noop("Waived: it lowers what is needed instead of filling it."),
    "already_passed": noop("{course} was passed before and gives credit once."),
    "better_repeat": noop("Another attempt at {course} counts in its place."),
    "grade_7_8": noop("Taken in {grade_level} grade, which carries no credit here."),
    "no_credits": noop("The row has no credits."),
    "beyond_need": noop("What it could fill is full already."),
    "no_requirement": noop("Nothing in this program asks for it."),
    "no_area": noop("It is not approved for A-G at that school."),
    "mark_too_low": noop("The mark {mark} is below {threshold}, which is needed here."),
    "validated": noop("Work in {course} makes it good already."),
    "first_semester_of_two_years": noop(
        "Of algebra over two years only the second semester of each year counts."
    ),
    "ninth_to_eleventh_only": noop("It counts in grades 9 to 11 only."),
    "not_in_pathway": noop("It is not a course of this pathway."),
    "out_of_order": noop("It was not taken after the level below it."),
    "other_alternative": noop("{course} fills this level."),
}
USED = {
    "own_requirement": noop("It is of this kind; no other place for it would fill more."),
    "only_place": noop("Nothing else in this program can use it."),
    "must_include": noop("It is one of the courses that must be among them."),
    "surplus": noop("Its own requirements are full, so it counts here."),
    "shared": noop("It may fill two requirements, and fills another one too."),
    "pinned": noop("A counselor pinned it here."),
    "counts_as": noop("It counts as {course}."),
    "validated": noop("{by} validates {course}."),
    "counted": noop("It counts here wherever it is used; nothing is used up."),
}
WHY = {
    "earned": noop("Met by earned work."),
    "with_in_progress": noop("Met when what is in progress is passed."),
    "with_planned": noop("Met when what is planned is passed."),
    "missing": noop("Neither earned nor planned: {missing}."),
    "nothing_needed": noop("Nothing is needed here."),
    "waived": noop("A waiver lowers it by {amount}."),
    "exempted": noop("An exemption is in force ({category})."),
    "replaced": noop("Replaced by {course}."),
    "validated": noop("{by} validates {course}."),
    "optional": noop("This level is not required."),
    "out_of_order": noop("{course} was not taken after the level below it."),
    "prerequisite_forbids": noop("The prerequisites of {course} forbid this combination."),
    "too_few_school_years": noop("Too few school years in the pathway: {years} instead of {need}."),
    "too_few_credits": noop("Too few credits in the pathway: {credits} instead of {need}."),
    "approved_exception": noop(
        "Approved exception: {course} counts as {for_course} ({approved_by})."
    ),
}
# What is said instead, where a reason is about a level or about one course alone.
_LEVEL_MISSING = noop("Neither earned nor planned.")
_FIRST_HALF = noop("The second semester of {course} validates the first.")
_COURSES = frozenset({"course", "by", "for_course"})
_AMOUNTS = frozenset({"missing", "amount"})  # in whole units, as JSON has them


def reason_text(reason: Reason, catalog: Catalog) -> str:
    """Return the sentence of a reason in the language in force."""
    return tr(_sentence(reason)).format_map(_Places(dict(reason.values), catalog))


def _sentence(reason: Reason) -> str:
    held = dict(reason.values)
    if reason.code == "missing" and held.get("unit") == Unit.LEVELS.value:
        return _LEVEL_MISSING
    if reason.code == "validated" and "by" in held and held["by"] == held.get("course"):
        return _FIRST_HALF
    return next((t[reason.code] for t in (WHY, USED, UNUSED) if reason.code in t), reason.code)


class _Places(dict[str, str]):
    """Fills the places of a sentence from the values of a reason."""

    def __init__(self, values: dict[str, Value], catalog: Catalog) -> None:
        super().__init__()
        self._values, self._catalog = values, catalog

    def __missing__(self, key: str) -> str:
        value = self._values.get(key, "")
        if key in _COURSES:
            return course_label(str(value), self._catalog)
        if key == "grade_level" and isinstance(value, int):
            return grade_label(value)
        if key in _AMOUNTS and isinstance(value, (int, float)):
            return amount_label(round(value * credits.HUNDREDTHS), self._unit())
        if key == "category":
            return decision_label(str(value))
        return f"{value:g}" if isinstance(value, float) else str(value)

    def _unit(self) -> Unit:
        """Return what the reason counts; a waiver is one of credits."""
        return Unit(str(self._values.get("unit", Unit.CREDITS.value)))
