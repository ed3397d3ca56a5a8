"""What lies on the desk is never older than the last change, whichever thread read it."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.services import desk as desk_service
from cte_desktop.services.desk import Desk, District, open_desk
from cte_desktop.services.rules import documents, publish
from cte_desktop.services.settings import change_setting
from cte_desktop.storage import catalog as catalog_store
from cte_desktop.storage.database import Database
from cte_desktop.storage.transaction import Transaction
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.programs import program_title
from tests.services.conftest import CLOCK


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What others do after the first reading of the district, before that is kept."""
    read = desk_service._read_district
    others: list[Callable[[], object]] = []

    def slowly(database: Database) -> District:
        found = read(database)
        while others:
            others.pop()()
        return found

    monkeypatch.setattr(desk_service, "_read_district", slowly)
    return others


def test_what_was_read_before_a_change_is_not_kept_after_it(
    desk: Desk, meanwhile: list[Callable[[], object]]
) -> None:
    meanwhile.append(lambda: change_setting(desk, "credit_minimum", "C"))
    assert desk.district().auditing.thresholds.credit == "C"
    assert desk.district().auditing.thresholds.credit == "C"
    assert not meanwhile


def test_nor_is_a_catalog(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read = catalog_store.load_catalog
    found: list[Catalog] = []

    def slowly(tx: Transaction) -> Catalog:
        found.append(read(tx))
        if len(found) == 1:
            desk.forget_district()
        return found[-1]

    monkeypatch.setattr(catalog_store, "load_catalog", slowly)
    desk.forget_district()
    assert desk.catalog() is found[1]
    assert desk.catalog() is found[1]
    assert len(found) == 2


def test_titles_are_those_of_the_rules_on_the_desk(
    desk: Desk, meanwhile: list[Callable[[], object]]
) -> None:
    own = copy.deepcopy(documents(desk)["programs"])
    program = own["program"][0]
    program["title"] = "Another name"
    meanwhile += [desk.district, lambda: publish(desk, {"programs": own})]
    desk.forget_district()
    assert desk.district().rules.programs[0].titles[0].english == "Another name"
    assert program_title(f"district:{program['id']}") == "Another name"


def test_the_clock_and_the_college_follow_the_districts_settings(desk: Desk) -> None:
    before = desk.district().planning
    assert (before.concurrent_units_most, before.dual_units_most) == (1199, 1500)
    change_setting(desk, "travel_margin_minutes", "5")
    change_setting(desk, "concurrent_units_most", "9.5")
    change_setting(desk, "dual_units_most", "12")
    after = desk.district().planning
    assert after.travel_margin_minutes == 5
    assert (after.concurrent_units_most, after.dual_units_most) == (950, 1200)


def test_a_database_that_no_desk_came_of_is_not_left_locked(
    made_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sample.cte"
    shutil.copy(made_sample, file)
    shutil.copy(f"{made_sample}.keys", f"{file}.keys")

    def refuse(*_values: object) -> None:
        raise KnownError("disk_error", "The disk refused.")

    def opened() -> Desk:
        return open_desk(file, None, CLOCK, actor="A. Lee", writable=True)

    with monkeypatch.context() as refusing:
        refusing.setattr(Desk, "_seat", refuse)
        with pytest.raises(KnownError) as caught:
            opened()
    assert caught.value.code == "disk_error"
    with monkeypatch.context() as refusing:  # what is only tried keeps nobody out
        refusing.setattr(desk_service, "read_key_file", refuse)
        opened().close()
    opened().close()
