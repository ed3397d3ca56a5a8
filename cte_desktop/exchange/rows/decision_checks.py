"""Decisions: each kind must say what it needs, about a requirement that the program has.

A decision changes what a student must do, so a row that an audit would not understand is refused;
it would be taken and do nothing, or more than was decided. Who approved it and why is asked of the
person, not of the file: a row without is taken and reported.
"""

from __future__ import annotations

from cte_desktop.domain.students.decisions import EXEMPTION, GRADUATION_ALONE, PIN
from cte_desktop.exchange.plain.batch import Batch
from cte_desktop.exchange.plain.known import Known

# What a row of each kind must fill in besides kind and program.
_NEEDED: dict[str, tuple[str, ...]] = {
    "substitution": ("course_code", "for_course"),
    "waiver": ("requirement",),
    "also_allow": ("requirement", "course_code"),
    EXEMPTION: ("category",),
    PIN: ("requirement", "course_code"),
}
_GRADUATION = "graduation"


def check_decisions(batch: Batch, known: Known) -> None:
    """Refuse decisions that no audit could follow; report those without approver or reason."""
    programs = batch.of("program")
    for place, kind in enumerate(batch.of("kind")):
        if place in batch.refused:
            continue
        for column in _NEEDED.get(str(kind), ()):
            if not batch.of(column)[place]:
                batch.refuse(place, column, "missing_value")
        if kind in GRADUATION_ALONE and programs[place] != _GRADUATION:
            batch.refuse(place, "program", "unknown_value", _GRADUATION)
        if kind == EXEMPTION:
            _check_name(batch, place, "category", known.rules.categories)
        names = known.rules.requirements_of(str(programs[place]))
        _check_name(batch, place, "requirement", names)
        # A pin only says where a course counts, so it needs no reason.
        for column in ("approved_by",) if kind == PIN else ("reason", "approved_by"):
            if not batch.of(column)[place]:
                batch.adjust(place, column, "missing_value")


def _check_name(batch: Batch, place: int, column: str, names: tuple[str, ...]) -> None:
    """Put a name as the rules write it, or refuse the row when they know no such name."""
    values = batch.of(column)
    given = str(values[place])
    if not given or not names or given in names:
        return
    folded = given.casefold()
    found = next((name for name in names if name.casefold() == folded), None)
    if found is None:
        batch.refuse(place, column, "unknown_value", ", ".join(names))
    else:
        values[place] = found
