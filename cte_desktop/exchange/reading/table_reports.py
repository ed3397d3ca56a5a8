"""What is reported of a whole table: its columns, the rows left aside, what was not looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.exchange.profiles.fitting import headers_used
from cte_desktop.exchange.report import Reported, reported

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cte_desktop.exchange.plain.columns import Kind
    from cte_desktop.exchange.profiles.mapped import MappedTable

ALL_OTHERS = "*"  # in `passed_over`: no header needs a word


def about_header(header: Sequence[str], kind: Kind, lacks: Iterable[str]) -> list[Reported]:
    """Return one entry for each column of a plain file that is missing, unknown or repeated."""
    entries = [_missing(name) for name in lacks]
    known = {column.name for column in kind.columns} | set(kind.passed_over)
    return entries + _unread(header, header, known, kind.passed_over)


def about_mapped_header(table: MappedTable, lacks: Iterable[str]) -> list[Reported]:
    """Return the same of a file of another system, in its own headers."""
    sources = {rule.column: " / ".join(rule.sources) for rule in table.shape.columns}
    entries = [_missing(sources.get(name) or name) for name in lacks]
    known = headers_used(table.shape)
    return entries + _unread(table.file_header, table.file_titles, known, table.shape.passed_over)


def about_mapped_rows(table: MappedTable) -> list[Reported]:
    """Return what is to be said once a file of another system was read to its end."""
    entries = []
    if table.left_aside:
        entries.append(reported(None, "ignored_rows", value=f"{table.left_aside:,}", taken=True))
    if table.total.row is not None:
        entries.append(reported(table.total.row, "total_line", value=table.total.text, taken=True))
    if table.whole_years:
        entries.append(reported(None, "whole_year", value=f"{table.whole_years:,}", taken=True))
    unmatched: dict[tuple[str, str], int] = {}  # several columns may come from one lookup
    for (column, lookup), count in table.missing.items():
        key = table.title_of(column), ", ".join(lookup.table)
        unmatched[key] = max(count, unmatched.get(key, 0))
    for (title, name), count in unmatched.items():
        entries.append(
            reported(
                None, "missing_match", column=title, value=name, detail=f"{count:,}", taken=True
            )
        )
    return entries


def _missing(name: str) -> Reported:
    return reported(None, "missing_column", column=name, value=name)


def _unread(
    header: Sequence[str], titles: Sequence[str], known: Collection[str], passed: Collection[str]
) -> list[Reported]:
    entries = []
    seen: set[str] = set()
    for name, title in zip(header, titles, strict=True):
        if name in seen and name in known:
            entries.append(reported(None, "repeated_column", column=title, value=title, taken=True))
        elif name and name not in seen and name not in known and not _is_passed(name, passed):
            entries.append(reported(None, "ignored_column", column=title, value=title, taken=True))
        seen.add(name)
    return entries


def _is_passed(name: str, passed: Collection[str]) -> bool:
    return name in passed or ALL_OTHERS in passed
