"""A whole program as rows: its slots filled by work, its choices, and what uses nothing up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.domain.audit.requirements import holds
from cte_desktop.domain.filling.programs.flows import Flow
from cte_desktop.domain.filling.programs.free import ask_free
from cte_desktop.domain.filling.programs.slots import Asked, asked_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.requirements import Overall, Program
    from cte_desktop.domain.filling.programs.asking import Active, Asking, Needs
    from cte_desktop.domain.filling.programs.pieces import Bringing


class Version(NamedTuple):
    """A program as it is asked when that choice is made."""

    program: Program
    active: Active


def ask_program(versions: Sequence[Version], work: Bringing, asking: Asking) -> None:
    """Add the rows of a program, of which one version or another may be asked."""
    asked = Asked()
    works = [*work.works, *{piece.kind: piece.work for piece in work.pieces}.values()]
    for program, active in versions:
        asked_by(program.requirements, active, works, asking, asked)
    placed = {one: needs for one, needs in asked.overall.items() if one.placed}
    flow = Flow(tuple(asked.slots.values()), placed, asking)
    flow.gather(work)
    if not _in_reach(asked, flow, asking):
        return
    for choosing, chosen, active, named, count in asked.ways:
        terms = [(choice, 1) for choice in chosen]
        asking.demand(terms, [(active, count)], choosing.id, named=named)
        if placed:  # a sum counts what one way uses, not what two would
            less = [] if active is None else [(active, -count)]
            asking.draft.row([*terms, *less], high=count if active is None else 0)
    flow.add_rows()
    unit = versions[0].program.unit
    for free, active, named in asked.free:
        ask_free(free, active, unit, work, asking, named=named)
    for one, needs in asked.overall.items():
        if not one.placed:
            _all_of_it(one, needs, work, asking)


def _in_reach(asked: Asked, flow: Flow, asking: Asking) -> bool:
    """Rule out the choices that nothing can fill; tell whether a liked program is left at all."""
    never = flow.out_of_reach()
    for _, chosen, active, _, count in asked.ways:  # a choice within another comes before it
        if sum(1 for choice in chosen if choice not in never) < count:
            never.add(active)
    for choice in never:
        if choice is not None:
            asking.draft.row([(choice, 1)], high=0)
    return asking.root is None or asking.root not in never


def _all_of_it(one: Overall, needs: Needs, work: Bringing, asking: Asking) -> None:
    """Ask for so much of a set, wherever it is used."""
    there = sum(w.amount for w in work.works if holds(one.of, w))
    held = [piece for piece in work.pieces if piece.work.amount and holds(one.of, piece.work)]
    terms = [(asking.take[piece.option], piece.work.amount) for piece in held]
    less = [(active, need - there) for active, need in needs if need > there]
    asking.demand(terms, less, one.id, [piece.option for piece in held])
