"""The catalog: rows to domain records and back.

The shipped catalog is written whole with `replace_catalog` and is no step of the history; files of
the catalog come in through `imports.py` as steps.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Course, CourseSite, ExtendedDay, Length, Level
from cte_desktop.domain.catalog.pathway import Pathway, Sector, Step
from cte_desktop.domain.catalog.prerequisites import (
    NONE,
    Prerequisites,
    parse_prerequisites,
    prerequisites_text,
)
from cte_desktop.domain.catalog.school import School, Workshop
from cte_desktop.domain.catalog.timetable import Bell, Travel
from cte_desktop.domain.catalog.verified import parse_verified
from cte_desktop.storage.tables.catalog import (
    BellRow,
    CatalogVersionRow,
    CourseRow,
    CourseSiteRow,
    PathwayRow,
    PathwayStepRow,
    SchoolRow,
    SectorRow,
    TravelRow,
    WorkshopRow,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.storage.tables.base import Row
    from cte_desktop.storage.transaction import Transaction

SHIPPED = 0
"""The step of rows that came with the program."""


def load_catalog(tx: Transaction) -> Catalog:
    """Return the whole catalog, in the order in which its rows came."""
    parts: dict[str, Any] = {part: _load(tx, part) for part in _PARTS}
    return Catalog(**parts, version=catalog_version(tx))


def replace_catalog(tx: Transaction, catalog: Catalog) -> None:
    """Make the whole catalog the given one, without a step: for a new database."""
    for part, (record_class, row_class) in _PARTS.items():
        tx.session.execute(delete(row_class))
        names = [field.name for field in fields(record_class)]
        rows = [
            {name: stored(getattr(record, name)) for name in names}
            for record in getattr(catalog, part)
        ]
        if rows:
            tx.session.execute(insert(row_class), rows)
    publish_catalog(tx, SHIPPED)


def catalog_version(tx: Transaction) -> str:
    """Return the version of the catalog: a number and its day, such as "3 of 2027-02-01"."""
    newest = select(CatalogVersionRow).order_by(CatalogVersionRow.number.desc()).limit(1)
    row = tx.session.scalar(newest)
    return "" if row is None else f"{row.number} of {row.published_at:%Y-%m-%d}"


def publish_catalog(tx: Transaction, step: int) -> None:
    """Count a new version; whoever changes a row of the catalog calls this once."""
    number = tx.session.scalar(select(func.max(CatalogVersionRow.number))) or 0
    row = {"number": number + 1, "published_at": tx.clock.now(), "step": step}
    tx.session.execute(insert(CatalogVersionRow).values(row))


def stored(value: object) -> object:
    """Return a value of a record as its column holds it."""
    match value:
        case Prerequisites():
            return prerequisites_text(value)
        case frozenset():
            return ";".join(term for term in _TERMS if term in value)
        case tuple():
            return ";".join(map(str, value))
        case bool():
            return int(value)
        case str():
            return str(value)
        case _:
            return value


def _load(tx: Transaction, part: str) -> tuple[object, ...]:
    record_class, row_class = _PARTS[part]
    table = row_class.__table__
    names = [field.name for field in fields(record_class)]
    convert = [_CONVERTERS.get((part, name)) or _EVERYWHERE.get(name, _as_it_is) for name in names]
    query = select(*(table.c[name] for name in names)).order_by(table.c.key)
    return tuple(
        record_class(*(make(value) for make, value in zip(convert, row, strict=True)))
        for row in tx.session.execute(query)
    )


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - any column of any table
    return value


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split(";") if word)


def _word_set(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def _grades(text: str) -> tuple[int, ...]:
    return tuple(map(int, _words(text)))


def _prerequisites(text: str) -> Prerequisites:
    return parse_prerequisites(text) or NONE


def _level_or_none(text: str) -> Level | None:
    return Level(text) if text else None


_TERMS = ("year", "fall", "spring", "summer")
_PARTS: dict[str, tuple[type[Any], type[Row]]] = {
    "sectors": (Sector, SectorRow),
    "schools": (School, SchoolRow),
    "courses": (Course, CourseRow),
    "course_sites": (CourseSite, CourseSiteRow),
    "pathways": (Pathway, PathwayRow),
    "steps": (Step, PathwayStepRow),
    "bells": (Bell, BellRow),
    "travel": (Travel, TravelRow),
    "workshops": (Workshop, WorkshopRow),
}
_EVERYWHERE: dict[str, Callable[[Any], Any]] = {
    "verified": parse_verified,
    "district_run": bool,
    "uc_honors": bool,
    "repeatable": bool,
    "introductory_required": bool,
    "required": bool,
    "optional": bool,
    "length": Length,
    "extended_day": ExtendedDay,
    "extended": ExtendedDay,
    "terms": _word_set,
    "sites": _words,
    "extended_sites": _words,
    "grades": _grades,
    "level": Level,
    "pathway_level": _level_or_none,
    "prerequisites": _prerequisites,
}
_CONVERTERS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("sectors", "offered"): bool,
    ("courses", "offered"): _word_set,
}
