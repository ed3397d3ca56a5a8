"""Answers to what files leave open: remembered, forgotten, and looked over before they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.exchange.answers.answer_checks import problem_with
from cte_desktop.exchange.answers.answers import (
    SKIP,
    Answers,
    answers_of,
    read_answers_file,
    same_value,
)
from cte_desktop.exchange.answers.likely_answers import possible
from cte_desktop.exchange.answers.questions import Choice, Question
from cte_desktop.exchange.plain.known import Person
from cte_desktop.services.changes import Changes
from cte_desktop.storage import import_answers as answer_store
from cte_desktop.storage.history import begin_step, step_number

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

__all__ = (
    "ANSWERS",
    "SKIP",
    "Answers",
    "Choice",
    "Question",
    "answers_of",
    "check_answer",
    "forget",
    "keep_answers",
    "persons_of",
    "possible_answers",
    "read_answers_file",
    "remember",
    "remembered",
)
ANSWERS = frozenset({"import_answers", "history"})
"""What changes when an answer does."""


def remembered(desk: Desk) -> Answers:
    """Return every answer that is remembered."""
    with desk.database.reading() as tx:
        return answers_of(answer_store.load_answers(tx))


def remember(desk: Desk, answers: Answers) -> Changes:
    """Remember answers as one step that can be undone; an earlier one about a value gives way."""
    with desk.database.writing() as tx:
        begin_step(tx, "remember_answers", {"answers": len(tuple(answers))})
        number = step_number(tx) if keep_answers(tx, answers) else None
    return _changes(number)


def keep_answers(tx: Transaction, answers: Answers) -> bool:
    """Remember answers as part of the transaction's step; False if all were known already."""
    kept = {(c, same_value(c, v)): (v, a) for c, v, a in answer_store.load_answers(tx)}
    changed = False
    for code, value, answer in answers:
        former, said = kept.get((code, same_value(code, value)), (value, ""))
        if said == answer:
            continue
        if former != value:  # the same name in another spelling
            answer_store.remove_answer(tx, code, former)
        changed |= answer_store.save_answers(tx, ((code, value, answer),))
    return changed


def forget(desk: Desk, code: str, value: str) -> Changes:
    """Forget one answer, so that it is asked again; one step that can be undone."""
    with desk.database.writing() as tx:
        begin_step(tx, "forget_answer", {"code": code})
        number = step_number(tx) if answer_store.remove_answer(tx, code, value) else None
    return _changes(number)


def check_answer(desk: Desk, question: Question, answer: str) -> str:
    """Return what is wrong with an answer in a sentence; "" when it can be taken."""
    if any(answer.strip() == choice.answer for choice in question.choices):
        return ""
    with desk.database.reading() as tx:
        students = answer_store.student_ids(tx) if question.code == "look_alike" else frozenset()
    return problem_with(question, answer.strip(), desk.district().catalog, students)


def possible_answers(desk: Desk, question: Question) -> tuple[Choice, ...]:
    """Return every answer that can be typed to a question, for completion; none if not free."""
    if not question.free:
        return ()
    every = possible(question.code, question.value, desk.district().catalog)
    return tuple(Choice(answer, text) for answer, text in every)


def persons_of(tx: Transaction) -> tuple[Person, ...]:
    """Return the students of the store as `Known.persons` wants them."""
    return tuple(Person(*values) for values in answer_store.list_persons(tx))


def _changes(number: int | None) -> Changes:
    return Changes(ANSWERS if number is not None else frozenset(), step=number)
