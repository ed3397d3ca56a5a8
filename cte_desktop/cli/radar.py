"""The command radar: until when concentrator and capstone can still start, what closes first."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.cases import open_case
from cte_desktop.services.filling.completing import could_complete
from cte_desktop.services.radar import radar, radar_of
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.filling.told import placed_objects
from cte_desktop.wording.labels import moment_label
from cte_desktop.wording.radar import (
    closing_text,
    failed_text,
    standing_text,
    start_object,
    start_text,
)
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.completing import Completable
    from cte_desktop.services.radar import RadarRow


def show_radar(options: argparse.Namespace, output: Output) -> int:
    """Print a row for each student and pathway with something left to start; exact at any time.

    Who can't be worked out is named, and the exit code is 1.

    For one student also which pathways could still be completed, each with the plan that does it.
    """
    with desk_of(options, writable=False) as desk:
        school, pathway = _asked(options, desk.catalog())
        if options.student is not None:
            _of_student(desk, options.student, pathway, output)
            return 0
        found = radar(desk, school=school, pathway=pathway, exact=True)
        rows = found.rows
        if found.failed:
            output.aside(failed_text(found.failed))
        if not rows:
            output.aside(tr("Nobody has a level of a pathway left to start."))
        output.answer(
            {"rows": [_object(row) for row in rows]}, "" if output.as_json else _table(rows)
        )
    return 1 if found.failed else 0


def _asked(options: argparse.Namespace, catalog: Catalog) -> tuple[str, str]:
    """Return the school by its short name and the pathway that are asked for, "" for all."""
    school, pathway = options.school, options.pathway
    known = catalog.find_school(school) if school is not None else None
    if school is not None and known is None:
        raise WrongCall(
            "unknown_school",
            'There is no school "{school}".',
            do="Name it by its short name, such as VL.",
            school=school,
        )
    if pathway is not None and pathway not in catalog.pathway_by_name:
        raise WrongCall(
            "unknown_pathway",
            'The district has no pathway "{pathway}".',
            do="Pathways are named exactly as the district names them.",
            pathway=pathway,
        )
    return known.short if known is not None else "", pathway or ""


def _of_student(desk: Desk, student_id: str, pathway: str, output: Output) -> None:
    case = open_case(desk, student_id)
    rows = [row for row in radar_of(desk, case) if pathway in {"", row.closing.pathway}]
    found = could_complete(desk, case, names={pathway} if pathway else None)
    answer = {
        "rows": [_object(row) for row in rows],
        "could_complete": [_could(one, case, desk) for one in found],
    }
    output.answer(answer, "" if output.as_json else _sentences(rows, found))


def _object(row: RadarRow) -> dict[str, Any]:
    closing = row.closing
    return {
        "student": row.student_id,
        "pathway": closing.pathway,
        "concentrator_by": start_object(closing.concentrator_by),
        "capstone_by": start_object(closing.capstone_by),
        "closes": start_object(closing.closes),
        "step": closing.step.value,
        "planned": closing.planned,
    }


def _could(one: Completable, case: Case, desk: Desk) -> dict[str, Any]:
    after = one.proposal.after
    plan = after.plan if after is not None else None
    return {
        "pathway": one.pathway,
        "placements": placed_objects(case.file, plan, desk.today()),
        "completed_in": school_year_text(one.school_year),
    }


def _sentences(rows: Sequence[RadarRow], found: Sequence[Completable]) -> str:
    lines = [
        f"{row.closing.pathway}: {closing_text(row.closing)} ({standing_text(row.closing)})"
        for row in rows
    ]
    count = len(found)
    lines.append(
        trn(
            "{count} pathway could still be completed:",
            "{count} pathways could still be completed:",
            count,
        )
        if count
        else tr("No pathway could still be completed beside everything that is a must.")
    )
    lines += [
        f"  {one.pathway}: {moment_label(one.grade_level, one.term)}, {', '.join(one.courses)}"
        for one in found
    ]
    return "\n".join(lines)


def _table(rows: Sequence[RadarRow]) -> str:
    heading = (
        tr("Student"),
        tr("Pathway"),
        tr("Concentrator by"),
        tr("Capstone by"),
        tr("Step"),
    )
    lines = [heading, *(_line(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _line(row: RadarRow) -> tuple[str, ...]:
    closing = row.closing
    return (
        row.student_id,
        closing.pathway,
        start_text(closing.concentrator_by),
        start_text(closing.capstone_by),
        standing_text(closing),
    )


COMMANDS = MappingProxyType({"radar": show_radar})
