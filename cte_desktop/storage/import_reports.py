"""The reports of imports, kept with their steps so that they can be opened and printed later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.content import as_json, content_or_none

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cte_desktop.storage.content import Content, Json
    from cte_desktop.storage.transaction import Transaction


def save_report(tx: Transaction, step: int, head: Content, files: Json) -> None:
    """Keep what an import said: `head` is read for the list, `files` for the report itself."""
    tx.connection.exec_driver_sql(
        "INSERT INTO import_report (step, content) VALUES (?, ?)",
        (step, as_json({"files": files, "head": head})),
    )


def list_reports(tx: Transaction) -> Iterator[tuple[int, Mapping[str, Json]]]:
    """Yield the step and the head of each report, newest first."""
    rows = tx.connection.exec_driver_sql(
        "SELECT step, json_extract(content, '$.head') FROM import_report ORDER BY step DESC"
    )
    for step, head in rows:
        yield step, json.loads(head)


def load_report(tx: Transaction, step: int) -> Content | None:
    """Return the report of a step, None if it has none."""
    found = tx.connection.exec_driver_sql(
        "SELECT content FROM import_report WHERE step = ?", (step,)
    ).scalar()
    return content_or_none(found)
