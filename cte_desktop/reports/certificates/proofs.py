"""Courses, certifications, hours and college units: what the certificate rests on, in columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain import credits as amounts
from cte_desktop.reports.certificates.sheet import LEFT, RIGHT, no_room
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.style import Type
from cte_desktop.reports.text import wrap
from cte_desktop.wording.labels import level_label
from cte_desktop.wording.papers import term_with_year
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cte_desktop.domain.completion.certificates.paper import Certificate, CertificateCourse
    from cte_desktop.domain.completion.certificates.template import Fields
    from cte_desktop.domain.school_year import Term
    from cte_desktop.reports.page import Page

_HEADING = 13.0  # from the heading's baseline to the upper edge of its first line
_LEADING = 1.32  # sizes from line to line
_BETWEEN = 0.25  # of a size, between two entries
_FREE = 3.0  # that the height of capitals leaves of a size, about
_WIDEST, _GAP = 196.0, 24.0
_LARGE_SIZES = (9.0, 8.5, 8.0)
_SMALL_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_MOST_COLUMNS = 4

Part = tuple[str, Face, str]  # a text of an entry with its face and colour
Entry = tuple[Part, ...]  # what belongs together: a course with its marks


@dataclass(frozen=True, slots=True)
class Column:
    """A heading with its entries; "" where it goes on from the column beside it."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Columns that fit, side by side: their size of type, width and the place of the first."""

    columns: tuple[Column, ...]
    size: float
    wide: float
    height: float  # from the baseline of the headings to the lower edge of the longest column

    @property
    def shape(self) -> tuple[object, ...]:
        """What decides where the words above it and its headings stand."""
        return (self.size, self.height, *[column.heading for column in self.columns])

    @property
    def places(self) -> tuple[float, ...]:
        """The left edges of the columns."""
        count = len(self.columns)
        first = (LEFT + RIGHT - count * self.wide - (count - 1) * _GAP) / 2
        return tuple(first + place * (self.wide + _GAP) for place in range(count))

    @property
    def is_centered(self) -> bool:
        """Tell whether texts are centered, as they are in a column that stands alone."""
        return len(self.columns) == 1

    def draw_entries(self, page: Page, column: Column, x: float, y: float) -> None:
        """Draw the entries of a column whose heading stands at a place, each as a paragraph."""
        size, leading = self.size, self.size * _LEADING
        align = "center" if self.is_centered else "left"
        x += self.wide / 2 if self.is_centered else 0
        y += _HEADING - _FREE + size
        for entry in column.entries:
            page.begin("P")
            for text, face, colour in entry:
                for line in wrap(text, face, size, self.wide):
                    page.text(x, y, line, Type(face, size, colour), align)
                    y += leading
            page.end()
            y += size * _BETWEEN


class Proofs:
    """The evidence of a batch in the language in force. Most texts in it come again and again."""

    def __init__(self, shown: Fields) -> None:
        self._shown = shown
        self._headings = tr("Courses"), tr("Industry certifications"), tr("Also earned")
        self._terms: dict[tuple[int, Term], str] = {}
        self._titles: dict[CertificateCourse, Entry] = {}

    def columns(self, certificate: Certificate) -> tuple[Column, ...]:
        """Return what there is to show; a column without entries is left out."""
        shown = self._shown
        courses = map(self._course, certificate.courses) if shown.courses else ()
        earned = certificate.certifications if shown.certifications else ()
        more = self._more(certificate)
        found = (
            tuple(courses),
            tuple((_plain(text),) for text in earned),
            tuple((_plain(text),) for text in more),
        )
        return tuple(
            Column(heading, entries)
            for heading, entries in zip(self._headings, found, strict=True)
            if entries
        )

    def _course(self, course: CertificateCourse) -> Entry:
        known = self._titles.get(course)
        if known is None:
            level = f" ({level_label(course.level)})" if course.level else ""
            marks = ", ".join(
                f"{self._term(year, term)} {mark}".strip() for year, term, mark in course.marks
            )
            title = (f"{course.title}{level}", Face.SEMIBOLD, "text")
            below = ((marks, Face.REGULAR, "text_muted"),) if marks and self._shown.marks else ()
            known = self._titles[course] = (title, *below)
        return known

    def _term(self, year: int, term: Term) -> str:
        known = self._terms.get((year, term))
        if known is None:
            known = self._terms[year, term] = term_with_year(year, term)
        return known

    def _more(self, certificate: Certificate) -> list[str]:
        more = []
        if self._shown.hours and certificate.hours:
            hours = amounts.text(certificate.hours)
            more.append(tr("{hours} hours of work-based learning", hours=hours))
        if self._shown.college_units and certificate.college_units:
            units = amounts.text(certificate.college_units)
            more.append(tr("{units} college units", units=units))
        return more


def arranged(columns: tuple[Column, ...], room: float) -> Evidence | None:
    """Return columns in the largest type at which they end within `room`; None for no columns.

    Where large type has no room, the longest column goes on beside itself. Raises `KnownError`
    (no_room), naming the last entry of the longest column.
    """
    if not columns:
        return None
    for tried, size in _tries(columns):
        wide = _wide(len(tried))
        height = _height(tried, size, wide)
        if height <= room:
            return Evidence(tried, size, wide, height)
    longest = max(columns, key=lambda column: _lines(column, 6, _WIDEST))
    raise no_room(longest.entries[-1][0][0])


def _tries(columns: tuple[Column, ...]) -> Iterator[tuple[tuple[Column, ...], float]]:
    """Yield columns with a size, the best first."""
    yield from ((columns, size) for size in _LARGE_SIZES)
    if len(columns) < _MOST_COLUMNS:
        split = _split(columns)
        yield from ((split, size) for size in _SMALL_SIZES)
    yield from ((columns, size) for size in _SMALL_SIZES)


def _wide(count: int) -> float:
    return min(_WIDEST, (RIGHT - LEFT - (count - 1) * _GAP) / count)


def _height(columns: Sequence[Column], size: float, wide: float) -> float:
    tallest = max(
        _lines(column, size, wide) * _LEADING + (len(column.entries) - 1) * _BETWEEN
        for column in columns
    )
    return _HEADING + tallest * size


def _lines(column: Column, size: float, wide: float) -> int:
    return sum(
        len(wrap(text, face, size, wide)) for entry in column.entries for text, face, _ in entry
    )


def _split(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns with the longest in two halves beside each other."""
    longest = max(range(len(columns)), key=lambda n: _lines(columns[n], 8, _WIDEST))
    column = columns[longest]
    half = -(-len(column.entries) // 2)
    halves = (Column(column.heading, column.entries[:half]), Column("", column.entries[half:]))
    made = (*columns[:longest], *halves, *columns[longest + 1 :])
    return tuple(one for one in made if one.entries)


def _plain(text: str) -> Part:
    return text, Face.REGULAR, "text"
