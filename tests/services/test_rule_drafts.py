"""The draft of the rules that is kept: what differs from the rules in force, until it is none."""

from __future__ import annotations

from pathlib import Path

from cte_desktop.services import history, rules
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.rule_drafts import keep_draft, kept_draft
from tests.services.conftest import CLOCK
from tests.services.test_rules import with_more_health


def test_a_draft_lasts_until_the_next_opening_and_audits_never_see_it(desk: Desk) -> None:
    drafted = with_more_health(rules.documents(desk)["graduation"])
    steps = history.list_history(desk)
    keep_draft(desk, {"graduation": drafted})
    assert desk.database.path is not None
    with_others = open_desk(desk.database.path, None, CLOCK, actor="M. Ruiz", writable=False)
    kept = kept_draft(with_others)
    with_others.close()
    assert kept is not None
    assert kept.documents == {"graduation": drafted}
    assert (kept.actor, kept.saved_at.date(), kept.is_behind) == ("A. Lee", CLOCK.today(), False)
    assert history.list_history(desk) == steps
    assert rules.documents(desk)["graduation"] != drafted


def test_there_is_no_draft_before_one_is_kept_after_it_is_discarded_or_once_it_is_in_force(
    desk: Desk,
) -> None:
    drafted = with_more_health(rules.documents(desk)["graduation"])
    assert kept_draft(desk) is None
    keep_draft(desk, {"graduation": drafted})
    keep_draft(desk, {})
    assert kept_draft(desk) is None
    keep_draft(desk, {"graduation": drafted})
    rules.publish(desk, {"graduation": drafted})
    assert kept_draft(desk) is None


def test_a_draft_says_that_other_rules_came_into_force(desk: Desk) -> None:
    in_force = rules.documents(desk)
    drafted = with_more_health(in_force["graduation"])
    keep_draft(desk, {"graduation": drafted})
    rules.publish(desk, {"ag": in_force["ag"] | {"uc_years_before_senior_year": 10}})
    kept = kept_draft(desk)
    assert kept is not None
    assert not kept.is_behind
    rules.publish(desk, {"graduation": drafted | {"version": "2031"}})
    kept = kept_draft(desk)
    assert kept is not None
    assert kept.is_behind


def test_a_database_open_for_reading_keeps_no_draft(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "sample.cte"
    looking = open_desk(file, None, CLOCK, actor="M. Ruiz", writable=False)
    keep_draft(looking, {"programs": {"program": [{"id": "own"}]}})
    looking.close()
    assert kept_draft(desk) is None
