"""Alembic's entry: runs the migrations on the connection that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from alembic import context

from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.tables.base import UtcTime

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext


def _render_item(kind: str, thing: object, _: AutogenContext) -> str | Literal[False]:
    """Write our own column types as the plain ones behind them: migrations import no tables."""
    return "sa.DateTime()" if kind == "type" and isinstance(thing, UtcTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=_render_item,
)
with context.begin_transaction():
    context.run_migrations()
