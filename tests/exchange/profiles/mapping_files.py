"""A quick way from the lines of a system's files to the plain rows that its profile makes."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

from cte_desktop.exchange.files.encoding import detect
from cte_desktop.exchange.files.source import Source, fingerprint
from cte_desktop.exchange.plain.catalog import read_shipped_catalog
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.profiles.fitting import best_fit, fits, headers_of
from cte_desktop.exchange.profiles.lookups import LookupTables, OtherTable, stem_of
from cte_desktop.exchange.profiles.mapped import MappedTable
from cte_desktop.exchange.profiles.profile import TableShape
from cte_desktop.exchange.profiles.shipped import shipped_profiles
from cte_desktop.exchange.tables.tables import open_table

TODAY = date(2026, 11, 22)
Row = dict[str, str]

# In this order, kind after kind: the rows that a file becomes.
Made = dict[str, list[Row]]


@cache
def _known() -> Known:
    return Known(read_shipped_catalog(), TODAY, {"S1": 2028, "S2": 2031})


def mapped(folder: Path, system: str, files: dict[str, str], name: str) -> Made:
    """Return the plain rows, kind by kind, that a system's profile makes of one of its files."""
    profiles = tuple(profile for profile in shipped_profiles() if profile.name == system)
    headers = headers_of(shipped_profiles())
    tables = [_table(folder, file, text, headers) for file, text in files.items()]
    (table,) = (one for one in tables if one.source.name == name)
    found = best_fit(fits(profiles, table.header, stem_of(table.source)))
    assert found is not None, f"{system} does not know {name}"
    others = LookupTables(tables, headers)
    return {shape.kind: _rows(table, shape, others, headers) for shape in found.shapes}


def _table(folder: Path, name: str, text: str, headers: frozenset[str]) -> OtherTable:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    source = Source(path, name, None, fingerprint(path))
    encoding = detect(source)
    with closing(open_table(source, encoding, headers)) as table:
        return OtherTable(source, encoding, tuple(table.header))


def _rows(
    table: OtherTable, shape: TableShape, others: LookupTables, headers: frozenset[str]
) -> list[Row]:
    raw = open_table(table.source, table.encoding, headers)
    with closing(MappedTable(raw, shape, others, _known())) as made:
        return [
            dict(zip(made.header, row, strict=True))
            for batch in made.batches()
            for row in zip(*batch.texts, strict=True)
        ]
