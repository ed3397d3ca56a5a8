"""What an answer must be to be taken: a mark, a school, a course ... that is itself known."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from cte_desktop.domain.grades import MARKS
from cte_desktop.exchange.answers.answers import CARNEGIE, DIFFERENT, ELSEWHERE, LOCAL, SAME, SKIP
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.exchange.answers.questions import Question

TERMS = ("fall", "spring", "summer")
YEAR = "year"  # both halves; only columns that can hold it


def problem_with(
    question: Question, answer: str, catalog: Catalog, students: Collection[str]
) -> str:
    """Return why an answer can't be taken, in a sentence; "" when it can."""
    if not answer:
        return tr("Choose an answer, or type one.")
    if answer == SKIP or any(answer == choice.answer == ELSEWHERE for choice in question.choices):
        return ""
    return _CHECKS[question.code](question.value, answer, catalog, students)


def problem_of(
    code: str, value: str, answer: str, catalog: Catalog, students: Collection[str]
) -> str:
    """Return why an answer can't be about a value, whatever the file; "" when it can."""
    if answer == SKIP or (code == "unknown_school" and answer == ELSEWHERE):
        return ""
    return _CHECKS[code](value, answer, catalog, students)


def _mark(value: str, answer: str, catalog: Catalog, students: Collection[str]) -> str:
    del value, catalog, students
    if answer in MARKS:
        return ""
    return tr("“{answer}” is not a mark. Marks are {marks}.", answer=answer, marks=" ".join(MARKS))


def _school(value: str, answer: str, catalog: Catalog, students: Collection[str]) -> str:
    del value, students
    if catalog.find_school(answer):
        return ""
    return tr("There is no school “{answer}” in the catalog.", answer=answer)


def _term(value: str, answer: str, catalog: Catalog, students: Collection[str]) -> str:
    del value, catalog, students
    if answer in (*TERMS, YEAR):
        return ""
    return tr("“{answer}” is not a term: use fall, spring or summer.", answer=answer)


def _pathway(value: str, answer: str, catalog: Catalog, students: Collection[str]) -> str:
    del value, students
    if answer in catalog.pathway_by_name:
        return ""
    return tr("There is no pathway “{answer}” in the catalog.", answer=answer)


def _course(value: str, answer: str, catalog: Catalog, students: Collection[str]) -> str:
    del value, students
    if answer in catalog.listed_by_code:
        return ""
    return tr("There is no course “{answer}” in the catalog.", answer=answer)


def _title(value: str, answer: str, catalog: Catalog, students: Collection[str]) -> str:
    return "" if answer == SAME else _course(value, answer, catalog, students)


def _student(value: str, answer: str, catalog: Catalog, students: Collection[str]) -> str:
    del catalog
    if answer == DIFFERENT:
        return ""
    if answer == value:
        return tr("A student can't be the same as themselves.")
    if answer in students:
        return ""
    return tr("There is no student with the id “{answer}”.", answer=answer)


def _scale(value: str, answer: str, catalog: Catalog, students: Collection[str]) -> str:
    del value, catalog, students
    if answer in {CARNEGIE, LOCAL}:
        return ""
    return tr("“{answer}” is not a scale of credits: use carnegie or local.", answer=answer)


_CHECKS = {
    "unknown_mark": _mark,
    "unknown_school": _school,
    "unknown_term": _term,
    "unknown_pathway": _pathway,
    "unknown_course": _course,
    "title_differs": _title,
    "look_alike": _student,
    "credit_scale": _scale,
}
