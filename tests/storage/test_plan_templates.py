"""Templates are kept by kind and name, changed, removed, and every change is taken back."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.storage.database import Database
from cte_desktop.storage.plan_templates import (
    KeptTemplate,
    find_template,
    list_templates,
    named_template,
    remove_template,
    save_template,
)
from tests.storage.bringing import do_again, edit, take_back

WELDING = KeptTemplate("", "plan", "Welder's way", "Welding", "VL", {"courses": [{"code": "WD1"}]})


def _names(database: Database, kind: str = "plan") -> list[str]:
    with database.reading() as tx:
        return [one.name for one in list_templates(tx, kind)]


def test_templates_are_listed_by_kind_and_name(memory: Database) -> None:
    edit(memory, save_template, WELDING)
    edit(memory, save_template, replace(WELDING, name="auto"))
    edit(memory, save_template, replace(WELDING, kind="wishes", name="Evening students"))
    assert _names(memory) == ["auto", "Welder's way"]
    assert _names(memory, "wishes") == ["Evening students"]
    assert _names(memory, "sequence") == []


def test_a_template_comes_back_as_it_was_kept(memory: Database) -> None:
    uid = edit(memory, save_template, WELDING)
    with memory.reading() as tx:
        assert find_template(tx, uid) == replace(WELDING, uid=uid)
        assert named_template(tx, "plan", "Welder's way", "Welding", "VL") is not None
        assert named_template(tx, "plan", "Welder's way", "Welding", "") is None
        assert find_template(tx, "nobody") is None


def test_changing_and_removing_are_undone_and_done_again(memory: Database) -> None:
    uid = edit(memory, save_template, WELDING)
    edit(memory, save_template, replace(WELDING, uid=uid, name="Welding by day"))
    assert _names(memory) == ["Welding by day"]
    assert edit(memory, remove_template, uid)
    assert not edit(memory, remove_template, uid)
    take_back(memory)
    take_back(memory)
    assert _names(memory) == ["Welder's way"]
    do_again(memory)
    assert _names(memory) == ["Welding by day"]
