"""Courses of the record that the catalog lacks or calls differently: asked, or as was answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.answers.answers import (
    LONGEST,
    SAME,
    SKIP,
    TITLE,
    Answers,
    answers_of,
    bare_numbers,
    same_value,
    titled,
)
from cte_desktop.exchange.answers.course_halves import half_of
from cte_desktop.exchange.answers.questions import ASKING, Doubt
from cte_desktop.wording.import_questions import number_and_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.exchange.plain.batch import Batch
    from cte_desktop.exchange.plain.known import Known

UNKNOWN = "unknown_course"

_WORD = re.compile(r"\w+")
_USUAL_TERM = {1: "fall", 2: "spring"}  # of each half of a year course


class CourseAnswers:
    """The courses of one file of the record, as far as a person must or did speak of them."""

    def __init__(self, known: Known) -> None:
        """Begin a file."""
        self._known = known
        self._agreed = {(c.code, c.title) for c in known.catalog.courses}
        self._reported: set[tuple[str, str]] = set()
        self._renamed: set[int] = set()  # places of the batch whose course an answer has set
        self._bare = bare_numbers(known.answers)
        moved = (v for v, answer in known.answers.given(TITLE).items() if answer != SAME)
        self._moved = frozenset(number_and_title(value)[0] for value in moved)
        self._answers: dict[tuple[str, str], str | None] = {}  # (code, title) as the file has it

    def begin(self, batch: Batch) -> None:
        """Take the courses of a batch that its titles tell, as a person said."""
        self._renamed.clear()
        if not self._moved:
            return
        titles = batch.of("course_title")
        for place, code in enumerate(batch.of("course_code")):
            if code not in self._moved or not titles[place]:
                continue
            pair = str(code), str(titles[place])
            answer = self._answer(pair)
            if answer is None or not self._differs(*pair):
                continue
            if answer == SKIP:
                self._leave_out(batch, place, TITLE, titled(*pair))
            elif answer in self._known.catalog.listed_by_code:
                self._rename(batch, place, TITLE, titled(*pair), answer)

    def unknown(self, batch: Batch, place: int, code: str) -> None:
        """Read a code that the catalog lacks as was answered, or refuse its row and ask."""
        known = self._known
        answer = known.answers.of(UNKNOWN, code)
        if answer == SKIP:
            self._leave_out(batch, place, UNKNOWN, code)
        elif answer in known.catalog.listed_by_code:
            self._rename(batch, place, UNKNOWN, code, str(answer))
        else:
            batch.refuse(place, "course_code", "unknown_elsewhere")
            if len(code) > LONGEST or batch.refused[place][1] not in ASKING:
                return
            title, row = str(batch.of("course_title")[place] or ""), batch.numbers[place]
            known.asked.met(
                Doubt(UNKNOWN, code, "course_code", row, detail=title, wrong=answer or "")
            )

    def look_at_titles(self, batch: Batch) -> None:
        """Report each title once that is not the catalog's, and ask whether the course is."""
        agreed = self._agreed
        pairs = zip(batch.of("course_code"), batch.of("course_title"), strict=True)
        for place, pair in enumerate(pairs):
            if pair in agreed or not pair[1] or place in batch.refused or place in self._renamed:
                continue
            self._look_at_title(batch, place, (str(pair[0]), str(pair[1])))

    def _look_at_title(self, batch: Batch, place: int, pair: tuple[str, str]) -> None:
        code, title = pair
        answer = self._answer(pair)
        if answer == SAME or not self._differs(code, title):
            self._agreed.add(pair)
            return
        if pair not in self._reported:
            self._reported.add(pair)
            course = self._known.catalog.listed_by_code[code]
            batch.adjust(place, "course_title", TITLE, course.title)
        row, wrong = batch.numbers[place], answer or self._bare.get(code, "")
        value = titled(code, title)
        doubt = Doubt(TITLE, value, "course_title", row, detail=title, refused=False, wrong=wrong)
        self._known.asked.met(doubt)

    def _answer(self, pair: tuple[str, str]) -> str | None:
        if pair not in self._answers:
            self._answers[pair] = self._known.answers.of(TITLE, titled(*pair))
        return self._answers[pair]

    def _differs(self, code: str, title: str) -> bool:
        return (code, title) not in self._agreed and _differs(self._known.catalog, code, title)

    def _rename(self, batch: Batch, place: int, asked: str, value: str, course: str) -> None:
        self._renamed.add(place)
        batch.of("course_code")[place] = course
        row = batch.numbers[place]
        self._known.asked.used(asked, value, course, "course_code", row=row)
        number = number_and_title(value)[0] if asked == TITLE else value
        halves, half = batch.of("half"), half_of(number, course)
        if half is None or not self._known.catalog.listed_by_code[course].is_year:
            return
        if halves[place] is None:
            halves[place] = half
        sections = batch.of("section_id")
        if not sections[place] and batch.of("term")[place] != _USUAL_TERM[half]:
            sections[place] = number  # both halves may be in one term: two rows of one course

    def _leave_out(self, batch: Batch, place: int, asked: str, value: str) -> None:
        batch.refuse(place, "course_code", "left_out")
        row = batch.numbers[place]
        self._known.asked.used(asked, value, SKIP, "course_code", row=row)


def settle_bare_numbers(
    pairs: Iterable[tuple[str, str]], answers: Answers, catalog: Catalog
) -> Answers:
    """Return the answers, those about a course number alone with the title that is meant.

    `pairs` are codes and titles of a file. What a number alone is said to be is taken only where
    the file has one other title under it; an answer about that very title holds before it.
    """
    bare = bare_numbers(answers)
    met: dict[str, dict[str, str]] = {number: {} for number in bare}
    for code, title in pairs:
        if code in bare and _differs(catalog, code, title):
            value = titled(code, title)
            met[code].setdefault(same_value(TITLE, value), value)
    only = (next(iter(values.values())) for values in met.values() if len(values) == 1)
    said = ((TITLE, value, bare[number_and_title(value)[0]]) for value in only)
    return answers_of(said).merged(answers)


def _differs(catalog: Catalog, code: str, title: str) -> bool:
    """Tell whether a file calls a course of the catalog by other words."""
    course = catalog.listed_by_code.get(code)
    if course is None or not title:
        return False
    ours, theirs = _words(course.title), _words(title)
    if course.is_college and ours[1:] == theirs:  # the catalog writes the college in front
        return False
    return ours != theirs


def _words(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(title)))
