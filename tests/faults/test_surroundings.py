"""The judgement on odd places: a good answer, another one, a crash and a hang are told apart."""

from __future__ import annotations

import sys
import time

import pytest

from cte_desktop.system.errors import KnownError
from tests.faults.surroundings import CASES, _asked
from tests.faults.trial import tried

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def refuse() -> str:
    raise KnownError("locked", "{file} is open.", file="a.cte")


def hang() -> str:
    time.sleep(9)
    return ""


def crash() -> str:
    raise ZeroDivisionError("no")


def test_a_good_answer_is_no_fault_and_another_one_is() -> None:
    assert _asked("x", lambda: "fine") == []
    assert _asked("x", refuse, "locked") == []
    assert _asked("x", refuse, "missing") == ["x: answered by locked"]
    assert _asked("x", refuse) == ["x: answered by locked"]


def test_a_crash_and_a_hang_are_faults() -> None:
    assert "ZeroDivisionError" in tried(crash).fault
    assert "longer" in tried(hang, 0.2).fault
    assert tried(refuse).told
    assert not tried(refuse).fault


def test_every_case_says_what_it_is() -> None:
    assert all(case.__doc__ for case in CASES.values())
