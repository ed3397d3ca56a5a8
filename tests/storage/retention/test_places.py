"""Every table and every column that speaks of a student has its place among the kinds."""

from __future__ import annotations

from cte_desktop.services.retention_rules import retention_rules
from cte_desktop.storage.nouns import NOUNS
from cte_desktop.storage.retention.places import (
    ABOUT_STEPS,
    BY_UID,
    KEPT_FIELD,
    OF_HISTORY,
    PLACES,
    REGISTER,
    WORKED_OUT,
)
from cte_desktop.storage.tables.all import METADATA

_OWN = {"key", "uid", "step"}
_OF_NOBODY = {
    *("bell", "catalog_version", "course", "course_site", "pathway", "pathway_step", "school"),
    *("sector", "travel", "workshop", "rule_document", "rule_draft", "section", "meeting"),
    *("certificate_image", "certificate_revocation", "certificate_template", "signing_key"),
    *("employer", "earlier_total", "import_answer", "import_profile", "plan_template"),
    *("database_fact", "setting", "person", "standing_basis", "destruction", "disclosure"),
    *("bulk_part", "edit_window", "saved_list", "year_start"),
}
"""Tables that say nothing about any one student."""
_NOUNS_OF_NOBODY = {
    *("setting", "employer", "earlier_total", "section", "course_site", "rule_document"),
    *("import_answer", "import_profile", "import", "certificate_template", "certificate_image"),
    *("joined_key_lists", "plan_template", "person", "saved_list", "edit_window", "year_start"),
    *("bell", "travel", "school"),
}


def test_every_table_is_of_a_kind_or_says_nothing_about_a_student() -> None:
    placed = {table for places in PLACES.values() for table, _ in places.tables}
    placed |= {table for table, _ in (*BY_UID.values(), *WORKED_OUT, KEPT_FIELD)}
    placed |= {*REGISTER, *ABOUT_STEPS, *OF_HISTORY, "student"}
    assert not placed & _OF_NOBODY
    assert placed | _OF_NOBODY == set(METADATA.tables)


def test_every_table_that_refers_to_a_student_is_of_a_kind() -> None:
    kept = {table for places in PLACES.values() for table, _ in places.tables} | {KEPT_FIELD[0]}
    kept |= {table for table, _ in WORKED_OUT} | {*ABOUT_STEPS}
    referring = {
        table.name
        for table in METADATA.tables.values()
        if "student" in table.columns
        or any(key.column.table.name in {"student", "plan"} for key in table.foreign_keys)
    }
    assert referring - {"earlier_total"} == kept  # which counts students


def test_every_column_of_a_student_is_of_one_kind() -> None:
    placed = [column for places in PLACES.values() for column in places.columns]
    assert sorted(placed) == sorted(set(METADATA.tables["student"].columns.keys()) - _OWN)


def test_every_noun_of_the_history_is_of_one_kind_or_about_nobody() -> None:
    placed = [noun for places in PLACES.values() for noun in places.nouns]
    assert len(placed) == len(set(placed))
    assert set(placed) | _NOUNS_OF_NOBODY == set(NOUNS)
    assert not set(placed) & _NOUNS_OF_NOBODY


def test_the_rules_name_the_kinds_that_have_a_place_and_nothing_permanent_goes() -> None:
    rules = retention_rules()
    assert set(rules.kinds) == set(PLACES)
    for_ever = {kind for kind in rules.kinds if rules.class_of(kind).for_ever}
    assert for_ever == {"identity", "courses", "certificates", "disclosures"}
