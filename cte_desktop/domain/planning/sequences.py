"""Courses that follow each other: the steps of a pathway, mathematics, a world language, own ones.

They are made from the catalog: the levels of a pathway (`pathway_levels.csv`), the topics of
mathematics in the order of their prerequisites, the levels of a language (`ag_topic` SPAN:2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import LEVELS
from cte_desktop.domain.planning.placing import CourseAsked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.pathway import Step

MATHEMATICS = "mathematics"
"""The graduation subject whose topics follow each other."""
_LANGUAGES = "E"
_FIRST_GRADE = 9
_RIGORS = ("cp", "regular", "honors", "ap")
_DEMANDING = ("honors", "ap", "cp", "regular")


class SequenceKind(StrEnum):
    """What a sequence is made of."""

    PATHWAY = "pathway"
    MATHEMATICS = "mathematics"
    LANGUAGE = "language"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class CourseSequence:
    """Steps in order, each with the courses of which one is taken, the usual one first.

    `name` is the pathway, the code of the last course of mathematics, or the word of the language's
    `ag_topic`; for an own one what the person called it. `uid` is set for own ones alone.
    """

    kind: SequenceKind
    name: str
    steps: tuple[tuple[str, ...], ...]
    served_by: tuple[tuple[str, ...], ...] = ()  # of each step, what serves for it as well
    demanding: bool = False  # honors and AP courses first
    uid: str = ""

    @property
    def asked(self) -> tuple[CourseAsked, ...]:
        """Return what to place: each step in a later term than the one before."""
        served = self.served_by or ((),) * len(self.steps)
        return tuple(
            CourseAsked(courses, follows=number > 0, served_by=others)
            for number, (courses, others) in enumerate(zip(self.steps, served, strict=True))
        )

    def without(self, steps: Collection[int]) -> CourseSequence:
        """Return the sequence without some of its steps, by their numbers from 0."""
        left = [number for number in range(len(self.steps)) if number not in steps]
        served = tuple(self.served_by[number] for number in left) if self.served_by else ()
        return replace(self, steps=tuple(self.steps[number] for number in left), served_by=served)


def sequences_of(catalog: Catalog, graduation_year: int) -> tuple[CourseSequence, ...]:
    """Return the sequences of the catalog for a class: pathways, mathematics, languages."""
    pathways = (
        pathway_sequence(catalog, name, graduation_year) for name in sorted(catalog.pathway_by_name)
    )
    return (
        *(one for one in pathways if one.steps),
        *mathematics_sequences(catalog),
        *language_sequences(catalog),
    )


def pathway_sequence(catalog: Catalog, pathway: str, graduation_year: int) -> CourseSequence:
    """Return the steps of a pathway: those that are asked for, and what they need before them."""
    steps = catalog.steps_of(pathway, graduation_year)
    known = catalog.pathway_by_name.get(pathway)
    introductory = known is not None and known.introductory_required
    needed = _needed(catalog, steps)
    orders = {
        step.order
        for step in steps
        if step.required or step.course_code in needed or (introductory and step.level is LEVELS[0])
    }
    kept = [step for step in steps if step.order in orders]
    kept.sort(key=lambda step: (LEVELS.index(step.level), step.order))
    groups = groupby(kept, key=lambda step: (step.level, step.order))
    courses = tuple(tuple(step.course_code for step in group) for _, group in groups)
    return CourseSequence(SequenceKind.PATHWAY, pathway, courses)


def mathematics_sequences(catalog: Catalog) -> tuple[CourseSequence, ...]:
    """Return a sequence up to each last topic of mathematics, and with honors where there are."""
    by_topic: dict[str, list[Course]] = {}
    for course in catalog.courses:
        if course.graduation_subject == MATHEMATICS and course.ag_topic:
            by_topic.setdefault(course.ag_topic, []).append(course)
    usual = {topic: of for topic, of in by_topic.items() if any(map(_is_usual, of))}
    before = {topic: _topic_before(topic, usual) for topic in usual}
    found: list[CourseSequence] = []
    for end in usual:
        if end in before.values() or not before[end]:
            continue
        topics = [usual[topic] for topic in _chain(end, before)]
        plain = _of_levels(SequenceKind.MATHEMATICS, "", topics, demanding=False)
        name = plain.steps[-1][0]
        found.append(replace(plain, name=name))
        demanding = _of_levels(SequenceKind.MATHEMATICS, name, topics, demanding=True)
        if demanding.steps != plain.steps:
            found.append(demanding)
    return tuple(found)


def language_sequences(catalog: Catalog) -> tuple[CourseSequence, ...]:
    """Return the levels of each world language, one after the other."""
    levels: dict[str, dict[int, list[Course]]] = {}
    for course in catalog.courses:
        language, _, level = course.ag_topic.partition(":")
        if course.ag_area == _LANGUAGES and level.isdecimal():
            levels.setdefault(language, {}).setdefault(int(level), []).append(course)
    return tuple(
        _of_levels(SequenceKind.LANGUAGE, language, [of[level] for level in sorted(of)])
        for language, of in sorted(levels.items())
        if len(of) > 1 and all(any(map(_is_usual, courses)) for courses in of.values())
    )


def _of_levels(
    kind: SequenceKind, name: str, levels: Sequence[Sequence[Course]], *, demanding: bool = False
) -> CourseSequence:
    """Return a sequence of levels: whoever is at a higher one needs none below it."""
    steps, served = [], []
    for number, courses in enumerate(levels):
        steps.append(_ranked(courses, demanding=demanding))
        above = [course.code for higher in levels[number + 1 :] for course in higher]
        others = [course.code for course in courses if course.code not in steps[-1]]
        served.append((*others, *above))
    return CourseSequence(kind, name, tuple(steps), tuple(served), demanding)


def _needed(catalog: Catalog, steps: Iterable[Step]) -> set[str]:
    """Return the courses without which no required step of the pathway can be taken."""
    found: set[str] = set()
    for step in steps:
        course = catalog.course(step.course_code)
        if step.required and course is not None:
            alternatives = course.prerequisites.alternatives
            named = [{need.course_code for need in needs} for needs in alternatives]
            found |= set.intersection(*named) if named else set()
    return found


def _is_usual(course: Course) -> bool:
    """Tell whether it is a course of high school that nobody has to choose for the student."""
    return course.grade_max >= _FIRST_GRADE and course.rigor in _RIGORS


def _topic_before(topic: str, by_topic: dict[str, list[Course]]) -> str:
    """Return the topic that a usual course of this one needs, "" for the first of all."""
    topic_of = {course.code: name for name, of in by_topic.items() for course in of}
    for code in _ranked(by_topic[topic], demanding=False):
        course = next(one for one in by_topic[topic] if one.code == code)
        for needs in course.prerequisites.alternatives:
            for need in needs:
                found = topic_of.get(need.course_code, "")
                if found and found != topic:
                    return found
    return ""


def _chain(end: str, before: dict[str, str]) -> tuple[str, ...]:
    """Return the topics up to one; a catalog in which they go in a circle ends it there."""
    found = [end]
    while (earlier := before[found[-1]]) and earlier not in found:
        found.append(earlier)
    return tuple(reversed(found))


def _ranked(courses: Iterable[Course], *, demanding: bool) -> tuple[str, ...]:
    """Return the usual courses, of one rigor in the order of the catalog."""
    order = _DEMANDING if demanding else _RIGORS
    ranked = sorted(filter(_is_usual, courses), key=lambda one: order.index(one.rigor))
    return tuple(course.code for course in ranked)
