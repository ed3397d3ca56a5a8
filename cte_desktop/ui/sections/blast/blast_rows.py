"""The rows of the window: whom a change concerns, how badly, and which repair is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.damage import EFFECTS, Effect
from cte_desktop.services.sections.blast_radius.ways import Way, ways_of
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.blast_radius import effect_label
from cte_desktop.wording.fits import site_label
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.sections.blast_radius.radius import BlastApplied, BlastRadius, Struck
    from cte_desktop.ui.theme import ColorName

LEAVE = -1
"""The choice to leave a plan as it is."""
SIGNS: Mapping[Effect, tuple[str, ColorName]] = {
    Effect.GRADUATION_AT_RISK: ("octagon-alert", "must_fix"),
    Effect.PATHWAY_LOST: ("triangle-alert", "warning"),
    Effect.SWAP: ("move-horizontal", "information"),
    Effect.NONE: ("circle-check", "met"),
}
_MOST_NAMED = 3  # students whom the message about the outcome names
_MOST_SIGNED = 6  # students with signed plans who are named under the table


@dataclass(frozen=True, slots=True)
class BlastRow:
    """A student with the ways to choose among; `choice` is the place of one of them, or `LEAVE`."""

    struck: Struck
    school: str  # its name without "High"
    ways: tuple[Way, ...]
    choice: int

    @property
    def uid(self) -> str:
        """Return what tells the student from every other."""
        return self.struck.uid

    @property
    def chosen(self) -> Way | None:
        """Return the way that is chosen, None where the plan is left as it is."""
        return self.ways[self.choice] if self.choice >= 0 else None

    def with_choice(self, choice: int) -> BlastRow:
        """Return the row with another choice; `LEAVE` leaves the plan as it is."""
        return replace(self, choice=choice)

    def with_ways(self, ways: tuple[Way, ...]) -> BlastRow:
        """Return the row with more ways; what was chosen stays so."""
        chosen = self.chosen
        choice = LEAVE if chosen is None else ways.index(chosen)
        return replace(self, ways=ways, choice=choice)


def blast_rows(radius: BlastRadius, catalog: Catalog) -> tuple[BlastRow, ...]:
    """Return a row for each student, with the proposed repair chosen; a signed plan is left."""
    rows = []
    for struck in radius.students:
        ways = ways_of(struck, radius.change, catalog)
        school = site_label(struck.school, catalog)
        rows.append(BlastRow(struck, school, ways, 0 if ways and not is_signed(struck) else LEAVE))
    return tuple(rows)


def is_signed(struck: Struck) -> bool:
    """Tell whether the plan as it is was signed: only a person decides to change it."""
    return struck.before is not None and struck.before.signed_on is not None


def repairs_of(rows: Iterable[BlastRow]) -> dict[str, Plan]:
    """Return the plans that are chosen, by the student's uid."""
    return {row.uid: row.chosen.plan for row in rows if row.chosen is not None}


def repair_words(row: BlastRow) -> str:
    """Return what a row says of its repair."""
    if row.chosen is not None:
        return row.chosen.text
    if row.ways:
        return tr("Leave as it is")
    if row.struck.repair:
        return row.struck.repair  # for the information system alone
    if row.struck.effect is Effect.NONE:
        return tr("Nothing to do")
    return tr("To be settled in the plan")


def choice_words(rows: Iterable[BlastRow]) -> str:
    """Return what applying would do, and how much is left to a person."""
    every = tuple(rows)
    chosen = sum(row.chosen is not None for row in every)
    left = sum(bool(row.ways) and row.chosen is None and not is_signed(row.struck) for row in every)
    alone = sum(
        not row.ways and not row.struck.repair and row.struck.effect is not Effect.NONE
        for row in every
    )
    words = [tr("One step, and one Undo, for the change and all repairs.")] if chosen else []
    words += _signed_words(every)
    if left:
        words.append(
            trn("{count} plan is left as it is.", "{count} plans are left as they are.", left)
        )
    if alone:
        words.append(
            trn(
                "{count} has no repair: settle it in the plan.",
                "{count} have no repair: settle them in the plans.",
                alone,
            )
        )
    return " ".join(words)


