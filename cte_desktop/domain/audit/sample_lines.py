"""The lines in which samples write a record, each like a line of a transcript.

`"10 fall GEOM B"` is grade, term, course and mark; `year` writes both semesters and `B/F` a mark
for each; no mark means in progress. Further columns of record.csv follow as `name=value`, a blank
in a value written `_`: `"11 fall ART101 A subject=arts_language_cte credits=3"`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits, grades
from cte_desktop.domain.school_year import Term, parse_school_year, school_year_of_grade
from cte_desktop.domain.students.record import RecordRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog

    SchoolOf = Callable[[str, int, int], str]
    """The school of a line that names none: by course code, grade and school year."""

LOWEST_GRADE, HIGHEST_GRADE = 7, 12
USUAL_HALF = 500  # hundredths of credit of a course that the catalog lacks
MOST_WORDS = 3  # before the marks
_COLUMNS = frozenset(
    "area attempted credits earned half honors level pathway recovers school school_year section"
    " subject title units years".split()
)


class UnreadableLine(ValueError):  # noqa: N818 - bad input, which the rules name as a problem
    """A line that can't be read; its text is the word that can't be."""


def record_rows(
    line: str, graduation_year: int, catalog: Catalog, school_of: SchoolOf
) -> tuple[RecordRow, ...]:
    """Return the rows that one line writes, for a student of that class.

    Raises `UnreadableLine` with the word that has no meaning.
    """
    words = line.split()
    if len(words) < MOST_WORDS:
        raise UnreadableLine(line)
    grade = _whole(words[0], LOWEST_GRADE, HIGHEST_GRADE)
    given = dict(_column(word) for word in words[MOST_WORDS:] if "=" in word)
    marks = _marks([word for word in words[MOST_WORDS:] if "=" not in word])
    terms = _terms(words[1])
    if len(marks) > len(terms):
        raise UnreadableLine("/".join(marks))
    year = school_year_of_grade(grade, graduation_year)
    if "school_year" in given:
        year = _known(parse_school_year(given["school_year"]), given["school_year"])
    given["school"] = given.get("school") or school_of(words[2], grade, year)
    return tuple(
        _row((grade, year, term), words[2], marks[min(n, len(marks) - 1)], given, catalog)
        for n, term in enumerate(terms)
    )


def _row(
    when: tuple[int, int, Term],
    code: str,
    mark: str,
    given: Mapping[str, str],
    catalog: Catalog,
) -> RecordRow:
    grade, year, term = when
    course = catalog.course(code)
    attempted = _number(given.get("attempted") or given.get("credits"))
    if attempted is None:
        attempted = course.half_credits if course else USUAL_HALF
    passed = mark not in grades.NO_CREDIT and not grades.is_open(mark) and mark != grades.WAIVED
    earned = _number(given.get("earned"))
    if earned is None:
        earned = attempted if passed else 0
    honors = given.get("honors")
    return RecordRow(
        school_year=year,
        term=term,
        course_code=code,
        mark=mark,
        attempted=attempted,
        earned=earned,
        grade_level=grade,
        course_title=given.get("title", ""),
        school=given["school"],
        section_id=given.get("section", ""),
        subject=given.get("subject", ""),
        ag_area=given.get("area", ""),
        ag_years=_number(given.get("years")),
        pathway=given.get("pathway", ""),
        pathway_level=given.get("level", ""),
        college_units=_number(given.get("units")),
        recovers=given.get("recovers", ""),
        honors=None if honors is None else honors == "yes",
        half=_whole(given["half"], 1, 2) if "half" in given else None,
    )


def _column(word: str) -> tuple[str, str]:
    name, _, value = word.partition("=")
    if name not in _COLUMNS:
        raise UnreadableLine(word)
    written_apart = name in {"title", "pathway"}  # the others have underscores of their own
    return name, value.replace("_", " ") if written_apart else value


def _marks(words: list[str]) -> list[str]:
    marks = words[0].split("/") if words else [""]
    unknown = next((mark for mark in marks if not grades.is_mark(mark)), None)
    if unknown is not None or len(words) > 1:
        raise UnreadableLine(words[-1] if unknown is None else unknown)
    return marks


def _terms(word: str) -> tuple[Term, ...]:
    if word == "year":
        return (Term.FALL, Term.SPRING)
    try:
        return (Term(word),)
    except ValueError as error:
        raise UnreadableLine(word) from error


def _whole(word: str, low: int, high: int) -> int:
    if not (word.isascii() and word.isdigit() and low <= int(word[:4]) <= high):
        raise UnreadableLine(word)
    return int(word)


def _number(text: str | None) -> int | None:
    return _known(credits.parse(text), text) if text else None


def _known(value: int | None, word: str) -> int:
    if value is None:
        raise UnreadableLine(word)
    return value
