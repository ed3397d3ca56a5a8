"""The requirement language: what it writes is read as meant; what it can't mean has its place."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from cte_desktop.domain.audit.requirements import (
    Amount,
    Attributes,
    Both,
    CodePattern,
    Codes,
    Either,
    InOrder,
    PathwayLevel,
    SomeOf,
    Within,
    Without,
)
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import PROBLEM_CODES, DistrictProgram, RuleProblem
from cte_desktop.exchange.plain.catalog import read_shipped_rules

HEAD = '[[program]]\nid = "p"\nunit = "credits"\n'
ROW = '[[program.requirement]]\nid = "r"\n'
AMOUNT = ROW + "need = 5\n"


def parsed(text: str) -> tuple[tuple[DistrictProgram, ...], tuple[RuleProblem, ...]]:
    """The programs that a text writes, and what is wrong with it."""
    shipped = read_shipped_rules()
    rules, problems = parse_rules(shipped["graduation"], shipped["ag"], tomllib.loads(text))
    return rules.programs, problems


def row(text: str) -> Any:
    """The one requirement that a text writes without a problem."""
    (program,), problems = parsed(HEAD + text)
    assert problems == ()
    (requirement,) = program.requirements
    return requirement


def _set(text: str) -> Any:
    return row(f"{AMOUNT}of = {text}").of


def test_a_course_set_holds_what_all_of_its_keys_name() -> None:
    assert _set('{ code = "ENG09|ENG10" }') == Codes(frozenset({"ENG09", "ENG10"}))
    assert _set('{ code = ["ENG*"] }') == CodePattern("ENG*")
    assert _set('{ pathway = "Welding", level = "capstone" }') == PathwayLevel(
        "Welding", "capstone"
    )
    assert _set('{ pathway = "Welding" }') == PathwayLevel("Welding", "")
    assert _set('{ level = "capstone" }') == PathwayLevel("", "capstone")
    assert _set('{ honors = "ap" }') == Attributes(frozenset({"ap"}))
    assert _set('{ grades = [9, "10"], terms = ["summer"] }') == Within(
        frozenset({9, 10}), frozenset({"summer"})
    )
    both = _set('{ attribute = "certification", code = "AP*|ENG09" }')
    assert both == Both(
        (
            Either((Codes(frozenset({"ENG09"})), CodePattern("AP*"))),
            Attributes(frozenset({"certification"})),
        )
    )
    without = _set('{ any = true, without = { code = "PE*" } }')
    assert isinstance(without, Without)
    assert without.but == CodePattern("PE*")


def test_parts_bear_the_name_of_the_whole_and_any_of_is_one_of_them() -> None:
    chosen = row(
        f"""{ROW}kind = "any_of"
        parts = [{{ id = "a", need = 5, of = {{ any = true }} }},
                 {{ kind = "passed", of = {{ code = "X" }} }}]"""
    )
    assert isinstance(chosen, SomeOf)
    assert chosen.count == 1
    assert [part.id for part in chosen.parts] == ["r.a", "r.2"]


def test_steps_stand_in_different_terms_unless_the_rules_say_otherwise() -> None:
    steps = 'kind = "in_order"\nsteps = [{ code = "A" }, { code = "B" }]\n'
    assert row(ROW + steps) == InOrder(
        "r", (Codes(frozenset({"A"})), Codes(frozenset({"B"}))), different_terms=True
    )
    assert not row(ROW + steps + "different_terms = false").different_terms


def test_surplus_flows_in_from_requirements_by_name() -> None:
    of = 'of = { subject = "english" }\n'
    text = f"{HEAD}{AMOUNT}{of}[[program.requirement]]\nid = 'rest'\nneed = 5\n"
    (program,), problems = parsed(text + 'of = { code = "X" }\nsurplus_of = ["r"]')
    assert problems == ()
    rest = program.requirements[1]
    assert isinstance(rest, Amount)
    assert rest.surplus_of == Either((program.requirements[0].of,))  # type: ignore[union-attr]


def test_a_version_takes_over_what_it_does_not_change() -> None:
    base = HEAD + 'title = "One"\napplies_to_classes = [2024, 2029]\n' + AMOUNT
    base += "of = { any = true }\n"
    later = '[[program]]\nid = "p"\nbased_on = "p"\napplies_to_classes = [2030, 9999]\n'
    (first, second), problems = parsed(base + later + "override = { r = 7.5 }\n")
    assert problems == ()
    assert [r.need for r in (*first.requirements, *second.requirements)] == [500, 750]  # type: ignore[union-attr]
    assert second.unit is Unit.CREDITS
    assert second.titles == first.titles
    assert [second.is_for(year) for year in (2029, 2030)] == [False, True]


OF = "of = { any = true }\n"
OTHER = f"[[program.requirement]]\nid = 's'\nneed = 5\n{OF}"
TWO = f"{AMOUNT}{OF}{OTHER}"
SECOND = "program p, requirement s"
CAP = "at_most = [{ of = { any = true }, most = 1 }]"
CLASSES = "applies_to_classes = "
NAMELESS = "{ need = 5, of = { any = true } }"
PART = "{ id = 'a', need = 5, of = { any = true } }"
BAD: tuple[tuple[str, str, str], ...] = (
    (f"{HEAD}colour = 1\n{AMOUNT}{OF}", "program p", "unknown_key"),
    (f"{HEAD}{AMOUNT}{OF}colour = 1", "program p, requirement r", "unknown_key"),
    (f"{HEAD}{ROW}kind = 'most'\n{OF}", "program p, requirement r, kind", "unknown_word"),
    (f"{HEAD}{ROW}{OF}", "program p, requirement r, need", "missing"),
    (f"{HEAD}{ROW}need = -1\n{OF}", "program p, requirement r, need", "negative"),
    (f"{HEAD}{ROW}need = nan\n{OF}", "program p, requirement r, need", "not_a_number"),
    (f"{HEAD}{ROW}need = inf\n{OF}", "program p, requirement r, need", "not_a_number"),
    (f"{HEAD}{ROW}need = true\n{OF}", "program p, requirement r, need", "not_a_number"),
    (f"{HEAD}{AMOUNT}", "program p, requirement r, of", "missing"),
    (f"{HEAD}{AMOUNT}of = {{}}", "program p, requirement r, of", "empty_set"),
    (f"{HEAD}{AMOUNT}of = 'ENG09'", "program p, requirement r, of", "not_a_table"),
    (f"{HEAD}{AMOUNT}of = {{ code = [] }}", "program p, requirement r, of, code", "empty_set"),
    (f"{HEAD}{AMOUNT}of = {{ code = 5 }}", "program p, requirement r, of, code", "not_a_text"),
    (f"{HEAD}{AMOUNT}of = {{ kode = 'X' }}", "program p, requirement r, of", "unknown_key"),
    (f"{HEAD}{AMOUNT}of = {{ area = 'H' }}", "program p, requirement r, of, area", "unknown_word"),
    (f"{HEAD}{AMOUNT}of = {{ mark = 'Q' }}", "program p, requirement r, of, mark", "unknown_word"),
    (
        f"{HEAD}{AMOUNT}of = {{ grades = [9.5] }}",
        "program p, requirement r, of, grades",
        "not_a_number",
    ),
    (
        f"{HEAD}{AMOUNT}of = {{ either = [{{}}] }}",
        "program p, requirement r, of, either",
        "empty_set",
    ),
    (
        f"{HEAD}{AMOUNT}of = {{ any = true, without = {{ x = 1 }} }}",
        "program p, requirement r, of, without",
        "unknown_key",
    ),
    (
        f"{HEAD}{AMOUNT}of = {{ attribute = 'blue' }}",
        "program p, requirement r, of, attribute",
        "unknown_word",
    ),
    (f"{HEAD}{AMOUNT}{OF}{AMOUNT}{OF}", "program p, requirement r", "twice"),
    (f"{HEAD}", "program p, requirement", "missing"),
    (f"{HEAD}{AMOUNT}{OF}" * 2, "program p", "twice"),
    (f"{HEAD}{TWO}shares_with = 's'", "program p, requirement s, shares_with", "shares_itself"),
    (f"{HEAD}{TWO}shares_with = 'x'", f"{SECOND}, shares_with", "unknown_requirement"),
    (
        f"{HEAD}{ROW}kind = 'passed'\n{OF}{OTHER}shares_with = 'r'",
        "program p, requirement s, shares_with",
        "not_shareable",
    ),
    (
        f"{HEAD}{TWO}shares_with = 'r'\nmost_shared = 6",
        "program p, requirement s, most_shared",
        "too_large",
    ),
    (
        f"{HEAD}{TWO}shares_with = 'r'\nmost_shared = 2\n{CAP}",
        "program p, requirement s, at_most",
        "not_together",
    ),
    (
        f"{HEAD}{ROW}kind = 'some_of'\ncount = 2\nparts = [{PART}]",
        "program p, requirement r, count",
        "too_many",
    ),
    (
        f"{HEAD}{ROW}kind = 'some_of'\ncount = 0\nparts = [{PART}]",
        "program p, requirement r, count",
        "nothing_asked",
    ),
    (f"{HEAD}{ROW}kind = 'all_of'", "program p, requirement r, parts", "missing"),
    (
        f"{HEAD}{ROW}kind = 'some_of'\ncount = 6\nparts = [{', '.join([NAMELESS] * 12)}]",
        "program p, requirement r",
        "too_complex",
    ),
    (
        f"{HEAD}{ROW}kind = 'in_order'\nsteps = [{{ any = true }}]",
        "program p, requirement r, steps",
        "nothing_asked",
    ),
    (
        f"{HEAD}{ROW}kind = 'counted'\nneed = 5\nunit = 'miles'\n{OF}",
        "program p, requirement r, unit",
        "unknown_word",
    ),
    (f"[[program]]\nid = 'p'\n{AMOUNT}{OF}", "program p, unit", "missing"),
    (f"{HEAD}audited = 'never'\n{AMOUNT}{OF}", "program p, audited", "unknown_word"),
    (f"{HEAD}{CLASSES}[5]\n{AMOUNT}{OF}", "program p, applies_to_classes", "not_classes"),
    (f"{HEAD}based_on = 'x'\n{AMOUNT}{OF}", "program p, based_on", "unknown_base"),
    (f"{HEAD}based_on = 'p'\n{AMOUNT}{OF}", "program p, based_on", "cycle"),
    (
        f"{HEAD}based_on = 'q'\n[[program]]\nid = 'q'\nunit = 'credits'\nbased_on = 'p'\n",
        "program q, based_on",
        "cycle",
    ),
    (
        f"{HEAD}{AMOUNT}{OF}[[program]]\nid = 'q'\nbased_on = 'p'\noverride = {{ x = 1 }}",
        "program q, override",
        "unknown_requirement",
    ),
    (
        f"{HEAD}{CLASSES}[2024, 2030]\n{AMOUNT}{OF}{HEAD}{CLASSES}[2030, 2031]\n{AMOUNT}{OF}",
        "program p",
        "overlap",
    ),
    ("program = 5", "program", "not_a_table"),
    ("colour = 5", "programs", "unknown_key"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "place", "code"), BAD)
def test_what_can_not_be_meant_is_named_with_its_place(text: str, place: str, code: str) -> None:
    _, problems = parsed(text)
    assert (place, code) in [(p.place, p.code) for p in problems], problems
    assert {p.file for p in problems} == {"programs.toml"}
    assert {p.code for p in problems} <= PROBLEM_CODES


@pytest.mark.parametrize(
    "text", [f"{HEAD}{AMOUNT}of = " + "{ either = [" * 9 + "{ any = true }" + "] }" * 9]
)
def test_sets_deeper_than_anybody_reads_are_refused(text: str) -> None:
    assert "too_complex" in {p.code for p in parsed(text)[1]}


_ODD: tuple[Any, ...] = (5, "x", [], ["x"], [1], {}, {"x": 1}, True, -1, float("nan"), None)


@pytest.mark.parametrize("odd", _ODD)
def test_whatever_stands_anywhere_in_the_programs_is_read_without_a_fault(odd: Any) -> None:
    shipped = read_shipped_rules()["programs"]["program"][1]
    for key in shipped:
        changed = shipped | {key: odd}
        assert parse_rules({}, {}, {"program": [changed]})[0] is not None
    for place, requirement in enumerate(shipped["requirement"]):
        for key in requirement:
            rows = list(shipped["requirement"])
            rows[place] = requirement | {key: odd}
            assert (
                parse_rules({}, {}, {"program": [shipped | {"requirement": rows}]})[0] is not None
            )
