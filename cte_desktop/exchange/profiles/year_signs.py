"""What tells that a row of the record stands for a whole year, though its term doesn't say so.

A person has answered that its term is the year; the file says that the course lasted several terms;
or the row has earned all credits that the catalog gives to both halves. A row with the credits of
one half stays a half, whatever else it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cte_desktop.domain.credits import CARNEGIE_UNIT, HUNDREDTHS
from cte_desktop.domain.credits import parse as parse_hundredths
from cte_desktop.domain.school_year import parse_term
from cte_desktop.exchange.profiles.profile import PLAIN_TERM_YEAR
from cte_desktop.exchange.profiles.whole_years import HALVES, TERM, MappedBatch, double_years
from cte_desktop.exchange.tables.csv_rows import RawBatch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.exchange.plain.known import Known

CODE = "unknown_term"
HALF_ELSEWHERE = 5 * HUNDREDTHS  # credits of a semester in nearly every district of the State

_COURSE, _TRIED, _EARNED = "course_code", "credits_attempted", "credits_earned"
_REMEMBERED = 200_000  # rows that differ; then it starts anew, so that memory stays bounded
_Signs = tuple[str, str, str, str, str]  # term, course, attempted, earned, how many terms


class SaidYears:
    """The terms of one file that are a whole year, as a person said."""

    def __init__(self, known: Known) -> None:
        """Know the answers; with none of them nothing is done."""
        self._known = known
        self._is_said = PLAIN_TERM_YEAR in known.answers.given(CODE).values()

    def tell(self, terms: Sequence[str], numbers: Sequence[int]) -> Sequence[str]:
        """Return the terms of rows, "year" where a person said so; count that it was used."""
        if not self._is_said:
            return terms
        said = {text for text in set(terms) if self._is_year(text.strip())}
        if not said:
            return terms
        for text, row in zip(terms, numbers, strict=True):
            if text in said:
                self._known.asked.used(CODE, text.strip(), PLAIN_TERM_YEAR, TERM, row=row)
        return [PLAIN_TERM_YEAR if text in said else text for text in terms]

    def _is_year(self, text: str) -> bool:
        known = bool(text) and parse_term(text) is None
        return known and self._known.answers.of(CODE, text) == PLAIN_TERM_YEAR


def with_said_years(
    header: Sequence[str], batches: Iterable[RawBatch], known: Known
) -> Iterator[RawBatch]:
    """Yield the batches of a plain file, rows that a person said are of a whole year as two."""
    years = SaidYears(known)
    place = header.index(TERM) if TERM in header else None
    for raw in batches:
        terms = [row[place] for row in raw.rows] if place is not None else []
        told = years.tell(terms, raw.numbers)
        if told is terms or place is None:
            yield raw
            continue
        texts: list[Sequence[str]] = list(zip(*raw.rows, strict=True))
        texts[place] = told
        batch = MappedBatch(raw.rows, raw.numbers, raw.faults, texts=texts)
        double_years(batch, header)
        yield batch


class YearSigns:
    """Tells the rows of a whole year in one mapped file; `found` counts those told by credits."""

    def __init__(self, header: Sequence[str], known: Known) -> None:
        """Find the columns in the mapped header; without one of them nothing is told."""
        self.found = 0
        self._said = SaidYears(known)
        self._known = known
        self._header = list(header)
        self._columns = (TERM, _COURSE, _TRIED, _EARNED)
        self._is_told = set(self._columns) <= set(header)
        self._terms: dict[_Signs, str] = {}

    def tell(self, batch: MappedBatch, lasting: Sequence[str] | None) -> None:
        """Write "year" as the term of such rows; `lasting`: how many terms each lasted."""
        if TERM not in self._header:
            return
        place = self._header.index(TERM)
        terms = self._said.tell(batch.texts[place], batch.numbers)
        if self._is_told:
            others = [batch.texts[self._header.index(name)] for name in self._columns[1:]]
            lasted = lasting if lasting is not None else [""] * len(terms)
            signs: Iterator[_Signs] = zip(terms, *others, lasted, strict=True)
            told = [self._terms.get(sign) or self._term(sign) for sign in signs]
            self.found += sum(map(str.__ne__, terms, told))
            terms = told
        batch.texts[place] = terms

    def _term(self, signs: _Signs) -> str:
        term, code, tried, earned, lasted = signs
        if term in HALVES and self._is_year(code.strip(), tried, earned, lasted):
            term = PLAIN_TERM_YEAR
        if len(self._terms) >= _REMEMBERED:
            self._terms.clear()
        self._terms[signs] = term
        return term

    def _is_year(self, code: str, tried: str, earned: str, lasted: str) -> bool:
        courses, answers = self._known.catalog.listed_by_code, self._known.answers
        course = courses.get(code) or courses.get(answers.of("unknown_course", code) or "")
        if _is_several(lasted):
            return _is_several_halves(course, _amount(tried) or _amount(earned))
        if course is None or not course.is_year or not course.half_credits:
            return False
        return _amount(earned) in _scales(course.credits)


def _is_several_halves(course: Course | None, amount: int) -> bool:
    """Tell whether a row that lasted several terms is the year: not one of its two halves."""
    if course is None:
        return amount not in _scales(HALF_ELSEWHERE)
    return course.is_year and amount not in _scales(course.half_credits)


def _is_several(lasted: str) -> bool:
    return (parse_hundredths(lasted) or 0) > HUNDREDTHS if lasted.isascii() else False


def _amount(text: str) -> int:
    """Return hundredths of a credit; 0 for what is no number."""
    return parse_hundredths(text.strip()) or 0 if text.isascii() else 0


def _scales(hundredths: int) -> tuple[int, int]:
    """Return credits as they are, and as Carnegie units."""
    return hundredths, hundredths // CARNEGIE_UNIT
