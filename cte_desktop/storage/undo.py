"""Undo and redo: the inverse of a step, written as a new step.

Undoing works across restarts and for every noun that `nouns.py` lists. It refuses, and names the
later step, when something else changed the same thing meanwhile. Undoing an undo is a redo.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from cte_desktop.storage.content import as_json
from cte_desktop.storage.history import (
    Change,
    Step,
    StepKind,
    begin_step,
    find_step,
    later_changes,
    list_changes,
    newest_steps,
    record_change,
    step_number,
    undone_steps,
)
from cte_desktop.system.errors import KnownError, WrongCall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_STEP = "step"
"""In the content of what imports write, too: the step that wrote it last."""
MOST_STEPS = 2**63 - 1
"""The highest number that a row can have."""


@dataclass(frozen=True, slots=True)
class Noun:
    """How the history reads and writes one kind of thing.

    `load` returns the thing's present content, None if there is none; `store` makes it so, None
    removes it. `allow` raises if an undo may not make things so, all those of a step at once, by
    their ids; it changes nothing.
    """

    name: str
    load: Callable[[Transaction, str], Content | None]
    store: Callable[[Transaction, str, Content | None], None]
    allow: Callable[[Transaction, Mapping[str, Content | None]], None] | None = None


@dataclass(frozen=True, slots=True)
class BulkNoun:
    """How the history takes back an import or a bulk edit, which has one change for all its rows.

    `revert(tx, number, new_number)` puts every row that step `number` wrote back to its version
    before, keeps the versions it replaces under `new_number` (so that the revert can be reverted),
    and returns the summary that the history shows. It raises `ChangedSince` if a row was changed
    since; so does `look(tx, number)`, which changes nothing.
    """

    name: str
    revert: Callable[[Transaction, int, int], Content]
    look: Callable[[Transaction, int], None] | None = None


class ChangedSince(Exception):  # noqa: N818 - a fact that `undo` tells the user
    """A row of a bulk step was changed by a later step (None: it is not known which)."""

    def __init__(self, later_step: int | None) -> None:
        """Name the later step."""
        super().__init__("changed since")
        self.later_step = later_step


def undo(tx: Transaction, nouns: Mapping[str, Noun | BulkNoun], number: int | None = None) -> Step:
    """Take back step `number`, by default the last one in effect; returns the step taken back."""
    target = step_to_undo(tx, number)
    kind = StepKind.REDO if target.kind is StepKind.UNDO else StepKind.UNDO
    begin_step(tx, target.action, target.details, kind=kind, undoes=target.number)
    changes = list_changes(tx, target.number)
    _require_allowed(tx, nouns, changes)
    for change in reversed(changes):
        _take_back(tx, nouns, change)
    return target


def redo(tx: Transaction, nouns: Mapping[str, Noun | BulkNoun]) -> Step:
    """Do again what the last undo took back; returns the undo that was taken back."""
    target = next_redo(tx)
    if target is None:
        raise WrongCall("nothing_to_redo", "There is nothing to redo.")
    return undo(tx, nouns, target.number)


def refusal(
    tx: Transaction, nouns: Mapping[str, Noun | BulkNoun], target: Step
) -> KnownError | None:
    """Return why a step can't be taken back, None if it can; nothing is changed."""
    present: dict[tuple[str, str], str | None] = {}
    for change in reversed(list_changes(tx, target.number)):
        noun = nouns.get(change.noun)
        try:
            _require_possible(noun, change)
            if isinstance(noun, BulkNoun) and noun.look is not None:
                noun.look(tx, int(change.noun_id))
        except ChangedSince as found:
            return _changed_since(change.step, found.later_step)
        except KnownError as error:
            return error
        if isinstance(noun, Noun):
            thing = (change.noun, change.noun_id)
            if thing not in present:
                present[thing] = as_json(noun.load(tx, change.noun_id))
            if present[thing] != as_json(change.after):
                now = noun.load(tx, change.noun_id)
                return _changed_since(change.step, _later_step(tx, change, now))
            present[thing] = as_json(change.before)
    try:
        _require_allowed(tx, nouns, list_changes(tx, target.number))
    except KnownError as error:
        return error
    return None


def step_to_undo(tx: Transaction, number: int | None = None) -> Step:
    """Return the step that `undo` would take back; a wrong call when there is none."""
    if number is None:
        newest = next_undo(tx)
        if newest is None:
            raise WrongCall("nothing_to_undo", "There is nothing to undo.")
        return newest
    step = find_step(tx, number) if 0 < number <= MOST_STEPS else None
    if step is None:
        raise WrongCall(
            "unknown_step",
            "There is no step {number}.",
            do="The history lists the steps with their numbers.",
            number=number,
        )
    if step.undone_by is not None:
        raise WrongCall(
            "already_undone",
            "Step {number} was undone already, by step {later}.",
            do="Undo step {later} to do it again.",
            number=number,
            later=step.undone_by,
        )
    return step