def _signed_words(rows: tuple[BlastRow, ...]) -> list[str]:
    """Return what becomes of signed plans, with the students' names while they are few."""
    signed = [row for row in rows if row.ways and is_signed(row.struck)]
    changed = [row.struck.name for row in signed if row.chosen is not None]
    left = [row.struck.name for row in signed if row.chosen is None]
    words = []
    if changed:
        words.append(tr("Signed plans that change: {students}.", students=_named(changed)))
    if left:
        words.append(
            tr("Signed plans left as they are until you choose: {students}.", students=_named(left))
        )
    return words


def _named(names: list[str]) -> str:
    more = len(names) - _MOST_SIGNED
    shown = "; ".join(names[:_MOST_SIGNED])
    return shown if more <= 0 else tr("{names} and {count} more", names=shown, count=more)


def seated_words(rows: Iterable[BlastRow]) -> str:
    """Return how many sit in the section by the record; "" for nobody."""
    count = sum(row.struck.seated_now for row in rows)
    if not count:
        return ""
    return trn(
        "{count} sits in it now by the record: the information system has to move the student; "
        "this program only plans.",
        "{count} sit in it now by the record: the information system has to move them; this "
        "program only plans.",
        count,
    )


def apply_words(rows: Iterable[BlastRow]) -> str:
    """Return the words of the main button; what is only set aside is no repair."""
    chosen = [row.chosen for row in rows if row.chosen is not None]
    aside = sum(way.sets_aside for way in chosen)
    repairs = len(chosen) - aside
    if not chosen:
        return tr("Apply the change alone")
    words = tr("Apply the change")
    if repairs:
        words = trn(
            "Apply the change and {count} repair", "Apply the change and {count} repairs", repairs
        )
    if not aside:
        return words
    return trn(
        "{words}, set {count} aside to be placed again",
        "{words}, set {count} aside to be placed again",
        aside,
        words=words,
    )


def apart_words(done: BlastApplied) -> str:
    """Return what was kept apart: a few by name, more as a number; "" for nothing."""
    apart = done.kept_apart
    if not apart:
        return ""
    if len(apart) <= _MOST_NAMED:
        return " ".join(f"{one.name}: {one.text}" for one in apart)
    return trn(
        "{count} plan was changed meanwhile and was left as it is now. Look at it again.",
        "{count} plans were changed meanwhile and were left as they are now. Look at them again.",
        len(apart),
    )


def blast_columns() -> tuple[Column[BlastRow], ...]:
    """Return the columns of the table."""
    return (
        Column(tr("Student"), lambda row: row.struck.name, width=156),
        Column(
            tr("Grade"),
            lambda row: grade_label(row.struck.grade_level),
            sort_key=lambda row: row.struck.grade_level,
            width=68,
            searched=False,
        ),
        Column(tr("School"), lambda row: row.school, width=104),
        Column(
            tr("Effect"),
            lambda row: effect_label(row.struck.effect),
            sort_key=lambda row: EFFECTS.index(row.struck.effect),
            icon=lambda row: SIGNS[row.struck.effect][0],
            color=lambda row: SIGNS[row.struck.effect][1],
            tooltip=lambda row: effect_label(row.struck.effect),
            width=172,
        ),
        Column(
            tr("Because"),
            lambda row: row.struck.because,
            tooltip=lambda row: row.struck.because,
        ),
        Column(
            tr("Repair"),
            repair_words,
            tooltip=repair_words,
            icon=_choice_icon,
            color=_choice_color,
            width=252,
        ),
    )


def _choice_icon(row: BlastRow) -> str | None:
    if not row.ways:
        return None
    if row.chosen is None:
        return "circle"
    return "download" if row.chosen.sets_aside else "circle-check"


def _choice_color(row: BlastRow) -> ColorName | None:
    if row.chosen is None:
        return "text_muted"
    return "warning" if row.chosen.sets_aside else None
