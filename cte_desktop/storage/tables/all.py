"""Imports every table, so that `METADATA` is the whole schema.

A new file of tables adds one line here.
"""

from __future__ import annotations

from cte_desktop.storage.tables import (
    approvals,
    audit,
    awards,
    bulk_students,
    caseload,
    catalog,
    certificates,
    figures,
    history,
    imports,
    people,
    planning,
    privacy,
    settings,
    students,
    templates,
)
from cte_desktop.storage.tables.base import Row

TABLE_FILES = (
    history,
    settings,
    privacy,
    audit,
    catalog,
    students,
    planning,
    imports,
    certificates,
    awards,
    figures,
    templates,
    people,
    bulk_students,
    approvals,
    caseload,
)
METADATA = Row.metadata
