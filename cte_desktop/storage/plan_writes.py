"""The plans that an import reads and writes, some hundred students at a time."""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.identity import new_ids
from cte_desktop.storage.plan_content import PLACEMENT_COLUMNS
from cte_desktop.storage.row_keys import next_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.storage.bulk import BulkStep
    from cte_desktop.storage.plan_rows import Wanted

_CHANGEABLE = ("period", "section_id", "site", "locked", "alternates")
_IN_FREE_PLANS = '"plan" NOT IN (SELECT p."key" FROM plan_lock l JOIN "plan" p ON p.uid = l."plan")'
_SAID_LATER = (
    "(SELECT max(CASE WHEN a.state IN ('reopened', 'declined') THEN a.\"on\" "
    "ELSE date(a.\"on\", '-1 day') END) FROM plan_approval a "
    'WHERE a.student = "plan".student AND a."plan" = "plan".uid '
    "AND a.state IN ('proposed', 'accepted', 'declined', 'reopened'))"
)
_LISTED = "(SELECT value FROM json_each(?))"


@dataclass(slots=True)
class KnownPlacement:
    """A stored semester, with its values as they will be."""

    key: int
    course_code: str
    grade_level: int | None
    term: str
    lane: str
    period: str
    section_id: str
    site: str
    alternates: str
    locked: int

    @property
    def place(self) -> tuple[str, int | None, str, str]:
        """What tells it from other semesters, unless a course is there twice."""
        return (self.course_code, self.grade_level, self.term, self.lane)

    def has(self, values: Mapping[str, Any]) -> bool:
        """Tell whether it has these values already."""
        return all(getattr(self, name) == value for name, value in values.items())


@dataclass(slots=True)
class KnownPlan:
    """A stored plan, with its values as they will be.

    `spoken_until`: through which day what was said of it here is later than a signing, None if
    nothing was. Who opens a plan again or declines it does so after any signing of that day; it may
    be signed on paper on the day on which it is proposed.
    """

    key: int
    status: str
    signed_on: str | None
    is_locked: bool = False
    spoken_until: str | None = None
    placements: list[KnownPlacement] = field(default_factory=list)
    next_position: int = 0


