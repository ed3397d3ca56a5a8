"""What the catalog says of a course, a site, classes and the mark "verified", in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.catalog.course import Course, ExtendedDay, Length
from cte_desktop.domain.catalog.pathway import NO_LAST_CLASS
from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.wording.labels import amount_label, course_label, one_of_label, term_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.prerequisites import Need

_RIGOR = {
    "honors": noop("Honors"),
    "ap": noop("Advanced Placement"),
    "dual": noop("College course"),
    "wbl": noop("Work-based learning"),
}


def rigor_label(course: Course) -> str:
    """Return "Honors", "Advanced Placement" ...; "" for an ordinary course."""
    return tr(_RIGOR[course.rigor]) if course.rigor in _RIGOR else ""


def course_facts(course: Course) -> str:
    """Return "GD2 · 10 credits · a year · grades 10–12"."""
    parts = (
        course.code,
        amount_label(course.credits, Unit.CREDITS),
        _length(course),
        _grades(course),
    )
    # A line breaks between the parts, never inside one.
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)


def course_extras(course: Course) -> tuple[str, ...]:
    """Return what else a course brings, a sentence each: honors, certification, college credit."""
    extras = [rigor_label(course)] if rigor_label(course) else []
    if course.uc_honors:
        extras.append(tr("UC honors credit"))
    if course.certification:
        extras.append(tr("Certification: {name}", name=course.certification))
    if course.college_credit:
        extras.append(tr("College credit: {name}", name=course.college_credit))
    return tuple(extras)


def prerequisites_sentence(course: Course, catalog: Catalog) -> str:
    """Return "After Welding 1 (C or better) and Algebra 1, or ..."; "" without prerequisites."""
    alternatives = course.prerequisites.alternatives
    if not alternatives:
        return ""
    ways = [
        tr(" and ").join(_need(need, catalog) for need in needs) for needs in alternatives if needs
    ]
    return tr("After {courses}", courses=one_of_label(ways))


def extended_label(extended: ExtendedDay) -> str:
    """Return when a course runs at a site."""
    match extended:
        case ExtendedDay.NO:
            return tr("Day")
        case ExtendedDay.BOTH:
            return tr("Day, Extended")
        case ExtendedDay.ONLY:
            return tr("Extended Day")


def verified_label(verified: Verified) -> str:
    """Return whether the district or a source confirms an entry."""
    match verified:
        case Verified.YES:
            return tr("confirmed")
        case Verified.PARTIAL:
            return tr("partly confirmed")
        case Verified.NO:
            return tr("not confirmed")


def classes_label(first: int, last: int) -> str:
    """Return the classes for which something holds: "classes of 2022 and later"."""
    if first == last:
        return tr("class of {first}", first=first)
    if last >= NO_LAST_CLASS:
        return tr("classes of {first} and later", first=first)
    return tr("classes of {first} to {last}", first=first, last=last)


def _need(need: Need, catalog: Catalog) -> str:
    title = course_label(need.course_code, catalog)
    if need.minimum_mark:
        return tr("{course} ({mark} or better)", course=title, mark=need.minimum_mark)
    if need.same_term:
        return tr("{course} (or in the same term)", course=title)
    return title


def _length(course: Course) -> str:
    match course.length:
        case Length.YEAR:
            return tr("a year")
        case Length.QUARTER:
            return tr("a quarter")
        case Length.SEMESTER:
            terms = [term for term in ("fall", "spring", "summer") if term in course.offered]
            words = [term_label(term) for term in terms]
            return tr("a semester ({terms})", terms=", ".join(words)) if words else tr("a semester")


def _grades(course: Course) -> str:
    if course.grade_min == course.grade_max:
        return tr("grade {grade}", grade=course.grade_min)
    return tr("grades {low}–{high}", low=course.grade_min, high=course.grade_max)
