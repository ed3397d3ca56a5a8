"""How sequences are called, and what is said of courses that were placed or could not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.placing import WhyNot
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sequences import SequenceKind
from cte_desktop.domain.school_year import Term
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import (
    course_label,
    courses_label,
    grade_label,
    moment_label,
    place_label,
)
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.placing import NotPlaced, Placed, PlacedAll
    from cte_desktop.domain.planning.sequences import CourseSequence
    from cte_desktop.domain.planning.templates import PlanTemplate


def sequence_title(sequence: CourseSequence, catalog: Catalog) -> str:
    """Return "Welding", "Mathematics up to Statistics, with honors", "Spanish"."""
    match sequence.kind:
        case SequenceKind.MATHEMATICS:
            course = course_label(sequence.name, catalog)
            if sequence.demanding:
                return tr("Mathematics up to {course}, with honors", course=course)
            return tr("Mathematics up to {course}", course=course)
        case SequenceKind.LANGUAGE:
            first = course_label(sequence.steps[0][0], catalog)
            return first.rstrip(" 0123456789") or first
        case SequenceKind.PATHWAY | SequenceKind.OWN:
            return sequence.name


def sequence_kind_label(kind: SequenceKind) -> str:
    """Return the heading over the sequences of a kind."""
    match kind:
        case SequenceKind.PATHWAY:
            return tr("Steps of pathways")
        case SequenceKind.MATHEMATICS:
            return tr("Mathematics")
        case SequenceKind.LANGUAGE:
            return tr("World languages")
        case SequenceKind.OWN:
            return tr("Own sequences")


def placed_text(one: Placed, catalog: Catalog) -> str:
    """Return where a course was placed: "11th grade, Extended Day, Canyon"."""
    first = one.spots[0]
    grade, term = first.grade_level, first.term
    words = [moment_label(grade, "year" if len(one.spots) > 1 else term)]
    if first.lane is Lane.EXTENDED:
        words.append(tr("Extended Day"))
    elif first.lane is Lane.COLLEGE:
        words.append(tr("College"))
    if one.section is not None:
        words.append(one.section.section_id)
    if one.site:
        words.append(place_label(one.site, catalog))
    text = ", ".join(words)
    if one.elsewhere and one.asked.spot is not None:
        asked = one.asked.spot
        year = len(one.spots) > 1 and asked.term is not Term.SUMMER
        wanted = moment_label(asked.grade_level, "year" if year else asked.term)
        text = tr("{place}, instead of {wanted}", place=text, wanted=wanted)
    return text


def not_placed_text(one: NotPlaced, catalog: Catalog) -> str:
    """Return why no term can take a course, in a sentence."""
    course = catalog.course(one.course)
    if course is None or one.why is WhyNot.UNKNOWN:
        return tr("The catalog has no course {course}.", course=one.course)
    if one.why is WhyNot.LATE:
        return tr("No term is left for it after the course before it.")
    if one.why is WhyNot.SEATS:
        return tr("No section of it within reach has a seat left.")
    if one.why is WhyNot.GRADES or one.reason is None:
        low, high = grade_label(course.grade_min), grade_label(course.grade_max)
        if course.grade_min == course.grade_max:
            return tr("It is a course of {grade} grade; no term of it is left.", grade=low)
        return tr("It is a course of {low} to {high} grade; no term is left.", low=low, high=high)
    return finding_text(one.reason, catalog)


def not_placed_sentence(one: NotPlaced, catalog: Catalog) -> str:
    """Return why no term can take a course, as it stands by itself: with the course's name."""
    text = not_placed_text(one, catalog)
    if one.why in {WhyNot.RULE, WhyNot.UNKNOWN}:
        return text  # names the course
    return tr("{course}: {reason}", course=course_label(one.course, catalog), reason=text)


def summary_text(found: PlacedAll) -> str:
    """Return "3 courses placed, 2 there already, 1 in the tray"."""
    words = [trn("{count} course placed", "{count} courses placed", len(found.placed))]
    if found.there:
        words.append(trn("{count} there already", "{count} there already", len(found.there)))
    if found.parked:
        words.append(trn("{count} in the tray", "{count} in the tray", len(found.parked)))
    return ", ".join(words)


def template_text(template: PlanTemplate, catalog: Catalog) -> str:
    """Return what a template is for: "Welding, Valencia, from 10th grade: 24 courses"."""
    words = [template.pathway or tr("any pathway")]
    words.append(place_label(template.school, catalog) if template.school else tr("any school"))
    if template.from_grade:
        words.append(tr("from {grade} grade", grade=grade_label(template.from_grade)))
    count = len(template.courses) or len(template.steps)
    return tr("{scope}: {courses}", scope=", ".join(words), courses=courses_label(count))
