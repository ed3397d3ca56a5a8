"""The classes of records and how long each is kept: `resources/retention.toml`."""

from __future__ import annotations

import tomllib
from functools import cache

from cte_desktop.domain.retention import RecordClass, Retention
from cte_desktop.system.paths import resource


@cache
def retention_rules() -> Retention:
    """Return the rules that the program comes with."""
    read = tomllib.loads(resource("retention.toml").read_text(encoding="utf-8"))
    classes = {
        name: RecordClass(name, said["rule"], said.get("months"), said.get("school_years"))
        for name, said in read["class"].items()
    }
    return Retention(classes, dict(read["kind"]), read["open_request"]["rule"])
