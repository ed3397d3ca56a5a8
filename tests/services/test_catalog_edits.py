"""Schools, bells and ways changed by hand: one step each, taken back as one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.domain.catalog.bell_overlaps import overlaps
from cte_desktop.domain.catalog.school import School
from cte_desktop.domain.catalog.timetable import Bell
from cte_desktop.services import history
from cte_desktop.services.catalog_edits.bells import bell_fault, bells_of, save_bell
from cte_desktop.services.catalog_edits.schools import remove_school, save_school, school_fault
from cte_desktop.services.catalog_edits.ways import save_way, ways
from cte_desktop.services.desk import Desk
from cte_desktop.services.history_details import step_told
from cte_desktop.services.importing import import_paths
from cte_desktop.system.errors import KnownError

EAST = School("EAST", "East Campus", "", "other", 9, 12, 0, district_run=True)


def bell(desk: Desk, block: str = "P1", school: str = "VL") -> Bell:
    """Return the first bell of a block."""
    return next(b for b in bells_of(desk.catalog(), school) if b.block == block)


def test_a_changed_bell_is_one_step_and_its_undo_brings_the_old_time_back(desk: Desk) -> None:
    before = bell(desk)
    changes = save_bell(desk, before, replace(before, start=before.start + 5))
    assert changes.nouns == {"catalog", "history"}
    assert bell(desk).start == before.start + 5
    assert history.undo(desk, changes.step).changes.nouns == changes.nouns
    assert bell(desk) == before


def test_the_history_says_the_bell_and_its_times(desk: Desk) -> None:
    before = bell(desk)
    changes = save_bell(desk, before, replace(before, start=before.start + 5))
    assert changes.step is not None
    line = history.list_history(desk)[0]
    assert line.text == "Change the bell P1 of Valencia High"
    told = step_told(desk, changes.step)
    assert "P1" in str(told)


def test_a_bell_comes_and_goes(desk: Desk) -> None:
    new = Bell("VL", "zero", "F", "P0", 450, 500, optional=True)
    save_bell(desk, None, new)
    there = next(b for b in bells_of(desk.catalog(), "VL") if (b.days, b.block) == ("F", "P0"))
    changes = save_bell(desk, there, None)
    assert there not in desk.catalog().bells
    history.undo(desk, changes.step)
    assert there in desk.catalog().bells


def test_moving_a_bell_to_other_weekdays_is_taken_back_too(desk: Desk) -> None:
    before = bell(desk)
    changes = save_bell(desk, before, replace(before, days="M"))
    assert bell(desk).days == "M"
    history.undo(desk, changes.step)
    assert bell(desk) == before


def test_saving_a_bell_that_somebody_changed_meanwhile_changes_nothing(desk: Desk) -> None:
    before = bell(desk)
    save_bell(desk, before, replace(before, start=before.start + 5))
    with pytest.raises(KnownError, match="meanwhile"):
        save_bell(desk, before, replace(before, start=before.start + 10))
    assert bell(desk).start == before.start + 5


def test_an_edit_under_a_later_one_is_not_taken_back(desk: Desk) -> None:
    before = bell(desk)
    first = save_bell(desk, before, replace(before, start=before.start + 5))
    save_bell(desk, bell(desk), replace(bell(desk), start=before.start + 10))
    with pytest.raises(KnownError):
        history.undo(desk, first.step)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"start": 600, "end": 600}, "end"),
        ({"days": ""}, "days"),
        ({"days": "MX"}, "days"),
        ({"block": " "}, "block"),
        ({"schedule": "x" * 21}, "schedule"),
    ],
)
def test_what_is_wrong_with_a_bell_is_said(
    desk: Desk, changed: dict[str, object], field: str
) -> None:
    wrong = replace(bell(desk), **changed)  # type: ignore[arg-type]
    fault = bell_fault(wrong, ())
    assert fault is not None
    assert fault.field == field
    with pytest.raises(KnownError):
        save_bell(desk, bell(desk), wrong)


def test_periods_that_ring_at_the_same_time_are_named(desk: Desk) -> None:
    bells = bells_of(desk.catalog(), "VL")
    assert overlaps(bells) == ()
    one = bell(desk)
    late = replace(one, end=one.end + 30)
    found = overlaps([late if b == one else b for b in bells])
    assert [(o.one.block, o.other.block) for o in found] == [("P1", "P2")]


def test_a_missing_way_comes_first_and_one_side_holds_for_both(desk: Desk) -> None:
    assert not any(way.is_missing for way in ways(desk))
    save_way(desk, "CN", "VL", None, None)
    assert (ways(desk)[0].origin, ways(desk)[0].destination) == ("CN", "VL")
    changes = save_way(desk, "CN", "VL", 21, None)
    assert desk.catalog().travel_minutes("VL", "CN") == 21
    assert history.undo(desk, changes.step).changes.nouns == changes.nouns
    assert desk.catalog().travel_minutes("CN", "VL") is None


def test_a_new_site_misses_its_ways(desk: Desk) -> None:
    save_school(desk, None, EAST)
    save_way(desk, "EAST", "VL", 9, 11)
    missing = [way for way in ways(desk) if way.is_missing]
    assert {"EAST"} < {site for way in missing for site in (way.origin, way.destination)}


@pytest.mark.parametrize(("there", "back"), [(-1, 5), (5, 601)])
def test_minutes_that_cannot_be_are_refused(desk: Desk, there: int, back: int) -> None:
    with pytest.raises(KnownError, match="0 to 600"):
        save_way(desk, "CN", "VL", there, back)


def test_a_school_is_added_changed_and_removed_with_what_belongs_to_it(desk: Desk) -> None:
    save_school(desk, None, EAST)
    there = desk.catalog().school_by_short["EAST"]
    save_school(desk, there, replace(there, name="East Center"))
    save_way(desk, "EAST", "VL", 9, 11)
    changes = remove_school(desk, desk.catalog().school_by_short["EAST"])
    assert "EAST" not in desk.catalog().school_by_short
    assert desk.catalog().travel_minutes("EAST", "VL") is None
    assert history.undo(desk, changes.step).changes.nouns == changes.nouns
    assert desk.catalog().school_by_short["EAST"].name == "East Center"
    assert desk.catalog().travel_minutes("VL", "EAST") == 11


def test_a_school_that_anything_names_stays(desk: Desk) -> None:
    with pytest.raises(KnownError, match="students go there"):
        remove_school(desk, desk.catalog().school_by_short["VL"])
    assert "VL" in desk.catalog().school_by_short


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"short": ""}, "short"),
        ({"short": "vl"}, "short"),
        ({"name": " "}, "name"),
        ({"cds_code": "123"}, "cds_code"),
        ({"grade_low": 12, "grade_high": 9}, "grades"),
    ],
)
def test_what_is_wrong_with_a_school_is_said(
    desk: Desk, changed: dict[str, object], field: str
) -> None:
    fault = school_fault(replace(EAST, **changed), desk.catalog().schools)  # type: ignore[arg-type]
    assert fault is not None
    assert fault.field == field


def test_a_known_school_keeps_its_short_name(desk: Desk) -> None:
    valencia = desk.catalog().school_by_short["VL"]
    with pytest.raises(KnownError, match="name the school by this"):
        save_school(desk, valencia, replace(valencia, short="VAL"))


def test_a_file_that_says_otherwise_holds_and_its_report_says_what_gave_way(
    desk: Desk, tmp_path: Path
) -> None:
    before = bell(desk)
    save_bell(desk, before, replace(before, start=before.start + 5))
    save_way(desk, "CN", "VL", 44, 44)
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "bells.csv").write_text(
        "school,schedule,days,block,start,end\n"
        f"VL,{before.schedule},{before.days},P1,08:30,09:20\n"
        f"VL,{before.schedule},{before.days},P2,09:26,10:16\n"
    )
    (folder / "travel.csv").write_text("from,to,minutes\nCN,VL,21\nVL,CN,44\n")
    report = import_paths(desk, (folder,))
    told = [(e.row, e.code, e.taken) for file in report.files for e in file.reported]
    assert told == [(2, "set_here", True), (2, "set_here", True)]
    said = [entry.problem for file in report.files for entry in file.reported]
    assert said[0] == "08:35 was set here by hand; the file has 08:30, which holds now."
    assert bell(desk).start == before.start
    assert desk.catalog().travel_minutes("CN", "VL") == 21
    history.undo(desk, report.step)
    assert bell(desk).start == before.start + 5


def test_the_same_file_again_says_nothing_and_replace_leaves_what_was_added_here(
    desk: Desk, tmp_path: Path
) -> None:
    save_bell(desk, None, Bell("VL", "zero", "F", "ADV", 450, 500, optional=True))
    before = bell(desk)
    (tmp_path / "bells.csv").write_text(
        f"school,schedule,days,block,start,end\nVL,{before.schedule},{before.days},P1,08:30,09:20\n"
    )
    report = import_paths(desk, (tmp_path / "bells.csv",), replace=True)
    assert [b.block for b in bells_of(desk.catalog(), "VL")] == ["P1", "ADV"]
    assert [entry for file in report.files for entry in file.reported] == []