class PlanWrites:
    """Collects what becomes of plans and writes it a block at a time."""

    def __init__(self, bulk: BulkStep) -> None:
        """Stand ready."""
        self._bulk = bulk
        self._fresh: list[str] = []
        self._plan_key = next_key(bulk.tx, "plan")
        self._placement_key = self._first_placement = next_key(bulk.tx, "placement")
        self._new_plans: list[tuple[Any, ...]] = []
        self._new_placements: list[tuple[Any, ...]] = []
        self._set_plans: dict[int, KnownPlan] = {}
        self._set_placements: dict[int, KnownPlacement] = {}
        self._seen: list[tuple[int]] = []
        self._run('CREATE TEMP TABLE seen_placement ("key" INTEGER PRIMARY KEY)')

    def known_plans(self, students: list[int]) -> dict[int, dict[str, KnownPlan]]:
        """Return the stored plans of students, by student and name."""
        found: dict[int, dict[str, KnownPlan]] = {}
        by_key: dict[int, KnownPlan] = {}
        wanted = (json.dumps(students),)
        locked = 'EXISTS (SELECT 1 FROM plan_lock l WHERE l."plan" = "plan".uid)'
        query = (
            f'SELECT student, name, "key", status, signed_on, {locked}, {_SAID_LATER} FROM "plan"'
        )
        rows = self._run(f"{query} WHERE student IN {_LISTED}", wanted)
        for student, name, *values in rows:
            plan = KnownPlan(*values)
            found.setdefault(student, {})[name] = by_key[plan.key] = plan
        rows = fetch(
            self._bulk.tx,
            'SELECT "plan", position, "key", course_code, grade_level, term, lane, period, '
            f'section_id, site, alternates, locked FROM placement WHERE "plan" IN {_LISTED} '
            "ORDER BY position",
            (json.dumps(list(by_key)),),
        )
        self._bulk.tx.look()
        for key, position, *values in rows:
            plan = by_key[key]
            plan.placements.append(KnownPlacement(*values))
            plan.next_position = position + 1
        return found

    def add_plan(self, student: int, name: str, status: str, signed_on: str | None) -> KnownPlan:
        """Add a plan."""
        plan = KnownPlan(self._plan_key, status, signed_on)
        self._plan_key += 1
        self._new_plans.append(
            (plan.key, self._new_id(), student, name, status, signed_on, self._bulk.number)
        )
        return plan

    def set_plan(self, plan: KnownPlan, status: str, signed_on: str | None) -> None:
        """Give a stored plan other values."""
        plan.status, plan.signed_on = status, signed_on
        self._set_plans[plan.key] = plan

    def add_placement(self, plan: KnownPlan, wanted: Wanted, alternates: str, source: str) -> None:
        """Add a semester to a plan."""
        values = {name: getattr(wanted, name, None) for name in PLACEMENT_COLUMNS}
        values |= {"alternates": alternates, "source": source}
        ids = (self._placement_key, self._new_id(), plan.key, plan.next_position)
        self._new_placements.append((*ids, *values.values(), self._bulk.number))
        self._seen.append((self._placement_key,))
        self._placement_key += 1
        plan.next_position += 1

    def set_placement(self, known: KnownPlacement, values: Mapping[str, Any]) -> None:
        """Note that a file has a stored semester, and give it other values if they are others."""
        self._seen.append((known.key,))
        if not known.has(values):
            for name, value in values.items():
                setattr(known, name, value)
            self._set_placements[known.key] = known

    def note_seen(self, keys: Iterable[int]) -> None:
        """Note that a file has stored semesters as they are."""
        self._seen += [(key,) for key in keys]

    def flush(self) -> None:
        """Write what was collected."""
        self._update_plans()
        self._insert("plan", "key, uid, student, name, status, signed_on", self._new_plans)
        self._update_placements()
        names = ", ".join(("key", "uid", "plan", "position", *PLACEMENT_COLUMNS))
        self._insert("placement", names, self._new_placements)
        if self._seen:
            self._many("INSERT OR IGNORE INTO temp.seen_placement VALUES (?)", self._seen)
            self._seen.clear()

    def absent(self) -> str:
        """Return the condition of imported placements that no file had."""
        return (
            f"source = 'import' AND \"key\" < {self._first_placement} AND {_IN_FREE_PLANS} "
            'AND "key" NOT IN (SELECT "key" FROM temp.seen_placement)'
        )

    def drop(self) -> None:
        """Drop the temporary table."""
        self._run("DROP TABLE IF EXISTS temp.seen_placement")

    def _new_id(self) -> str:
        if not self._fresh:
            self._fresh = new_ids(1000, self._bulk.tx.clock.now())[::-1]
        return self._fresh.pop()

    def _update_plans(self) -> None:
        if self._set_plans:
            self._bulk.keep("plan", f'"key" IN {_LISTED}', (json.dumps(list(self._set_plans)),))
            # First those that are no longer active: a student never has two that are.
            rows = [
                (plan.status, plan.signed_on, self._bulk.number, plan.key)
                for plan in sorted(self._set_plans.values(), key=lambda p: p.status == "active")
            ]
            self._many(
                'UPDATE "plan" SET status = ?, signed_on = ?, step = ? WHERE "key" = ?', rows
            )
            self._set_plans.clear()

    def _update_placements(self) -> None:
        if self._set_placements:
            listed = (json.dumps(list(self._set_placements)),)
            self._bulk.keep("placement", f'"key" IN {_LISTED}', listed)
            sets = ", ".join(f"{name} = ?" for name in _CHANGEABLE)
            rows = [
                (*(getattr(p, name) for name in _CHANGEABLE), self._bulk.number, p.key)
                for p in self._set_placements.values()
            ]
            self._many(f'UPDATE placement SET {sets}, step = ? WHERE "key" = ?', rows)
            self._set_placements.clear()

    def _insert(self, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            names = ", ".join(f'"{name}"' for name in (*columns.split(", "), "step"))
            marks = ", ".join("?" * len(rows[0]))
            self._many(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
            self._bulk.added(table, len(rows))
            rows.clear()

    def _many(self, statement: str, rows: list[tuple[Any, ...]] | list[tuple[int]]) -> None:
        self._bulk.tx.connection.exec_driver_sql(statement, list(rows))

    def _run(self, statement: str, values: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401 - a cursor
        return self._bulk.tx.connection.exec_driver_sql(statement, values)
