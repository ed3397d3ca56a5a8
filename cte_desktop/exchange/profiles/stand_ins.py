"""What the constants that begin with @ stand for in a row, and what only courses elsewhere say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cte_desktop.domain.credits import text as credits_text
from cte_desktop.domain.school_year import grade_in, school_year_text
from cte_desktop.exchange.profiles.profile import (
    CATALOG_CREDITS,
    NEXT_GRADE,
    PRESENT_YEAR,
    ColumnRule,
)

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.exchange.plain.known import Known
    from cte_desktop.exchange.profiles.whole_years import MappedBatch

COURSE, STUDENT = "course_code", "student_id"


class StandIns:
    """Fills in the columns of a shape whose text depends on the rest of the row."""

    def __init__(self, rules: Sequence[ColumnRule], known: Known) -> None:
        """Find the columns of the rules, which stand in the order of the mapped header."""
        self._known = known
        self._header = [rule.column for rule in rules]
        self._constants = [
            (place, rule.constant)
            for place, rule in enumerate(rules)
            if rule.constant in {CATALOG_CREDITS, NEXT_GRADE, PRESENT_YEAR}
        ]
        self._elsewhere = [place for place, rule in enumerate(rules) if rule.elsewhere]

    def fill(self, batch: MappedBatch) -> None:
        """Put in place, row by row, what stands for something."""
        for place in self._elsewhere:
            batch.texts[place] = self._only_elsewhere(batch, place)
        for place, constant in self._constants:
            texts = batch.texts[place]
            if constant not in texts:
                continue
            if constant == PRESENT_YEAR:
                found = [school_year_text(self._known.school_year)] * len(texts)
            elif constant == NEXT_GRADE:
                found = self._next_grades(batch)
            else:
                found = self._catalog_credits(batch)
            pairs = zip(texts, found, strict=True)
            batch.texts[place] = [new if text == constant else text for text, new in pairs]

    def _only_elsewhere(self, batch: MappedBatch, place: int) -> list[str]:
        pairs = zip(batch.texts[place], self._courses(batch), strict=True)
        return [text if course is None else "" for text, course in pairs]

    def _catalog_credits(self, batch: MappedBatch) -> list[str]:
        """Return the credits of each row: half of them in a half of what is no year course."""
        made = []
        for place, course in enumerate(self._courses(batch)):
            if course is None:
                made.append("")
            elif batch.is_half(place):
                made.append(credits_text(course.credits // 2))
            else:
                made.append(credits_text(course.half_credits))
        return made

    def _courses(self, batch: MappedBatch) -> list[Course | None]:
        """Return the course of the catalog of each row, also one that a person said it is."""
        if COURSE not in self._header:
            return [None] * len(batch.rows)
        courses, answers = self._known.catalog.listed_by_code, self._known.answers
        found = []
        for text in batch.texts[self._header.index(COURSE)]:
            code = text.strip()
            found.append(courses.get(code) or courses.get(answers.of("unknown_course", code) or ""))
        return found

    def _next_grades(self, batch: MappedBatch) -> list[str]:
        """Return the grade of each row's student in the next school year, "" if not known."""
        if STUDENT not in self._header:
            return [""] * len(batch.rows)
        classes, year = self._known.students, self._known.school_year + 1
        found = (classes.get(one.strip(), 0) for one in batch.texts[self._header.index(STUDENT)])
        return [str(grade_in(year, class_of)) if class_of else "" for class_of in found]
