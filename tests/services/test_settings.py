"""The settings of the district, and no others."""

from __future__ import annotations

import pytest

from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.services.settings import change_setting, list_settings, named
from cte_desktop.storage import settings as settings_store
from cte_desktop.system.errors import WrongCall
from cte_desktop.system.settings import Scope, settings_of


def test_a_setting_of_the_district_is_shown_and_changed(desk: Desk) -> None:
    changed = change_setting(desk, "capstone_minimum", "C")
    assert changed.nouns == {"settings", "history"}
    assert named(list_settings(desk), "capstone_minimum") == "C"
    assert desk.district().auditing.thresholds.capstone == "C"


@pytest.mark.parametrize("name", [s.name for s in settings_of(Scope.PROGRAM)] + ["shoe_size"])
def test_a_setting_of_the_program_is_none_of_the_district(desk: Desk, name: str) -> None:
    before = list_history(desk)
    with pytest.raises(WrongCall) as shown:
        named(list_settings(desk), name)
    with pytest.raises(WrongCall) as changed:
        change_setting(desk, name, "10")
    for caught in (shown, changed):
        assert caught.value.code == "unknown_setting"
        assert "travel_margin_minutes" in caught.value.do
        assert "appearance" not in caught.value.do
    assert list_history(desk) == before


def test_a_word_that_is_none_any_more_does_not_stop_the_program(desk: Desk) -> None:
    change_setting(desk, "word_pathway", "track")
    with desk.database.writing() as tx:
        settings_store.NOUN.store(tx, "word_pathway", {"value": "{x}"})
    assert named(list_settings(desk), "word_pathway") == ""


def test_nobody_is_judged_by_another_threshold_than_the_one_that_was_set(desk: Desk) -> None:
    with desk.database.writing() as tx:
        settings_store.NOUN.store(tx, "capstone_minimum", {"value": "Z"})
    with pytest.raises(WrongCall):
        list_settings(desk)
