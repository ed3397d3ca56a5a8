"""What does not depend on the student: kept for one catalog and its rules, to be asked for once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rules import Rules
    from cte_desktop.domain.catalog.catalog import Catalog

MOST_KEPT = 50_000  # entries of one key: years and schools go on
MOST_CATALOGS = 4

_kept: dict[tuple[int, int], tuple[Catalog, Rules, dict[object, dict[object, Any]]]] = {}


def remembered(catalog: Catalog, rules: Rules, key: object) -> dict[object, Any]:
    """Return what was worked out so far under a key, for this catalog and these rules."""
    place = (id(catalog), id(rules))
    kept = _kept.get(place)
    if kept is None or kept[0] is not catalog or kept[1] is not rules:
        if len(_kept) >= MOST_CATALOGS:
            _kept.clear()
        kept = _kept[place] = (catalog, rules, {})
    found = kept[2].setdefault(key, {})
    if len(found) > MOST_KEPT:
        found.clear()
    return found
