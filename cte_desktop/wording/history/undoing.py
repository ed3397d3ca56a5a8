"""What taking a step back would do, said before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.history.told import NOTHING, Deed
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.wording.history.told import FieldTold, Told

_ARROW = "→"


def effect_text(students: int, things: int, *, is_import: bool) -> str:
    """Return how much an undo would put back."""
    if is_import:
        return trn(
            "Everything that this import brought or changed becomes as it was before, for "
            "{shown} student.",
            "Everything that this import brought or changed becomes as it was before, for "
            "{shown} students.",
            students,
            shown=f"{students:,}",
        )
    if students > 1:
        return trn(
            "What this step changed becomes as it was before, for {shown} student.",
            "What this step changed becomes as it was before, for {shown} students.",
            students,
            shown=f"{students:,}",
        )
    return trn(
        "{shown} thing becomes as it was before.",
        "{shown} things become as they were before.",
        things,
        shown=f"{things:,}",
    )


def stays_text() -> str:
    """Return that an undo is a step of its own."""
    return tr("The undo is a step of the history too, so it can be taken back in turn.")


def field_line(field: FieldTold, deed: Deed) -> str:
    """Return a field as a line with what stands below it: before and after, or the one it has."""
    if field.before == field.after:
        return field.title
    if deed is not Deed.CHANGED and NOTHING in {field.before, field.after}:
        return f"{field.title}\t{field.after if field.before == NOTHING else field.before}"
    return f"{field.title}\t{field.before}  {_ARROW}  {field.after}"


def told_lines(told: Told) -> Sequence[str]:
    """Return the fields of a change as lines; at least one, so that its heading stands."""
    lines = tuple(field_line(field, told.deed) for field in told.fields)
    return lines or (tr("nothing further is kept of it"),)
