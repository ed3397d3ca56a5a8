"""The short way to a student's standings says what the full audit says, for a whole district."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.parts import EVERY_PART, Part, part_of
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import Rules
from cte_desktop.domain.audit.standing import Standing, standing_of, standings
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from cte_desktop.services import standing_work
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.services.standing_work import Terms, packed, standings_job
from cte_desktop.storage.raw_files import fetch_raw_files, files_from
from cte_desktop.storage.standings import list_due
from tests.services.conftest import CLOCK

STUDENTS, MANY = 48, 320
ADDED = ("pathway:Welding", "pathway:Welding", "pathway:Sports Medicine")


@pytest.fixture(scope="module", params=[STUDENTS, pytest.param(MANY, marks=pytest.mark.slow)])
def district(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    file = tmp_path_factory.mktemp("standing") / "sample.cte"
    make_sample_district(file, CLOCK, students=request.param)
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=False)
    yield opened
    opened.close()


@pytest.mark.parametrize("added", [False, True])
def test_everyone_stands_as_the_full_audit_says(
    district: Desk,
    added: bool,
) -> None:
    known = district.district()
    programs = (*ADDED, *(program.name for program in known.rules.programs)) if added else ()
    looked_at = 0
    for one in open_cases(district):
        case = replace(one, file=replace(one.file, added_programs=programs))
        short = standings(
            case.file, case.plan, known.catalog, known.rules, known.auditing, district.today()
        )
        assert short == tuple(map(standing_of, case.audit.programs))
        for part in Part:
            of_part = standings(
                case.file,
                case.plan,
                known.catalog,
                known.rules,
                known.auditing,
                district.today(),
                part,
            )
            assert of_part == tuple(one for one in short if part_of(one.program) is part)
        assert set(programs) <= {standing.program for standing in short}
        looked_at += 1
    assert looked_at in {STUDENTS, MANY}


def asking_the_catalog() -> Rules:
    """Rules by which the elective of A-G asks for what only the catalog knows of a course."""
    documents = copy.deepcopy(read_shipped_rules())
    documents["ag"]["area"]["G"] |= {
        "uc_parts": [{"id": "G.cte", "kind": "amount", "need": 1.0, "of": {"attribute": "cte"}}],
        "csu_parts": [{"id": "G.ap", "kind": "passed", "of": {"honors": "ap"}}],
    }
    rules, problems = parse_rules(*(documents[kind] for kind in ("graduation", "ag", "programs")))
    assert problems == ()
    return rules


def test_so_they_do_where_areas_ask_for_what_the_catalog_knows(district: Desk) -> None:
    known, rules, day = district.district(), asking_the_catalog(), district.today()
    using_it = 0
    for case in tuple(open_cases(district))[:STUDENTS]:
        asked = (case.file, case.plan, known.catalog, rules, known.auditing, day)
        whole = audit(*asked)
        assert standings(*asked) == tuple(map(standing_of, whole.programs))
        elective = next(row for row in whole.programs[1].requirements if row.id == "G")
        using_it += any(row.used for row in elective.requirements)
    assert using_it > 10


def test_rows_of_the_store_become_the_files_and_plans_that_they_are(district: Desk) -> None:
    cases = {case.file.student.uid: case for case in open_cases(district)}
    with district.database.reading() as tx:
        raw = fetch_raw_files(tx, [due.student for due in list_due(tx)])
    put_together = [(file, plan) for _, file, plan in files_from(raw)]
    assert len(put_together) == len(cases)
    for file, plan in put_together:
        assert (file, plan) == (cases[file.student.uid].file, cases[file.student.uid].plan)


def test_a_block_of_rows_becomes_rows_to_keep(district: Desk) -> None:
    known = district.district()
    answer = standings_job(Terms(known.catalog, known.rules, known.auditing, district.today()))
    with district.database.reading() as tx:
        keys = [due.student for due in list_due(tx)][:5]
        raw = packed(fetch_raw_files(tx, keys))
    rows, failed = answer((raw, dict.fromkeys(keys, int(EVERY_PART))))
    assert not failed
    assert [row[0] for row in rows] == keys
    cases = {case.file.student.uid: case for case in open_cases(district)}
    for _, uid, school, grade_level, kept in rows:
        case = cases[uid]
        assert (school, grade_level) == (case.file.student.school, case.file.student.grade_level)
        told = [(p.id, p.status.value, p.missing, p.completed_in) for p in case.audit.programs]
        assert [(row[0], row[1], row[6], row[9]) for row in kept] == told


def test_a_student_whose_audit_fails_costs_the_others_nothing(
    district: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = district.district()
    answer = standings_job(Terms(known.catalog, known.rules, known.auditing, district.today()))
    with district.database.reading() as tx:
        keys = [due.student for due in list_due(tx)][:5]
        raw = packed(fetch_raw_files(tx, keys))
    asked = count()

    def failing_once(*of: Any) -> tuple[Standing, ...]:
        if next(asked) == 2:
            raise KeyError("Rivera, Ana")
        return standings(*of)

    monkeypatch.setattr(standing_work, "standings", failing_once)
    rows, failed = answer((raw, dict.fromkeys(keys, int(EVERY_PART))))
    assert [row[0] for row in rows] == [key for key in keys if key != keys[2]]
    assert [*failed] == [keys[2]]
    assert failed[keys[2]].startswith("KeyError in failing_once, line ")
