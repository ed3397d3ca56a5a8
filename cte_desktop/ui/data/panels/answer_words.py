"""Remembered answers as a table shows them: what was asked, and what was answered, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.services.answering_imports import Answers

_ABOUT = {
    "unknown_mark": noop("A mark"),
    "unknown_school": noop("A school"),
    "unknown_term": noop("A term"),
    "unknown_pathway": noop("A pathway"),
    "unknown_course": noop("A course"),
    "title_differs": noop("A course with another title"),
    "look_alike": noop("Two students that look alike"),
    "credit_scale": noop("The scale of credits"),
}
_ANSWERS = {
    "skip": noop("Leave these rows out"),
    "same": noop("The same course"),
    "elsewhere": noop("A school outside the district"),
    "different": noop("Two different students"),
    "carnegie": noop("Carnegie units: ten times as many credits here"),
    "local": noop("Credits as they are counted here"),
}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer in words."""

    code: str
    value: str
    answer: str
    about: str
    answer_words: str

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells the answer from others."""
        return self.code, self.value


def answer_lines(answers: Answers) -> tuple[AnswerLine, ...]:
    """Return every answer in words, by what it is about."""
    return tuple(
        AnswerLine(code, value, answer, about_words(code), answer_words(answer))
        for code, given in answers.values.items()
        for value, answer in given.items()
    )


def about_words(code: str) -> str:
    """Return what a question was about."""
    return tr(_ABOUT[code]) if code in _ABOUT else code


def answer_words(answer: str) -> str:
    """Return an answer in words; a code, a mark or a school as it stands."""
    return tr(_ANSWERS[answer]) if answer in _ANSWERS else answer
