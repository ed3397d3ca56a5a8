"""Writes the next migration from what the tables say.

For developers: `python -m cte_desktop.storage.migrations.draft "What changes"`, then `ruff format`
and `ruff check --fix`, read the draft, and add its revision to `REVISIONS` of `upgrade.py`. Before
the first release the first migration is made anew instead: delete it and run this.
"""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command

from cte_desktop.storage.connection import WRITING, connect_to_memory, make_engine
from cte_desktop.storage.upgrade import MIGRATIONS, alembic_config


def write_draft(message: str) -> Path:
    """Write the migration from the newest revision to the present tables; returns its file."""
    number = len(list((MIGRATIONS / "versions").glob("[0-9]*.py"))) + 1
    engine = make_engine(connect_to_memory, in_memory=True)
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        config = alembic_config(connection)
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        if number > 1:
            command.upgrade(config, "head")
        script = command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
    engine.dispose()
    if script is None or isinstance(script, list):
        raise RuntimeError("Alembic wrote no single draft")
    return Path(script.path)


if __name__ == "__main__":
    sys.stdout.write(f"{write_draft(' '.join(sys.argv[1:]))}\n")
