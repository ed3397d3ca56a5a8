"""One clear sentence for each thing in a plan that no longer fits, and for each repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.misfit_records import Asks, MisfitKind
from cte_desktop.wording.labels import (
    course_label,
    grade_label,
    moment_label,
    school_label,
    term_label,
)
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.planning.misfit_records import Misfit, Repair
    from cte_desktop.domain.planning.plan import Placement

_KINDS = {
    MisfitKind.ALREADY_PASSED: noop("Passed already"),
    MisfitKind.FAILED: noop("No credit"),
    MisfitKind.TERM_OVER: noop("Not in the record"),
    MisfitKind.OTHER_TAKEN: noop("Another course taken"),
    MisfitKind.RENAMED: noop("Renamed"),
    MisfitKind.RETIRED: noop("No longer taught"),
    MisfitKind.SECTION_GONE: noop("Section gone"),
    MisfitKind.PREREQUISITE_FAILED: noop("Prerequisite not passed"),
    MisfitKind.MOVED_SCHOOL: noop("Not at the new school"),
}
_ASKS = {
    Asks.SIGNED: noop("The plan is signed."),
    Asks.LOCKED: noop("The course is locked in its place."),
    Asks.UNRECORDED: noop("Nothing of that term is in the record yet."),
    Asks.HALF: noop(
        "One half was never passed itself: the other half, passed twice, counts for it. See which "
        "half the repeated semester was."
    ),
    Asks.EARLY: noop("It was passed before 9th grade and may not count for graduation."),
}
# The sentences of each kind, each with the words that it needs; the first that has them is said.
_SENTENCES: dict[MisfitKind, tuple[tuple[tuple[str, ...], str], ...]] = {
    MisfitKind.ALREADY_PASSED: (
        ((), noop("{course} is passed already, but is planned again for {when}.")),
    ),
    MisfitKind.FAILED: (
        ((), noop("{course} brought no credit in {when} (mark {mark}) and is not planned again.")),
    ),
    MisfitKind.TERM_OVER: (
        ((), noop("{course} was planned for {when}, which is over, but is not in the record.")),
    ),
    MisfitKind.OTHER_TAKEN: (
        (("other",), noop("{course} was planned for {when}, but {other} was taken instead.")),
        ((), noop("{course} was planned for {when}, but other courses were taken instead.")),
    ),
    MisfitKind.RENAMED: (((), noop("{course} has become {by}.")),),
    MisfitKind.RETIRED: (
        (("site", "when"), noop("{course}, planned for {when}, is no longer taught at {site}.")),
        (("when",), noop("{course}, planned for {when}, is no longer taught.")),
        ((), noop("{course}, set aside for later, is no longer taught.")),
    ),
    MisfitKind.SECTION_GONE: (
        (("cancelled",), noop("Section {section_id} of {course} ({when}) is cancelled.")),
        (("other",), noop("Section {section_id}, planned for {course} ({when}), is {other} now.")),
        (
            ("term_lost",),
            noop("Section {section_id} of {course} does not meet in {when} any more."),
        ),
        ((), noop("Section {section_id} of {course} ({when}) is no longer in the timetable.")),
    ),
    MisfitKind.PREREQUISITE_FAILED: (
        (
            ("minimum_mark",),
            noop(
                "{course} ({when}) needs {needed} with {minimum_mark} or better, which the record "
                "does not have."
            ),
        ),
        ((), noop("{course} ({when}) needs {needed}, which brought no credit.")),
    ),
    MisfitKind.MOVED_SCHOOL: (
        (
            ("section_id",),
            noop(
                "Section {section_id} of {course} ({when}) is at {former}; the student is at "
                "{site} now."
            ),
        ),
        ((), noop("{course}, planned for {when}, is not taught at {site}, the student's school.")),
    ),
}
_COURSES = frozenset({"course", "other", "needed", "by"})
_SITES = frozenset({"site", "former"})


def misfit_kind_label(kind: MisfitKind) -> str:
    """Return the few words for a kind, for a filter."""
    return tr(_KINDS[kind])


def misfit_text(misfit: Misfit, catalog: Catalog) -> str:
    """Return the sentence that says why planned semesters no longer fit."""
    words = {key: _words(key, value, misfit, catalog) for key, value in misfit.values}
    words["when"] = _when(misfit.about("grade_level"), misfit.about("term"))
    choices = _SENTENCES[misfit.kind]
    fitting = (text for needed, text in choices if all(words.get(key) for key in needed))
    return tr(next(fitting), **words)


def repair_text(repair: Repair, catalog: Catalog, misfit: Misfit) -> str:
    """Return what a repair does, in words."""
    code = str(repair.about("course"))
    title = misfit.about("title") if code == misfit.about("course") else None
    course = str(title or course_label(code, catalog))
    match repair.do:
        case "remove":
            return _removal(course, misfit.about("grade_level"))
        case "move":
            when = _when(repair.about("to_grade_level"), repair.about("to_term"))
            return tr("Move {course} to {when}", course=course, when=when)
        case "again":
            when = _when(repair.about("grade_level"), repair.about("term"))
            return tr("Take {course} again in {when}", course=course, when=when)
        case "replace":
            other = _named(str(repair.about("by")), catalog, course)
            return tr("Replace {course} with {other}", course=course, other=other)
        case "drop_section":
            section = repair.about("section_id")
            return tr("Keep {course} without section {section}", course=course, section=section)
        case "take_section":
            section = repair.about("by")
            return tr("Take section {section} of {course}", section=section, course=course)
        case _:
            return tr(
                "Take {needed} again in {when}, then {course} a year later",
                needed=course_label(str(repair.about("needed")), catalog),
                when=_when(repair.about("grade_level"), repair.about("term")),
                course=course,
            )


def asks_text(because: Asks | None) -> str:
    """Return why a repair asks a person first; "" for one that doesn't."""
    return "" if because is None else tr(_ASKS[because])


def placement_text(placement: Placement, catalog: Catalog) -> str:
    """Return a planned semester in words: "Geometry, fall of 11th grade, section 0412"."""
    course, spot = course_label(placement.course_code, catalog), placement.spot
    if spot is None:
        return tr("{course}, set aside", course=course)
    when = moment_label(spot.grade_level, spot.term)
    if placement.section_id:
        return tr(
            "{course}, {when}, section {section}",
            course=course,
            when=when,
            section=placement.section_id,
        )
    return tr("{course}, {when}", course=course, when=when)


def _removal(course: str, grade: Value | None) -> str:
    if isinstance(grade, int):
        return tr("Remove {course} from {grade} grade", course=course, grade=grade_label(grade))
    return tr("Remove {course} from what is set aside", course=course)


def _words(key: str, value: Value, misfit: Misfit, catalog: Catalog) -> str:
    if key == "course" and misfit.about("title"):
        return str(misfit.about("title"))
    if key == "by":
        beside = misfit.about("title") or course_label(str(misfit.about("course")), catalog)
        return _named(str(value), catalog, str(beside))
    if key in _COURSES:
        return course_label(str(value), catalog)
    if key in _SITES:
        return school_label(str(value), catalog)
    return term_label(value) if key == "term" and isinstance(value, str) else str(value)


def _named(code: str, catalog: Catalog, beside: str) -> str:
    """Return a course's title, with its code beside another course of the same title."""
    title = course_label(code, catalog)
    return f"{title} ({code})" if title == beside else title


def _when(grade: Value | None, term: Value | None) -> str:
    return moment_label(grade, str(term)) if isinstance(grade, int) and term else ""
