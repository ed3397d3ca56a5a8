"""Plans of a file that stand in the store as they are: most of them, when a file comes again.

They are told apart from those that need work by a look-up for each semester; what is in doubt goes
the long way of `plan_import.py`, which decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.plan import TRAY
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cte_desktop.storage.plan_writes import KnownPlacement, KnownPlan

TOLD = frozenset({"status", "period", "section_id", "site", "locked"})
"""The fields that a file must have for a look-up to tell that its plans are the same."""
_HALVES = {"year": tuple(term.value for term in SEMESTERS)}

Place = tuple[Any, ...]


def same_semesters(
    rows: Iterable[Sequence[Any]], plans: Mapping[str, KnownPlan]
) -> list[int] | None:
    """Return the keys of the stored semesters that a student's rows name, all being as they are.

    None if that isn't sure. Rows are number, then `plan_import.FIELDS`, in that order.
    """
    wanted: dict[str, tuple[str, str | None]] = {}
    left: dict[str, dict[Place, KnownPlacement]] = {}
    latest: dict[Place, KnownPlacement] = {}
    alternates: dict[int, list[str]] = {}
    found: dict[int, KnownPlacement] = {}
    for row in rows:
        _, name, grade, term, lane, course, section, locked, period, site, choice, *plan = row
        if name not in wanted:
            if choice or name not in plans:
                return None
            wanted[name] = (plan[0], plan[1])
            left[name] = _by_place(plans[name])
        if lane == TRAY:
            grade, term, lane, section, locked, period, site = None, "", "", "", 0, "", ""
        for half in _HALVES.get(term, (term,)):
            if choice:
                known = latest.get((name, grade, half, lane))
                if known is None or period not in ("", known.period):
                    return None
                alternates.setdefault(known.key, []).append(course)
                continue
            known = left[name].pop((course, grade, half, lane, section), None)
            if known is None or (known.period, known.site, known.locked) != (period, site, locked):
                return None
            latest[name, grade, half, lane] = found[known.key] = known
    if not _same_alternates(alternates, found) or not _same_plans(wanted, plans):
        return None
    return list(found)


def _by_place(plan: KnownPlan) -> dict[Place, KnownPlacement]:
    return {(*known.place, known.section_id): known for known in reversed(plan.placements)}


def _same_alternates(
    alternates: Mapping[int, Sequence[str]], found: Mapping[int, KnownPlacement]
) -> bool:
    return all(
        len(set(courses)) == len(courses) and found[key].alternates == ";".join(courses)
        for key, courses in alternates.items()
    )


def _same_plans(
    wanted: Mapping[str, tuple[str, str | None]], plans: Mapping[str, KnownPlan]
) -> bool:
    """Tell whether the plans have the status and the day that the file says."""
    said = (name for name, (status, _) in wanted.items() if status in ("active", ""))
    active = next(said, None)
    if active is not None and any(
        (plan.status == "active") != (name == active) for name, plan in plans.items()
    ):
        return False
    return all(
        day in (None, plans[name].signed_on)
        and (active is None or plans[name].status in ("active", "named"))
        for name, (_, day) in wanted.items()
    )
