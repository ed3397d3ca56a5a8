"""Courses of the record that the catalog lacks or calls differently: asked, or as was answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.answers import LONGEST, SAME, SKIP
from cte_desktop.exchange.course_halves import half_of
from cte_desktop.exchange.questions import ASKING, Doubt

if TYPE_CHECKING:
    from cte_desktop.exchange.batch import Batch
    from cte_desktop.exchange.known import Known

UNKNOWN, TITLE = "unknown_course", "title_differs"

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
        others = known.answers.given(TITLE).items()
        self._by_title = {code: answer for code, answer in others if answer != SAME}

    def begin(self, batch: Batch) -> None:
        """Take the courses of a batch that its titles tell, as a person said."""
        self._renamed.clear()
        if not self._by_title:
            return
        titles = batch.of("course_title")
        for place, code in enumerate(batch.of("course_code")):
            answer = self._by_title.get(str(code))
            if answer is None or not self._differs(str(code), str(titles[place] or "")):
                continue
            if answer == SKIP:
                self._leave_out(batch, place, TITLE, str(code))
            elif answer in self._known.catalog.course_by_code:
                self._rename(batch, place, TITLE, str(code), answer)

    def unknown(self, batch: Batch, place: int, code: str) -> None:
        """Read a code that the catalog lacks as was answered, or refuse its row and ask."""
        known = self._known
        answer = known.answers.of(UNKNOWN, code)
        if answer == SKIP:
            self._leave_out(batch, place, UNKNOWN, code)
        elif answer in known.catalog.course_by_code:
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
        answer = self._known.answers.of(TITLE, code)
        if answer == SAME or not self._differs(code, title):
            self._agreed.add(pair)
            return
        if pair not in self._reported:
            self._reported.add(pair)
            course = self._known.catalog.course_by_code[code]
            batch.adjust(place, "course_title", TITLE, course.title)
        row, wrong = batch.numbers[place], answer or ""
        doubt = Doubt(TITLE, code, "course_title", row, detail=title, refused=False, wrong=wrong)
        self._known.asked.met(doubt)

    def _differs(self, code: str, title: str) -> bool:
        course = self._known.catalog.course_by_code.get(code)
        if course is None or not title or (code, title) in self._agreed:
            return False
        ours, theirs = _words(course.title), _words(title)
        if course.is_college and ours[1:] == theirs:  # the catalog writes the college in front
            return False
        return ours != theirs

    def _rename(self, batch: Batch, place: int, asked: str, code: str, course: str) -> None:
        self._renamed.add(place)
        batch.of("course_code")[place] = course
        row = batch.numbers[place]
        self._known.asked.used(asked, code, course, "course_code", row=row)
        halves, half = batch.of("half"), half_of(code, course)
        if half is None or not self._known.catalog.course_by_code[course].is_year:
            return
        if halves[place] is None:
            halves[place] = half
        sections = batch.of("section_id")
        if not sections[place] and batch.of("term")[place] != _USUAL_TERM[half]:
            sections[place] = code  # both halves may be in one term: two rows of one course

    def _leave_out(self, batch: Batch, place: int, asked: str, code: str) -> None:
        batch.refuse(place, "course_code", "left_out")
        row = batch.numbers[place]
        self._known.asked.used(asked, code, SKIP, "course_code", row=row)


def _words(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(title)))
