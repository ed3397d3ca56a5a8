"""Write `resources/schema/digests.json`: what every revision's tables and indexes look like.

Run after a new migration: `python3 -m tools.schema_digests`. A test holds the file up to date.
"""

from __future__ import annotations

import json

from cte_desktop.storage import upgrade
from cte_desktop.storage.connection import WRITING, connect_to_memory, make_engine
from cte_desktop.storage.own_schema import OBJECTS, schema_digests
from cte_desktop.system.paths import resource


def digests_of_all() -> dict[str, dict[str, str]]:
    """Return the digests of each revision's schema, as its migrations make it."""
    engine = make_engine(connect_to_memory, in_memory=True)
    found = {}
    try:
        for revision in upgrade.REVISIONS:
            with engine.execution_options(**{WRITING: True}).begin() as connection:
                upgrade.migrate(connection, revision)
                rows = connection.exec_driver_sql(OBJECTS).all()
            found[revision] = schema_digests([tuple(row) for row in rows])
    finally:
        engine.dispose()
    return found


def main() -> None:
    """Write the file."""
    path = resource("schema", "digests.json")
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(digests_of_all(), indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
