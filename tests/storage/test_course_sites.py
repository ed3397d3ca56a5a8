"""Where a course is taught, changed here and taken back as one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.catalog.course import CourseSite, ExtendedDay
from cte_desktop.domain.planning.sections.changes import ended_sites, retired_catalog
from cte_desktop.exchange.plain.catalog import read_shipped_catalog
from cte_desktop.storage import undo
from cte_desktop.storage.catalog import catalog_version, load_catalog, replace_catalog
from cte_desktop.storage.course_sites import save_course_sites
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.nouns import NOUNS
from cte_desktop.system.clock import Clock
from tests.storage.digests import content_digest

LAST = 2026
LISTED = read_shipped_catalog().course_sites[0].course_code


@pytest.fixture
def database() -> Iterator[Database]:
    made = Database.in_memory(clock=Clock(date(2026, 11, 21)), actor="A. Lee")
    with made.writing() as tx:
        replace_catalog(tx, read_shipped_catalog())
    yield made
    made.close()


def retire(database: Database, code: str) -> None:
    with database.writing() as tx:
        begin_step(tx, "retire_course", {"course": code})
        assert save_course_sites(tx, code, ended_sites(load_catalog(tx), code, LAST))


@pytest.mark.parametrize("code", ["ENG11", LISTED], ids=["taught everywhere", "with entries"])
def test_a_retired_course_is_read_as_the_rules_expect_it_and_comes_back_by_undo(
    database: Database, code: str
) -> None:
    shipped = read_shipped_catalog()
    before = content_digest(database)
    retire(database, code)
    with database.reading() as tx:
        catalog = load_catalog(tx)
        assert catalog.schools_teaching(code, LAST + 1) == ()
        expected = retired_catalog(shipped, code, LAST).sites_by_course[code]
        assert catalog.sites_by_course[code] == expected
        version = catalog_version(tx)
    after = content_digest(database)
    with database.writing() as tx:
        undo.undo(tx, NOUNS)
    assert content_digest(database) == before
    with database.writing() as tx:
        undo.redo(tx, NOUNS)
        assert catalog_version(tx) != version  # a number means one state
    assert content_digest(database) == after


def test_what_is_so_already_is_no_step(database: Database) -> None:
    retire(database, "ENG11")
    with database.writing() as tx:
        begin_step(tx, "retire_course", {"course": "ENG11"})
        assert not save_course_sites(tx, "ENG11", ended_sites(load_catalog(tx), "ENG11", LAST))
        assert tx.step is not None
        assert tx.step.number is None


def test_entries_that_stay_keep_their_keys_and_steps(database: Database) -> None:
    site = CourseSite("ENG11", "VL", 2020, None, frozenset(), "B", False, ExtendedDay.NO)
    with database.writing() as tx:
        begin_step(tx, "sites")
        save_course_sites(tx, "ENG11", (site, replace(site, school="CN")))
        rows = "SELECT \"key\", school, step FROM course_site WHERE course_code = 'ENG11'"
        before = tx.connection.exec_driver_sql(f'{rows} ORDER BY "key"').all()
    with database.writing() as tx:
        begin_step(tx, "sites")
        save_course_sites(tx, "ENG11", (site, replace(site, school="CN", last_year=LAST)))
        after = tx.connection.exec_driver_sql(f'{rows} ORDER BY "key"').all()
    assert after[0] == before[0]
    assert after[1][0] == before[1][0]
    assert after[1][2] != before[1][2]
