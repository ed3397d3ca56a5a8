"""Every disclosure is on record, per student, whatever is undone later."""

from __future__ import annotations

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.storage.disclosures import list_disclosures, record_disclosure
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError


def test_a_disclosure_names_who_got_what_about_whom(memory: Database, clock: Clock) -> None:
    with memory.writing() as tx:
        first = record_disclosure(tx, "plan", ["b", "a", "b"], recipient="family", purpose="advice")
        record_disclosure(tx, "completers", [], recipient="board", purpose="report")
    with memory.reading() as tx:
        newest, oldest = list_disclosures(tx)
        assert list_disclosures(tx, student_id="a") == (oldest,)
        assert list_disclosures(tx, student_id="c") == ()
    assert (oldest.number, oldest.what, oldest.recipient) == (first, "plan", "family")
    assert (oldest.at, oldest.actor, oldest.student_ids) == (clock.now(), "A. Lee", ("a", "b"))
    assert (newest.what, newest.student_ids) == ("completers", ())


def test_what_nobody_can_read_is_no_recipient_and_no_part_of_one(memory: Database) -> None:
    with memory.writing() as tx:
        record_disclosure(tx, "plan", ["a"], recipient="fam\ud800ily\x07", purpose="\udcffadvice\n")
    with memory.writing() as tx, pytest.raises(KnownError) as caught:
        record_disclosure(tx, "plan", ["a"], recipient="\ud800\x00", purpose="advice")
    assert caught.value.code == "no_recipient"
    with memory.reading() as tx:
        (kept,) = list_disclosures(tx)
    assert (kept.recipient, kept.purpose) == ("family", "advice")
