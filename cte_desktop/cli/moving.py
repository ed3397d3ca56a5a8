"""`audit --moves`: beside each used row what would change if the course were moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.services.moves import moves_of
from cte_desktop.wording.labels import course_label
from cte_desktop.wording.moves import move_object, move_text
from cte_desktop.wording.programs import program_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.result import StudentAudit
    from cte_desktop.services.cases import Case

Object = dict[str, Any]


def add_moves(made: Object, case: Case) -> None:
    """Give every used row of a student's JSON object its `if_moved`."""
    catalog = case.district.catalog
    for program in made["programs"]:
        known: dict[str, list[Object]] = {}
        for used in _used(program["requirements"]):
            code = used["course"]
            if code not in known:
                moves = moves_of(case, program["id"], code)
                known[code] = [move_object(move, program["id"], catalog) for move in moves]
            used["if_moved"] = known[code]


def moves_lines(case: Case, audit: StudentAudit) -> str:
    """Return the same as lines: program, course, and what each other place would change."""
    catalog = case.district.catalog
    lines = []
    for program in audit.programs:
        codes = dict.fromkeys(used.course for row in program.requirements for used in row.used)
        for code in codes:
            said = [move_text(m, program.id, catalog) for m in moves_of(case, program.id, code)]
            if said:
                title = f"{program_title(program.id)}, {course_label(code, catalog)}"
                lines.append(f"  {title}: {' '.join(said)}")
    return "\n".join(lines)


def _used(rows: Iterable[Object]) -> Iterable[Object]:
    for row in rows:
        yield from row.get("used", ())
        yield from _used(row["requirements"])
