"""Areas of A-G whose parts a database doesn't know are made of the shipped ones."""

from __future__ import annotations

import copy
from typing import Any

from cte_desktop.domain.audit.area_parts import PARTS
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from cte_desktop.services import rules
from cte_desktop.services.desk import Desk
from cte_desktop.services.older_rules import with_shipped_parts
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.rules import change_rules


def _without_parts() -> dict[str, Any]:
    ag = copy.deepcopy(read_shipped_rules()["ag"])
    for table in ag["area"].values():
        for key in PARTS.values():
            table.pop(key, None)
    return ag


def test_a_database_without_parts_audits_by_the_shipped_ones(desk: Desk) -> None:
    before = desk.district().rules.ag
    assert before.parts
    with desk.database.writing() as tx:
        begin_step(tx, "publish_rules", {"files": ["ag.toml"], "note": ""})
        assert change_rules(tx, "ag", _without_parts())
    desk.forget_district()
    assert desk.district().rules.ag == before
    assert rules.documents(desk)["ag"] == read_shipped_rules()["ag"]
    assert rules.check(desk, {"ag": _without_parts()}) == ()


def test_years_and_other_keys_stay_those_of_the_database() -> None:
    older = _without_parts()
    older["area"]["F"]["years"] = 2
    older["total_years"] = 16
    now = with_shipped_parts({"ag": older})["ag"]
    assert (now["area"]["F"]["years"], now["total_years"]) == (2, 16)
    assert now["area"]["A"]["uc_parts"] == read_shipped_rules()["ag"]["area"]["A"]["uc_parts"]


def test_a_document_that_names_parts_of_one_area_is_left_as_it_is() -> None:
    own = _without_parts()
    own["area"]["F"]["uc_parts"] = [{"id": "F", "kind": "amount", "of": {"area": "F"}}]
    assert with_shipped_parts({"ag": own}) == {"ag": own}
    assert with_shipped_parts({}) == {}
