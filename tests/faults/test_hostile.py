"""The judgement on doctored files, and that changing by chance can be done again."""

from __future__ import annotations

import json
import random
import sys

import pytest

from tests.faults.hostile import DOCTORS, ODD, _odd_json, mutated

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def test_the_same_seed_makes_the_same_file() -> None:
    whole = bytes(range(256)) * 20
    made = {mutated(whole, random.Random(seed)) for seed in range(30)}
    assert made == {mutated(whole, random.Random(seed)) for seed in range(30)}
    assert len(made) > 20
    assert mutated(b"", random.Random(1)) is not None


def test_values_of_a_manifest_become_odd_ones() -> None:
    plain = json.dumps({"a": {"b": 1, "c": "x"}, "d": "y"}).encode()
    made = [_odd_json(plain, random.Random(seed)) for seed in range(300)]
    assert any(b"../../outside.txt" in one for one in made)
    assert len(set(made)) > len(ODD) // 2


def test_every_way_to_doctor_says_what_it_does() -> None:
    assert all(doctor.__doc__ for doctor in DOCTORS.values())
