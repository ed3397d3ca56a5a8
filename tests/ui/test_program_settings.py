"""The settings of the program: read with their defaults, kept when they change."""

from __future__ import annotations

import pytest

from cte_desktop.system.errors import WrongCall
from cte_desktop.system.settings import Value
from cte_desktop.ui.program_settings import ProgramSettings


def test_a_change_is_kept_once_and_a_wrong_one_never() -> None:
    values: dict[str, Value] = {}
    saved: list[dict[str, Value]] = []
    settings = ProgramSettings(values, lambda: saved.append(dict(values)))
    assert settings.value("lock_after_minutes") == 10
    settings.change("lock_after_minutes", "5")
    settings.change("lock_after_minutes", "5")
    assert settings.value("lock_after_minutes") == 5
    assert saved == [{"lock_after_minutes": 5}]
    with pytest.raises(WrongCall):
        settings.change("lock_after_minutes", "16")
    with pytest.raises(WrongCall):
        settings.value("travel_margin_minutes")
    assert len(saved) == 1