def next_undo(tx: Transaction) -> Step | None:
    """Return the step that `undo` would take back: the newest in effect that is no undo or redo."""
    for step in newest_steps(tx):
        if step.undone_by is None and step.kind not in (StepKind.UNDO, StepKind.REDO):
            return step
    return None


def next_redo(tx: Transaction) -> Step | None:
    """Return the undo that `redo` would take back; None once something new was done after it."""
    for step in newest_steps(tx):
        if step.undone_by is not None or step.kind is StepKind.REDO:
            continue
        return step if step.kind is StepKind.UNDO else None
    return None


def _take_back(tx: Transaction, nouns: Mapping[str, Noun | BulkNoun], change: Change) -> None:
    noun = nouns.get(change.noun)
    _require_possible(noun, change)
    if isinstance(noun, Noun):
        _put_back(tx, noun, change)
    elif isinstance(noun, BulkNoun):
        _revert(tx, noun, change)


def _require_allowed(
    tx: Transaction, nouns: Mapping[str, Noun | BulkNoun], changes: Iterable[Change]
) -> None:
    """Raise what the nouns say against taking these changes back."""
    wanted: dict[str, dict[str, Content | None]] = {}
    for change in changes:
        noun = nouns.get(change.noun)
        if isinstance(noun, Noun) and noun.allow is not None and not change.destroyed:
            wanted.setdefault(change.noun, {}).setdefault(change.noun_id, change.before)
    for name, contents in wanted.items():
        noun = nouns[name]
        if isinstance(noun, Noun) and noun.allow is not None:
            noun.allow(tx, contents)


def _require_possible(noun: Noun | BulkNoun | None, change: Change) -> None:
    """Raise what a person is told when no undo of this change can ever be."""
    if change.destroyed:
        raise KnownError(
            "content_destroyed",
            "Step {number} can't be undone: what it changed was destroyed for good.",
            kept="Nothing was changed.",
            number=change.step,
        )
    if noun is None:
        raise KnownError(
            "cannot_be_undone",
            "Step {number} is one of those that can't be undone.",
            kept="Nothing was changed.",
            number=change.step,
        )


def _put_back(tx: Transaction, noun: Noun, change: Change) -> None:
    present = noun.load(tx, change.noun_id)
    if as_json(present) != as_json(change.after):
        raise _changed_since(change.step, _later_step(tx, change, present))
    try:
        noun.store(tx, change.noun_id, change.before)
    except IntegrityError as error:  # another thing has its name or its place by now
        raise _place_taken(change.step) from error
    record_change(
        tx, change.noun, change.noun_id, present, change.before, student_id=change.student_id
    )


def _revert(tx: Transaction, bulk: BulkNoun, change: Change) -> None:
    new_number = step_number(tx)
    try:
        summary = bulk.revert(tx, int(change.noun_id), new_number)
    except ChangedSince as found:
        raise _changed_since(change.step, found.later_step) from found
    record_change(tx, change.noun, str(new_number), None, summary)


def _later_step(tx: Transaction, change: Change, present: Content | None) -> int | None:
    """Return the newest later step in effect that changed the same thing.

    Of a bulk step the history has no change of the thing, but what it wrote carries its number.
    """
    undone = undone_steps(tx)
    own = tx.step.number if tx.step is not None else None

    def newest(steps: Iterable[int]) -> int | None:
        in_effect = (step for step in steps if step not in undone and step != own)
        return max((step for step in in_effect if step > change.step), default=None)

    steps = [*(found.step for found in later_changes(tx, change)), *_carried(present)]
    return newest(steps) or newest(_replacing(tx, change.step))


def _carried(content: object) -> Iterator[int]:
    """Yield the steps that wrote a thing and what belongs to it, as its content says."""
    if isinstance(content, dict):
        written = content.get(_STEP)
        if isinstance(written, int):
            yield written
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from _carried(part)


def _replacing(tx: Transaction, number: int) -> Iterable[int]:
    """Return the bulk steps that changed or removed rows which step `number` wrote."""
    found = "SELECT DISTINCT step FROM earlier_row WHERE written_before = ?"
    return map(int, tx.connection.exec_driver_sql(found, (number,)).scalars())


def _place_taken(number: int) -> KnownError:
    return KnownError(
        "changed_since",
        "Step {number} can't be undone: something that came later has taken its place.",
        kept="Nothing was changed.",
        do="Undo what came later first.",
        number=number,
    )


def _changed_since(number: int, later: int | None) -> KnownError:
    if later is None:
        return KnownError(
            "changed_since",
            "Step {number} can't be undone: the same was changed afterwards, by an import.",
            kept="Nothing was changed.",
            do="Undo that import first.",
            number=number,
        )
    return KnownError(
        "changed_since",
        "Step {number} can't be undone: step {later} changed the same afterwards.",
        kept="Nothing was changed.",
        do="Undo step {later} first.",
        number=number,
        later=later,
    )
