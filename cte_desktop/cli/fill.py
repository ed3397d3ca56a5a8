"""`fill`: the best plan for a student, many or all, or what clashes and the ways out of it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.progress import watched
from cte_desktop.services.filling.many.filling import fill_many, keep_many
from cte_desktop.services.filling.many.people import uids_of
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.filling.lines import fill_text
from cte_desktop.wording.filling.told import fill_object
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.many.filling import ManyFills


def fill(options: argparse.Namespace, output: Output) -> int:
    """Print what each student would get, by student id; with --keep store it all as one step."""
    keeps = hasattr(options, "keep")
    wanted = tuple(options.student) if hasattr(options, "student") else None
    with desk_of(options, writable=keeps) as desk:
        pathway = _pathway(desk, getattr(options, "pathway", None))
        uids = uids_of(desk, wanted)
        with watched(tr("{done} of {total} students")) as progress:
            fills = fill_many(desk, uids, pathway=pathway, progress=progress)
        catalog, day = desk.district().catalog, desk.today()
        for one in sorted(fills.students, key=lambda one: one.student_id):
            told = replace(one.told, why=one.why)
            made = fill_object(one.file, one.after, one.proof, told, day)
            text = "" if output.as_json else fill_text(one.file, one.after, told, catalog, day)
            output.answer(made, text)
            if one.fault:
                output.aside(f"{one.student_id}: {one.fault}")
        apart = _keep(desk, fills, output, named=wanted is not None) if keeps else 0
    missing = any(one.after is None for one in fills.students)
    return 1 if missing or apart else 0


def _keep(desk: Desk, fills: ManyFills, output: Output, *, named: bool) -> int:
    """Store the plans, signed ones only of students that were named. Returns how many were not."""
    kept = keep_many(desk, fills, only={one.uid for one in fills.students} if named else None)
    for one in kept.kept_apart:
        output.aside(f"{one.student_id}: {one.text}")
    if not output.as_json:
        output.aside(trn("{count} plan stored.", "{count} plans stored.", kept.plans))
    return len(kept.kept_apart)


def _pathway(desk: Desk, name: str | None) -> str:
    if name is not None and name.strip() not in desk.catalog().pathway_by_name:
        raise WrongCall(
            "unknown_pathway",
            'The district has no pathway "{pathway}".',
            do="Pathways are named exactly as the district names them.",
            pathway=name,
        )
    return "" if name is None else name.strip()


COMMANDS = MappingProxyType({"fill": fill})
