"""The ways to dialogs that leaks.py goes, held against the code; and what counts as a leak."""

from __future__ import annotations

from tests.faults.leaks import NOISE_KIB, Kept, read_ways, without_way
from tests.faults.openings import PAGES, dialog_classes

WITHOUT_WAY = 39
"""Dialogs that `--find` did not reach: this number only ever sinks."""


def test_every_way_leads_to_a_dialog_that_the_code_has() -> None:
    assert read_ways().keys() <= dialog_classes()
    assert all(way.page in PAGES and way.presses for way in read_ways().values())


def test_a_new_dialog_gets_a_way() -> None:
    assert len(without_way()) <= WITHOUT_WAY, without_way()


def test_a_widget_or_a_kib_that_stays_of_each_opening_is_a_leak() -> None:
    assert not Kept("good", 100, NOISE_KIB + 50, 3).bad
    assert "widgets" in Kept("stays", 100, 0, 100).bad
    assert "KiB" in Kept("grows", 100, NOISE_KIB + 100, 0).bad
