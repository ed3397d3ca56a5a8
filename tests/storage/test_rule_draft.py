"""Drafts of the rules are kept beside the rules: no step, no version, only the last of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step, list_steps
from cte_desktop.storage.rule_draft import load_draft, save_draft
from cte_desktop.storage.rules import change_rules, list_versions, load_rules
from cte_desktop.system.clock import Clock

DRAFT: dict[str, dict[str, Any]] = {"graduation": {"set": [{"id": "own", "total": 12.5}]}}


def _save(database: Database, documents: dict[str, dict[str, Any]]) -> None:
    with database.writing() as tx:
        save_draft(tx, documents)


def test_a_draft_is_kept_with_actor_and_time_when_the_file_is_opened_again(
    path: Path, closed: Path
) -> None:
    with Database.open(path, clock=Clock(date(2027, 3, 4)), actor="M. Ruiz", writable=True) as one:
        _save(one, DRAFT)
    with Database.open(path, writable=False) as again, again.reading() as tx:
        kept = load_draft(tx)["graduation"]
    assert kept.document == DRAFT["graduation"]
    assert (kept.actor, kept.saved_at.date()) == ("M. Ruiz", date(2027, 3, 4))
    assert not kept.is_behind


def test_a_draft_is_no_rule_no_version_and_no_step(database: Database) -> None:
    with database.reading() as tx:
        before = load_rules(tx), list_versions(tx), list_steps(tx)
    _save(database, DRAFT)
    with database.reading() as tx:
        assert (load_rules(tx), list_versions(tx), list_steps(tx)) == before


def test_what_is_saved_replaces_what_was_and_nothing_discards_it(database: Database) -> None:
    _save(database, DRAFT)
    _save(database, {"programs": {"program": []}})
    with database.reading() as tx:
        assert list(load_draft(tx)) == ["programs"]
    _save(database, {})
    with database.reading() as tx:
        assert load_draft(tx) == {}


def test_a_draft_that_is_saved_unchanged_keeps_whose_it_is(path: Path, closed: Path) -> None:
    for actor, day in (("A. Lee", 1), ("M. Ruiz", 2)):
        clock = Clock(date(2027, 2, day))
        with Database.open(path, clock=clock, actor=actor, writable=True) as one:
            _save(one, DRAFT)
    with Database.open(path, writable=False) as again, again.reading() as tx:
        assert load_draft(tx)["graduation"].actor == "A. Lee"


def test_a_draft_is_behind_when_another_version_came_into_force(database: Database) -> None:
    _save(database, DRAFT | {"ag": {"total_years": 14}})
    with database.writing() as tx:
        begin_step(tx, "publish_rules", {})
        change_rules(tx, "graduation", {"set": []})
    _save(database, {"graduation": {"set": [{"id": "other"}]}, "ag": {"total_years": 14}})
    with database.reading() as tx:
        behind = {name: draft.is_behind for name, draft in load_draft(tx).items()}
    assert behind == {"ag": False, "graduation": True}


def test_what_no_json_holds_is_kept_as_text(database: Database) -> None:
    _save(database, {"programs": {"since": date(2027, 2, 1)}})
    with database.reading() as tx:
        assert load_draft(tx)["programs"].document == {"since": "2027-02-01"}
