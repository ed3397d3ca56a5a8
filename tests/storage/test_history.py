"""Every change is written with its history, and every step can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from cte_desktop.storage import undo as undo_store
from cte_desktop.storage.chain import broken_changes
from cte_desktop.storage.content import Content
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import (
    StepKind,
    begin_step,
    find_step,
    list_changes,
    list_steps,
    record_change,
    step_number,
)
from cte_desktop.storage.nouns import NOUNS
from cte_desktop.storage.settings import save_setting
from cte_desktop.storage.tables.history import ChangeContentRow, ChangeRow, StepRow
from cte_desktop.storage.tables.settings import SettingRow
from cte_desktop.storage.transaction import Transaction
from cte_desktop.storage.undo import BulkNoun, ChangedSince, Noun
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError, WrongCall
from tests.storage.actions import now_set, set_to


def _undo(database: Database, number: int | None = None) -> int:
    with database.writing() as tx:
        return undo_store.undo(tx, NOUNS, number).number


def _redo(database: Database) -> int:
    with database.writing() as tx:
        return undo_store.redo(tx, NOUNS).number


def test_a_change_is_written_with_who_when_and_what(memory: Database, clock: Clock) -> None:
    set_to(memory, 12)
    with memory.reading() as tx:
        (step,) = list_steps(tx)
        (change,) = list_changes(tx, step.number)
    assert (step.number, step.actor, step.at) == (1, "A. Lee", clock.now())
    assert (step.kind, step.action) == (StepKind.EDIT, "change_setting")
    assert step.details == {"name": "travel_margin_minutes"}
    assert step.laptop_id == memory.facts["laptop_id"]
    assert (change.noun, change.noun_id) == ("setting", "travel_margin_minutes")
    assert (change.before, change.after) == (None, {"value": "12"})


def test_an_action_that_changes_nothing_leaves_no_step(memory: Database) -> None:
    set_to(memory, 12)
    set_to(memory, 12)
    with memory.reading() as tx:
        assert [step.number for step in list_steps(tx)] == [1]


def test_an_action_that_fails_leaves_nothing(memory: Database) -> None:
    def fail_half_way() -> None:
        with memory.writing() as tx:
            begin_step(tx, "change_setting")
            save_setting(tx, "travel_margin_minutes", 12)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert now_set(memory) == 10
    with memory.reading() as tx:
        assert list_steps(tx) == ()


def test_undo_goes_back_step_by_step_and_redo_forward(memory: Database) -> None:
    for value in (11, 12, 13):
        set_to(memory, value)
    assert [_undo(memory), now_set(memory)] == [3, 12]
    assert [_undo(memory), now_set(memory)] == [2, 11]
    assert [_undo(memory), now_set(memory)] == [1, 10]
    with pytest.raises(WrongCall, match="nothing to undo"):
        _undo(memory)
    assert [_redo(memory), now_set(memory)] == [6, 11]
    assert [_redo(memory), now_set(memory)] == [5, 12]
    assert [_undo(memory), now_set(memory)] == [2, 11]
    assert [_redo(memory), now_set(memory)] == [9, 12]
    assert [_redo(memory), now_set(memory)] == [4, 13]
    with pytest.raises(WrongCall, match="nothing to redo"):
        _redo(memory)


def test_a_new_step_ends_what_can_be_redone(memory: Database) -> None:
    set_to(memory, 11)
    _undo(memory)
    set_to(memory, 12)
    with memory.reading() as tx:
        assert undo_store.next_redo(tx) is None


def test_undo_works_across_restarts(path: Path, clock: Clock) -> None:
    with Database.create(path, None, clock=clock) as database:
        set_to(database, 12)
    with Database.open(path, writable=True, clock=clock) as database:
        _undo(database)
    with Database.open(path, writable=True, clock=clock) as database:
        assert now_set(database) == 10
        _redo(database)
        assert now_set(database) == 12


def test_a_step_names_the_step_that_took_it_back(memory: Database) -> None:
    set_to(memory, 11)
    _undo(memory)
    with memory.reading() as tx:
        undone, undoing = find_step(tx, 1), find_step(tx, 2)
    assert undone is not None
    assert undoing is not None
    assert (undone.undone_by, undoing.undoes, undoing.kind) == (2, 1, StepKind.UNDO)
    with pytest.raises(WrongCall, match="undone already, by step 2"):
        _undo(memory, 1)
    with pytest.raises(WrongCall, match="no step 99"):
        _undo(memory, 99)


@pytest.mark.parametrize("number", [2, 0, -1, 2**63, 10**22, -(10**22)])
def test_a_step_that_there_is_not_cannot_be_undone(memory: Database, number: int) -> None:
    set_to(memory, 12)
    with pytest.raises(WrongCall) as caught:
        _undo(memory, number)
    assert caught.value.code == "unknown_step"
    assert now_set(memory) == 12


def test_an_older_step_is_undone_if_nobody_changed_the_same_since(memory: Database) -> None:
    set_to(memory, 11)
    set_to(memory, "B", "capstone_minimum")
    _undo(memory, 1)
    assert (now_set(memory), now_set(memory, "capstone_minimum")) == (10, "B")


def test_undo_names_the_later_step_that_changed_the_same(memory: Database) -> None:
    set_to(memory, 11)
    set_to(memory, 12)
    with pytest.raises(KnownError) as caught:
        _undo(memory, 1)
    assert caught.value.code == "changed_since"
    assert "step 2 changed the same" in caught.value.text
    assert now_set(memory) == 12
    _undo(memory, 2)
    _undo(memory, 1)
    assert now_set(memory) == 10


def test_undo_notices_a_change_that_the_history_does_not_list(memory: Database) -> None:
    set_to(memory, 11)
    with memory.writing() as tx:
        tx.session.execute(update(SettingRow).values(value="12"))
    with pytest.raises(KnownError, match="by an import"):
        _undo(memory)


def test_the_changes_of_a_step_are_taken_back_in_reverse(memory: Database) -> None:
    with memory.writing() as tx:
        begin_step(tx, "change_settings")
        for value in (11, 12):
            save_setting(tx, "travel_margin_minutes", value)
        save_setting(tx, "ag_minimum", "B")
    assert _undo(memory) == 1
    assert (now_set(memory), now_set(memory, "ag_minimum")) == (10, "C-")


def test_the_steps_about_one_student_are_found(memory: Database) -> None:
    for student in ("one", "two", "one"):
        with memory.writing() as tx:
            begin_step(tx, "edit_plan")
            number = step_number(tx)
            record_change(tx, "plan", f"p{number}", None, {"n": number}, student_id=student)
    with memory.reading() as tx:
        assert [step.number for step in list_steps(tx, student_id="one")] == [3, 1]
        assert [step.number for step in list_steps(tx, limit=1)] == [3]


def test_a_noun_that_is_not_listed_cannot_be_undone(memory: Database) -> None:
    with memory.writing() as tx:
        begin_step(tx, "award")
        record_change(tx, "serial", "1", None, {"n": 1})
    with pytest.raises(KnownError) as caught:
        _undo(memory)
    assert caught.value.code == "cannot_be_undone"


def _bulk(tx: Transaction, number: int, new_number: int) -> Content:
    """Put back what step `number` replaced: settings named `kept NUMBER` hold it."""
    kept = tx.session.get_one(SettingRow, f"kept {number}")
    present = tx.session.get_one(SettingRow, "rows")
    if present.value != f"by {number}":
        raise ChangedSince(None)
    tx.session.add(SettingRow(name=f"kept {new_number}", value=present.value))
    present.value = kept.value
    return {"reverted": number}


def test_a_bulk_step_is_taken_back_by_its_noun_and_can_be_redone(memory: Database) -> None:
    nouns: dict[str, Noun | BulkNoun] = {"import": BulkNoun("import", _bulk)}
    with memory.writing() as tx:
        tx.session.add(SettingRow(name="rows", value="by 2"))
        begin_step(tx, "import", kind=StepKind.IMPORT)
        number = step_number(tx)
        tx.session.add(SettingRow(name=f"kept {number}", value="by 2"))
        tx.session.get_one(SettingRow, "rows").value = f"by {number}"
        record_change(tx, "import", str(number), None, {"accepted": 1})
    with memory.writing() as tx:
        assert undo_store.undo(tx, nouns).kind is StepKind.IMPORT
    with memory.reading() as tx:
        assert tx.session.get_one(SettingRow, "rows").value == "by 2"
    with memory.writing() as tx:
        undo_store.redo(tx, nouns)
    with memory.reading() as tx:
        assert tx.session.get_one(SettingRow, "rows").value == "by 1"
    with memory.writing() as tx:
        tx.session.get_one(SettingRow, "rows").value = "by hand"
    with pytest.raises(KnownError, match="by an import"), memory.writing() as tx:
        undo_store.undo(tx, nouns)


def test_content_can_be_destroyed_and_the_chain_stays_whole(memory: Database) -> None:
    set_to(memory, 11)
    set_to(memory, 12)
    with memory.writing() as tx:
        tx.session.execute(delete(ChangeContentRow).where(ChangeContentRow.change == 2))
    with memory.reading() as tx:
        assert broken_changes(tx) == ()
        (change,) = list_changes(tx, 2)
    assert change.destroyed
    with pytest.raises(KnownError) as caught:
        _undo(memory)
    assert caught.value.code == "content_destroyed"


@pytest.mark.parametrize(
    "tampering",
    [
        update(ChangeContentRow).where(ChangeContentRow.change == 2).values(after='{"value":"9"}'),
        update(ChangeRow).where(ChangeRow.number == 2).values(noun_id="ag_minimum"),
        update(StepRow).where(StepRow.number == 2).values(actor="somebody else"),
        update(ChangeRow).where(ChangeRow.number == 2).values(content_digest="0" * 64),
    ],
)
def test_a_tampered_change_is_named(memory: Database, tampering: object) -> None:
    for value in (11, 12, 13):
        set_to(memory, value)
    with memory.writing() as tx:
        tx.session.execute(tampering)  # type: ignore[call-overload]
    with memory.reading() as tx:
        assert broken_changes(tx) == (2,)


def test_a_removed_change_breaks_the_chain(memory: Database) -> None:
    for value in (11, 12, 13):
        set_to(memory, value)
    with memory.writing() as tx:
        tx.session.execute(delete(ChangeContentRow).where(ChangeContentRow.change == 2))
        tx.session.execute(delete(ChangeRow).where(ChangeRow.number == 2))
    with memory.reading() as tx:
        assert broken_changes(tx) == (3,)


def test_each_laptop_has_its_own_chain(path: Path, clock: Clock) -> None:
    with Database.create(path, None, clock=clock) as database:
        set_to(database, 11)
        database.facts["laptop_id"] = "OTHER1"
        set_to(database, 12)
        database.facts["laptop_id"] = "THIRD1"
        set_to(database, 13)
        with database.reading() as tx:
            assert broken_changes(tx) == ()
            laptops = tx.session.scalars(select(ChangeRow.laptop_id)).all()
        assert len(set(laptops)) == 3


def test_mistakes_of_the_program_are_no_known_errors(memory: Database) -> None:
    with memory.reading() as tx, pytest.raises(RuntimeError, match="writing transaction"):
        begin_step(tx, "x")
    with memory.writing() as tx, pytest.raises(RuntimeError, match="begin_step"):
        record_change(tx, "x", "1", None, {})
    with memory.writing() as tx:
        begin_step(tx, "x")
        step_number(tx)
        with pytest.raises(RuntimeError, match="one step"):
            begin_step(tx, "y")
