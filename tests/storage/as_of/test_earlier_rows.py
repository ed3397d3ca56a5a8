from __future__ import annotations

from cte_desktop.storage.as_of import earlier_rows
from cte_desktop.storage.as_of.plans import plans_as_of
from cte_desktop.storage.database import Database
from cte_desktop.storage.planning import list_plans
from cte_desktop.storage.students import student_uids
from tests.storage.bringing import a_file, a_student, a_wanted, bring, take_back


def test_what_a_step_took_away_is_found_by_its_owner(memory: Database) -> None:
    asked = f"EXPLAIN QUERY PLAN {earlier_rows.TAKEN_AWAY}"
    with memory.reading() as tx:
        steps = tx.connection.exec_driver_sql(asked, ("[1]", earlier_rows.PLACEMENT, "[1]"))
        plan = " ".join(step[3] for step in steps)
    assert "SEARCH earlier_row USING INDEX ix_earlier_row_taken_away" in plan
    assert "<expr>=?" in plan


def test_between_an_import_and_its_undo_its_plans_are_known(memory: Database) -> None:
    bring(memory, a_file("students", a_student("1"), a_student("2")))
    bring(memory, a_file("plans", a_wanted("1", "ENG12"), a_wanted("2", "GD1")))
    with memory.reading() as tx:
        uid = student_uids(tx)["1"]
        then = list_plans(tx, uid)
    take_back(memory)
    with memory.reading() as tx:
        assert list_plans(tx, uid) == ()
        found = plans_as_of(tx, uid, 2)
        assert (found.plans, found.there, found.changed_in) == (then, True, (3,))
        before = plans_as_of(tx, uid, 1)
        assert (before.plans, before.there, before.changed_in) == ((), True, (3, 2))
        assert not plans_as_of(tx, uid, 0).there
