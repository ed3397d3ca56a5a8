"""How quick things are on this computer."""

from __future__ import annotations

from pathlib import Path

from cte_desktop.services.districts import new_district
from cte_desktop.services.speeds import measure_speeds
from cte_desktop.system.clock import Clock


def test_an_empty_district_has_a_list_and_a_disk_but_nobody(tmp_path: Path) -> None:
    desk = new_district(tmp_path / "d.cte", None, Clock(), actor="A. Lee")
    try:
        before = set(tmp_path.iterdir())
        speeds = measure_speeds(desk)
        assert speeds.students == 0
        assert speeds.one is None
        assert speeds.everybody > 0
        assert speeds.disk is not None
        assert speeds.disk > 0
        assert set(tmp_path.iterdir()) == before
    finally:
        desk.close()
