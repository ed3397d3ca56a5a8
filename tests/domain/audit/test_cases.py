"""Every worked case of `tests/cases` comes out as a counselor would have it."""

from __future__ import annotations

import pytest

from tests.domain.audit.worked_cases import Case, all_cases, audited, faults

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_case_comes_out_as_expected(case: Case) -> None:
    found = faults(case, audited(case))
    assert not found, f"\n{case.table['rule']}\n" + "\n".join(found)


def test_every_case_names_its_rule_and_source() -> None:
    assert len(CASES) >= 50
    assert all(case.table["rule"] and case.table["source"] for case in CASES)
    assert len({case.name for case in CASES}) == len(CASES)
