"""The catalog's files as domain records: a folder of them, and the ones that the program ships."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

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
from cte_desktop.exchange.plain import catalog_kinds as kinds
from cte_desktop.exchange.plain.cells import ReadCells
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.plain.rule_names import rule_names
from cte_desktop.system.paths import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.exchange.plain.columns import Kind, Row, Value

    Named = dict[str, Any]

rule_subjects = rule_names  # as the services ask for it
_HELD_AS = {"pathway_levels": "steps"}


def read_shipped_catalog() -> Catalog:
    """Return the catalog that the program ships."""
    known = Known(Catalog(), date.min)
    for kind in kinds.CATALOG_KINDS:
        path = resource("catalog", kind.file)
        with path.open(encoding="utf-8", newline="") as stream:
            named = list(csv.DictReader(stream))
        readers = [ReadCells(column, known) for column in kind.columns if column.field]
        rows = [tuple(cells[row[cells.column.name]] for cells in readers) for row in named]
        for cells in readers:
            if cells.troubles:
                message = f"{path.name}, column {cells.column.name}: {cells.troubles}"
                raise ValueError(message)
        known.catalog = with_rows(known.catalog, kind, rows)
    return known.catalog


def read_shipped_rules() -> dict[str, dict[str, Any]]:
    """Return the shipped rules under "graduation", "ag" and "programs", as TOML tables."""
    return {
        name: tomllib.loads(resource("requirements", f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("graduation", "ag", "programs")
    }


def with_rows(catalog: Catalog, kind: Kind, rows: Iterable[Row]) -> Catalog:
    """Return the catalog with the checked rows of a file: they add and change, nothing is removed.

    A row replaces the record of the same identity; new ones follow in the order of the file.
    """
    held = _HELD_AS.get(kind.name, kind.name)
    make = _MAKERS[kind.name]
    records = {_identity(kind, record): record for record in getattr(catalog, held)}
    for row in rows:
        record = make(dict(zip(kind.fields, row, strict=True)))
        records[_identity(kind, record)] = record
    changed: dict[str, Any] = {held: tuple(records.values())}
    return replace(catalog, **changed)


def as_rows(catalog: Catalog, kind: Kind) -> list[Row]:
    """Return the records of one catalog file as the values of its columns, in order."""
    records = getattr(catalog, _HELD_AS.get(kind.name, kind.name))
    return [as_row(kind, record) for record in records]


def as_row(kind: Kind, record: object) -> Row:
    """Return the stored values of a catalog record in the order of the kind's columns."""
    return tuple(
        _plain(getattr(record, column.field), column.empty)
        for column in kind.columns
        if column.field
    )


def _identity(kind: Kind, record: object) -> Row:
    return tuple(_plain(getattr(record, name), "") for name in kind.identity)


def _plain(value: Any, empty: Value) -> Value:  # noqa: ANN401 - any field of any catalog record
    if isinstance(value, Prerequisites):
        return prerequisites_text(value)
    if isinstance(value, frozenset):
        return ";".join(term for term in kinds.TERMS if term in value)
    if isinstance(value, tuple):
        return ";".join(str(part) for part in value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    return empty if value is None else value


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _sector(row: Named) -> Sector:
    changed = {"offered": bool(row["offered"]), "verified": parse_verified(row["verified"])}
    return Sector(**row | changed)


def _school(row: Named) -> School:
    changed = {
        "district_run": bool(row["district_run"]),
        "verified": parse_verified(row["verified"]),
    }
    return School(**row | changed)


def _course(row: Named) -> Course:
    changed = {
        "length": Length(row["length"]),
        "offered": frozenset(_parts(row["offered"])),
        "uc_honors": bool(row["uc_honors"]),
        "pathway_level": Level(row["pathway_level"]) if row["pathway_level"] else None,
        "prerequisites": parse_prerequisites(row["prerequisites"]) or NONE,
        "extended_day": ExtendedDay(row["extended_day"]),
        "repeatable": bool(row["repeatable"]),
        "verified": parse_verified(row["verified"]),
    }
    return Course(**row | changed)


def _course_site(row: Named) -> CourseSite:
    changed = {
        "terms": frozenset(_parts(row["terms"])),
        "uc_honors": bool(row["uc_honors"]),
        "extended": ExtendedDay(row["extended"]),
        "verified": parse_verified(row["verified"]),
    }
    return CourseSite(**row | changed)


def _pathway(row: Named) -> Pathway:
    changed = {
        "sites": _parts(row["sites"]),
        "extended_sites": _parts(row["extended_sites"]),
        "introductory_required": bool(row["introductory_required"]),
        "verified": parse_verified(row["verified"]),
    }
    return Pathway(**row | changed)


def _step(row: Named) -> Step:
    changed = {
        "level": Level(row["level"]),
        "required": bool(row["required"]),
        "verified": parse_verified(row["verified"]),
    }
    return Step(**row | changed)


def _bell(row: Named) -> Bell:
    changed = {"optional": bool(row["optional"]), "verified": parse_verified(row["verified"])}
    return Bell(**row | changed)


def _travel(row: Named) -> Travel:
    return Travel(**row | {"verified": parse_verified(row["verified"])})


def _workshop(row: Named) -> Workshop:
    grades = tuple(int(grade) for grade in _parts(row["grades"]))
    return Workshop(**row | {"grades": grades, "verified": parse_verified(row["verified"])})


_MAKERS: dict[str, Callable[[Named], object]] = {
    "sectors": _sector,
    "schools": _school,
    "courses": _course,
    "course_sites": _course_site,
    "pathways": _pathway,
    "pathway_levels": _step,
    "bells": _bell,
    "travel": _travel,
    "workshops": _workshop,
}
