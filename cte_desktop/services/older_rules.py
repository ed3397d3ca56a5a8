"""Rules of a database from before the parts of the areas A-G stood in ag.toml.

What UC and CSU ask within the areas A, B, D and G was then known to the program alone. A document
without any parts would silently ask for less, so those of the shipped file are taken over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Document = dict[str, Any]


def with_shipped_parts(documents: Mapping[str, Document]) -> dict[str, Document]:
    """Return the documents; an A-G document without a part in any area has the shipped ones."""
    from cte_desktop.domain.audit.area_parts import has_parts, inherit_parts
    from cte_desktop.exchange.plain.catalog import read_shipped_rules

    ag = documents.get("ag")
    if not ag or has_parts(ag):
        return dict(documents)
    return {**documents, "ag": inherit_parts(ag, read_shipped_rules()["ag"])}
