"""What areas A, B, D and G are made of is data; without parts an area is a number of years."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

from cte_desktop.domain.audit.ag import ag_program
from cte_desktop.domain.audit.area_parts import inherit_parts
from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.requirements import Amount, Requirement, below, need_of
from cte_desktop.domain.audit.result import RequirementResult
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import AuditSettings, RuleProblem, Rules
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from tests.builders import TODAY, catalog, file_of, rules

Table = dict[str, Any]


def _ag() -> Table:
    return copy.deepcopy(read_shipped_rules()["ag"])


def _bare() -> Table:
    """The shipped document as a district writes it: without parts."""
    ag = _ag()
    for area in ag["area"].values():
        for key in ("uc_parts", "csu_parts"):
            area.pop(key, None)
    return ag


def _rules(ag: Table) -> tuple[Rules, tuple[RuleProblem, ...]]:
    return parse_rules(read_shipped_rules()["graduation"], ag)


def _area(area: str, ag: Table, program: str = "uc") -> Requirement:
    made, problems = _rules(ag)
    assert problems == ()
    return next(r for r in ag_program(program, made.ag).requirements if r.id == area)


def _row(area: str, made: Rules, *record: str, program: str = "uc") -> RequirementResult:
    answer = audit(file_of(*record), None, catalog(), made, AuditSettings(), TODAY)
    found = answer.program(program)
    assert found is not None
    return next(r for r in found.requirements if r.id == area)


def test_the_shipped_areas_have_the_parts_that_the_universities_ask() -> None:
    uc = {r.id for r in below(ag_program("uc", rules().ag).requirements)}
    csu = {r.id for r in below(ag_program("csu", rules().ag).requirements)}
    assert {"A.world_history", "A.us_history", "D.biology", "D.integrated", "C.geometry"} <= uc
    assert {"A.us_history", "A.other", "D.life", "D.physical"} <= csu


def test_areas_follow_the_years_and_the_rest_is_any_work_of_the_area() -> None:
    ag = _ag()
    ag["total_years"] = 19
    more = (("A", 3), ("B", 5), ("C", 4), ("D", 3))
    for area, years in more:
        ag["area"][area]["years"] = years
    for area, years in more:
        for program in ("uc", "csu"):
            assert need_of(_area(area, ag, program)) == years * 100
    made, _ = _rules(ag)
    row = _row("D", made, "9 year BIO B", "9 year CHEM B")
    assert (row.need, row.earned) == (300, 200)
    row = _row("D", made, "9 year BIO B", "9 year CHEM B", "9 year ANAT B")
    assert (row.need, row.earned) == (300, 300)


def test_parts_that_need_more_than_their_area_are_named() -> None:
    ag = _ag()
    ag["area"]["D"]["years"] = 1
    assert RuleProblem("ag.toml", "area D", "sum", "2.0") in _rules(ag)[1]


def test_one_part_alone_may_take_the_rest() -> None:
    ag = _ag()
    del ag["area"]["A"]["uc_parts"][1]["need"]
    found = [(p.place, p.code) for p in _rules(ag)[1]]
    assert found == [("area A, uc_parts, requirement A.world_history, need", "missing")]


def test_an_area_without_parts_is_a_plain_amount() -> None:
    for program in ("uc", "csu"):
        for area, years in (("A", 200), ("B", 400), ("D", 200)):
            requirement = _area(area, _bare(), program)
            assert isinstance(requirement, Amount)
            assert requirement.need == years


def test_a_document_without_parts_keeps_those_in_force() -> None:
    shipped = _ag()
    merged = inherit_parts(_bare(), shipped)
    assert merged == shipped
    for program in ("uc", "csu"):
        made = ag_program(program, _rules(merged)[0].ag)
        assert made.requirements == ag_program(program, rules().ag).requirements


def test_an_area_that_gives_parts_keeps_its_own_alone() -> None:
    ag = _bare()
    own = [{"id": "D.any", "kind": "amount", "need": 2.0, "of": {"area": "D"}}]
    ag["area"]["D"]["uc_parts"] = own
    merged = inherit_parts(ag, _ag())
    assert merged["area"]["D"]["uc_parts"] == own
    assert "csu_parts" not in merged["area"]["D"]
    assert "csu_parts" in merged["area"]["A"]
    assert inherit_parts({"area": 5}, _ag()) == {"area": 5}


def test_rules_that_differ_in_parts_alone_make_other_programs() -> None:
    shipped, bare = rules().ag, replace(rules().ag, parts=())
    assert ag_program("uc", shipped).requirements != ag_program("uc", bare).requirements
    assert ag_program("uc", shipped) is ag_program("uc", shipped)


def test_a_part_may_ask_what_the_catalog_knows_of_a_course() -> None:
    ag = _ag()
    of = {"area": "D", "attribute": "ap"}
    ag["area"]["D"]["uc_parts"] = [{"id": "D.ap", "kind": "amount", "need": 1.0, "of": of}]
    made, problems = _rules(ag)
    assert problems == ()
    row = _row("D", made, "9 year BIO B", "10 year CHEM B")
    assert [(one.id, one.earned) for one in row.requirements] == [("D.ap", 0)]
    assert row.earned == 100
    assert _row("D", made, "9 year BIO B", "9 year APBIO B").earned == 200
