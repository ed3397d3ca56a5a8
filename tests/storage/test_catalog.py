from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.exchange.plain.catalog import as_row, read_shipped_catalog, read_shipped_rules
from cte_desktop.exchange.plain.kinds import BY_NAME
from cte_desktop.storage.catalog import catalog_version, load_catalog, replace_catalog
from cte_desktop.storage.copied import COPIED
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import list_steps
from cte_desktop.storage.import_report import ImportFile
from cte_desktop.storage.imports import ORDER
from cte_desktop.storage.rules import load_rules, replace_rules, rule_versions
from cte_desktop.storage.tables.all import METADATA
from tests.storage.bringing import a_file, bring, take_back


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return read_shipped_catalog()


def _loaded(database: Database) -> Catalog:
    with database.reading() as tx:
        return load_catalog(tx)


def test_the_shipped_catalog_comes_back_equal_and_is_no_step(
    memory: Database, shipped: Catalog
) -> None:
    with memory.writing() as tx:
        replace_catalog(tx, shipped)
    loaded = _loaded(memory)
    assert loaded == shipped
    assert loaded.version == "1 of 2027-02-01"
    with memory.reading() as tx:
        assert list_steps(tx) == ()


def test_replacing_the_catalog_leaves_nothing_of_the_one_before(
    memory: Database, shipped: Catalog
) -> None:
    with memory.writing() as tx:
        replace_catalog(tx, shipped)
        replace_catalog(tx, replace(Catalog(), courses=shipped.courses[:2]))
    assert _loaded(memory) == replace(Catalog(), courses=shipped.courses[:2])


def test_every_catalog_file_comes_in_as_it_is_shipped(memory: Database, shipped: Catalog) -> None:
    parts: dict[str, tuple[Any, ...]] = {
        "sectors": shipped.sectors,
        "schools": shipped.schools,
        "courses": shipped.courses,
        "course_sites": shipped.course_sites,
        "pathways": shipped.pathways,
        "pathway_levels": shipped.steps,
        "bells": shipped.bells,
        "travel": shipped.travel,
        "workshops": shipped.workshops,
    }
    files = [
        ImportFile(
            kind,
            BY_NAME[kind].fields,
            [(*as_row(BY_NAME[kind], record), number) for number, record in enumerate(part, 2)],
        )
        for kind, part in parts.items()
    ]
    result = bring(memory, *files)
    assert [file.accepted for file in result.files] == [len(parts[f.kind]) for f in result.files]
    assert _loaded(memory) == shipped


def test_a_change_of_the_catalog_and_its_undoing_are_new_versions(
    memory: Database, shipped: Catalog
) -> None:
    with memory.writing() as tx:
        replace_catalog(tx, shipped)
    bring(memory, a_file("travel", ("CN", "GV", 99, "yes")))
    changed = _loaded(memory)
    assert changed.travel_minutes("CN", "GV") == 99
    assert len(changed.travel) == len(shipped.travel)
    assert changed.version == "2 of 2027-02-01"
    take_back(memory)
    assert _loaded(memory) == shipped
    with memory.reading() as tx:
        assert catalog_version(tx) == "3 of 2027-02-01"


def test_every_kind_of_file_has_its_table_with_its_fields() -> None:
    assert set(ORDER) == set(BY_NAME)
    for copied in COPIED.values():
        columns = METADATA.tables[copied.table].columns
        fields = BY_NAME[copied.kind].fields
        assert {copied.column(field) for field in fields} <= set(columns.keys())
        assert tuple(map(copied.column, BY_NAME[copied.kind].identity)) == copied.identity


def test_rules_come_back_in_the_order_of_their_file(memory: Database) -> None:
    shipped = read_shipped_rules()
    with memory.writing() as tx:
        replace_rules(tx, shipped)
    with memory.reading() as tx:
        loaded = load_rules(tx)
        assert loaded == shipped
        assert list(loaded["ag"]["area"]) == list(shipped["ag"]["area"])
        first = "1 of 2027-02-01"
        assert rule_versions(tx) == {"ag": first, "graduation": first, "programs": first}


def test_another_document_is_the_next_version_and_the_same_one_is_not(memory: Database) -> None:
    text = '[[set]]\nid = "a"\napplies_to_classes = [2027, 2030]\nfrom_day = 2027-08-01\n'
    of_file, more = tomllib.loads(text), tomllib.loads(text + "total = 230.0\n")
    (first,) = bring(memory, a_file("graduation", (of_file,))).files
    (again,) = bring(memory, a_file("graduation", (tomllib.loads(text + "# a remark\n"),))).files
    (other,) = bring(memory, a_file("graduation", (more,))).files
    assert (first.accepted, again.unchanged, other.changed) == (1, 1, 1)
    with memory.reading() as tx:
        assert rule_versions(tx) == {"graduation": "2 of 2027-02-01"}
        (rule_set,) = load_rules(tx)["graduation"]["set"]
    assert rule_set["from_day"] == date(2027, 8, 1).isoformat()
    take_back(memory)
    with memory.reading() as tx:
        assert "total" not in load_rules(tx)["graduation"]["set"][0]
