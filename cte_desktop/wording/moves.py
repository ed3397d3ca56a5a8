"""What would change if a course were moved or a decision made: "Science would lack 5 credits"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.moves import NOWHERE
from cte_desktop.domain.audit.result import RequirementStatus, Unit
from cte_desktop.domain.credits import number
from cte_desktop.wording.labels import amount_label, status_label
from cte_desktop.wording.programs import requirement_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.moves import Move, Shift
    from cte_desktop.domain.audit.result import RequirementResult
    from cte_desktop.domain.catalog.catalog import Catalog

Object = dict[str, Any]


def move_text(move: Move, program: str, catalog: Catalog) -> str:
    """Return "In Electives instead: Science would lack 5 credits."."""
    changes = shifts_text(move.shifts, program, catalog)
    if move.to == NOWHERE:
        without = tr("Without it: {changes}.", changes=changes)
        return without if changes else tr("Without it nothing would change.")
    changes = changes or tr("nothing else would change")
    title = requirement_title(program, move.to, catalog)
    if not move.fits:
        return tr("{requirement} has no room for it: {changes}.",
                  requirement=title, changes=changes)  # fmt: skip
    return tr("In {requirement} instead: {changes}.", requirement=title, changes=changes)


def shifts_text(shifts: Iterable[Shift], program: str, catalog: Catalog) -> str:
    """Return what would change as one line, "" when nothing would."""
    return "; ".join(shift_text(shift, program, catalog) for shift in shifts)


def shift_text(shift: Shift, program: str, catalog: Catalog) -> str:
    """Return "Science would lack 5 credits", "Science would be met"."""
    before, after = shift.before, shift.after
    title = requirement_title(program, shift.requirement, catalog)
    if after.missing == before.missing or not after.missing or after.unit is Unit.LEVELS:
        return tr("{requirement} would be {status}",
                  requirement=title, status=status_label(after.status))  # fmt: skip
    now = amount_label(after.missing, after.unit)
    if not before.missing:
        return tr("{requirement} would lack {amount}", requirement=title, amount=now)
    return tr("{requirement} would lack {amount} instead of {before}",
              requirement=title, amount=now,
              before=amount_label(before.missing, before.unit))  # fmt: skip


def move_object(move: Move, program: str, catalog: Catalog) -> Object:
    """Return a move as `cte-desktop audit --moves --json` has it; `to` is null for nowhere."""
    return {
        "to": move.to or None,
        "changes": [
            {
                "requirement": shift.requirement,
                "before": _standing(shift.before),
                "after": _standing(shift.after),
            }
            for shift in move.shifts
        ],
        "text": move_text(move, program, catalog),
    }


def is_gain(shift: Shift) -> bool:
    """Tell whether a requirement would stand better than now."""
    order = tuple(RequirementStatus)
    before, after = shift.before, shift.after
    less = after.missing < before.missing
    return less or (
        after.missing == before.missing and order.index(after.status) < order.index(before.status)
    )


def _standing(row: RequirementResult) -> Object:
    return {"status": row.status.value, "missing": number(row.missing)}
