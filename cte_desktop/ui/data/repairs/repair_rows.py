"""The rows of the repairs: what no longer fits, what would be done, and whether it is wanted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.services.plan_repairs import (
    Chosen,
    MisfitKind,
    Offer,
    PlanMisfit,
    RepairedPlans,
)
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.misfits import misfit_kind_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.ui.theme import ColorName

_MOST_NAMED = 3  # students whom the sentence about the outcome names
TICK = 0
"""The column that says whether a repair is wanted; a click there changes it."""


@dataclass(frozen=True, slots=True)
class RepairRow:
    """Something that no longer fits, with the repair that is chosen; -1 while there is none."""

    misfit: PlanMisfit
    offer: int
    wanted: bool

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """Return what tells the row from every other."""
        return self.misfit.key

    @property
    def chosen(self) -> Offer | None:
        """Return the offer that stands in the row, None when there is none."""
        return self.misfit.offers[self.offer] if self.offer >= 0 else None

    def wished(self, *, wanted: bool) -> RepairRow:
        """Return the row with its repair wanted or not; one without a repair stays."""
        return replace(self, wanted=wanted and self.offer >= 0)

    def with_offer(self, place: int) -> RepairRow:
        """Return the row with another repair, which is wanted from then on."""
        return replace(self, offer=place, wanted=True)


def repair_rows(misfits: Iterable[PlanMisfit]) -> tuple[RepairRow, ...]:
    """Return a row for each: what may be repaired without asking is wanted from the start."""
    return tuple(_row(misfit) for misfit in misfits)


def chosen_of(rows: Iterable[RepairRow]) -> tuple[Chosen, ...]:
    """Return the repairs that are wanted, in the order of the rows."""
    return tuple(
        Chosen(row.misfit, row.chosen.repair)
        for row in rows
        if row.wanted and row.chosen is not None
    )


def heading_words(rows: Iterable[RepairRow]) -> str:
    """Return "12 courses in 9 plans no longer fit"."""
    every = tuple(rows)
    plans = len({row.misfit.uid for row in every})
    things = trn("{count} course", "{count} courses", len(every))
    return trn(
        "{things} in {count} plan no longer fit the record",
        "{things} in {count} plans no longer fit the record",
        plans,
        things=things,
    )


def preview_words(rows: Iterable[RepairRow]) -> str:
    """Return what would be done, and how much is left to a person."""
    every = tuple(rows)
    wanted = [row for row in every if row.wanted]
    plans = len({row.misfit.uid for row in wanted})
    asking = sum(not row.wanted and row.offer >= 0 for row in every)
    alone = sum(row.offer < 0 for row in every)
    words = [
        trn(
            "One step that can be undone changes {count} plan.",
            "One step that can be undone changes {count} plans.",
            plans,
        )
        if wanted
        else tr("Nothing is chosen yet.")
    ]
    if asking:
        words.append(trn("{count} more can be chosen.", "{count} more can be chosen.", asking))
    if alone:
        words.append(
            trn(
                "{count} has no repair and is for you to settle in the plan.",
                "{count} have no repair and are for you to settle in the plan.",
                alone,
            )
        )
    return " ".join(words)


def apply_words(count: int) -> str:
    """Return the words of the main button."""
    return trn("Apply {count} repair", "Apply {count} repairs", count)


def outcome_words(done: RepairedPlans) -> str:
    """Return what was repaired and what was kept apart: a few by name, more as a number."""
    words = [trn("{count} plan was repaired.", "{count} plans were repaired.", done.plans)]
    apart = tuple(dict.fromkeys(f"{one.name}: {one.text}" for one in done.kept_apart))
    if len(apart) <= _MOST_NAMED:
        words += apart
    else:
        words.append(
            trn(
                "{count} repair did not hold beside the others and is listed again.",
                "{count} repairs did not hold beside the others and are listed again.",
                len(done.kept_apart),
            )
        )
    return " ".join(words)


def kinds_of(rows: Iterable[RepairRow]) -> tuple[tuple[MisfitKind, str], ...]:
    """Return the kinds that occur, with their words and numbers for a filter."""
    counts = Counter(row.misfit.kind for row in rows)
    return tuple(
        (kind, f"{misfit_kind_label(kind)} ({counts[kind]:,})")
        for kind in MisfitKind
        if counts[kind]
    )


def row_columns() -> tuple[Column[RepairRow], ...]:
    """Return the columns of the table."""
    return (
        Column(
            tr("Apply"),
            _tick_words,
            icon=_tick_icon,
            color=_tick_color,
            width=92,
            searched=False,
        ),
        Column(
            tr("Student"),
            lambda row: row.misfit.name,
            search_text=lambda row: f"{row.misfit.name} {row.misfit.name_key}",
            width=180,
        ),
        Column(
            tr("Grade"),
            lambda row: grade_label(row.misfit.grade_level),
            sort_key=lambda row: row.misfit.grade_level,
            width=64,
            searched=False,
        ),
        Column(
            tr("What no longer fits"),
            lambda row: row.misfit.text,
            tooltip=lambda row: row.misfit.text,
        ),
        Column(
            tr("Repair"),
            repair_words,
            tooltip=repair_words,
            icon=lambda row: "lock" if row.chosen is not None and row.chosen.asks else None,
            color=lambda row: None if row.chosen is not None else "text_muted",
            width=300,
        ),
    )


def repair_words(row: RepairRow) -> str:
    """Return the repair that stands in a row."""
    return row.chosen.text if row.chosen is not None else tr("To be settled in the plan")


def _row(misfit: PlanMisfit) -> RepairRow:
    free = next((place for place, offer in enumerate(misfit.offers) if not offer.asks), None)
    if free is not None:
        return RepairRow(misfit, free, wanted=True)
    return RepairRow(misfit, 0 if misfit.offers else -1, wanted=False)


def _tick_words(row: RepairRow) -> str:
    if row.chosen is None:
        return "–"
    return tr("Yes") if row.wanted else tr("No")


def _tick_icon(row: RepairRow) -> str | None:
    if row.chosen is None:
        return None
    return "circle-check" if row.wanted else "circle"


def _tick_color(row: RepairRow) -> ColorName | None:
    return "accent" if row.wanted else "text_muted"
