from __future__ import annotations

from hypothesis import given, settings

from cte_desktop.storage.as_of.exact import take_back_since
from cte_desktop.storage.as_of.plans import plans_as_of
from cte_desktop.storage.as_of.twin import twin
from cte_desktop.storage.database import Database
from cte_desktop.storage.planning import list_plans
from cte_desktop.system.clock import Clock
from tests.storage.as_of.pasts import Past, Plans, deeds, in_any_order


def _quick(database: Database, past: Past, step: int) -> Plans:
    with database.reading() as tx:
        found = {uid: plans_as_of(tx, uid, step) for uid in past.ever}
    return in_any_order({uid: then.plans for uid, then in found.items() if then.there})


def _exact(database: Database, past: Past, step: int) -> Plans:
    with twin(database, Clock()) as copy:
        with copy.writing() as tx:
            take_back_since(tx, step)
        with copy.reading() as tx:
            there = tx.connection.exec_driver_sql("SELECT uid FROM student").scalars().all()
            return in_any_order({uid: list_plans(tx, uid) for uid in there})


@given(deeds)
@settings(max_examples=12, deadline=None)
def test_any_past_of_plans_is_known_quickly_and_exactly(
    history: list[tuple[str, int, int, int]],
) -> None:
    with Database.in_memory(actor="A. Lee") as database:
        past = Past(database)
        for deed in history:
            past.do(*deed)
        for step, stood in past.stood.items():
            assert _quick(database, past, step) == stood
        for step in (min(past.stood), sorted(past.stood)[len(past.stood) // 2]):
            assert _exact(database, past, step) == past.stood[step]
