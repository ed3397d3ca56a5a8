"""The command rules: what is wrong with a file, whose results flip, publishing and taking back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.storage.lock import WriterLock
from cte_desktop.system.paths import resource
from tests.cli.conftest import Answer, Call, District

Write = Callable[..., Path]
SHIPPED = {
    kind: resource("requirements", f"{kind}.toml").read_text(encoding="utf-8")
    for kind in ("graduation", "ag", "programs")
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the shipped file of a kind with texts replaced, under a name that says nothing."""

    def written(kind: str, *replaced: tuple[str, str], name: str = "draft.toml") -> Path:
        text = SHIPPED[kind]
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return written


HEALTH = 'id = "health"\n  credits = 5.0'
MORE_HEALTH = (
    (HEALTH, HEALTH.replace("5.0", "10.0")),
    ("credits = 72.5", "credits = 67.5"),
    ("elective = 62.5", "elective = 57.5"),
    ("elective = 67.5", "elective = 62.5"),
)
MORE_MATHEMATICS = (
    ('title = "Mathematics"\nyears = 3', 'title = "Mathematics"\nyears = 4'),
    ("total_years = 15 ", "total_years = 16 "),
)


def problems(answer: Answer) -> list[tuple[str, str]]:
    assert answer.status == 1
    found = answer.json["problems"]
    assert all(set(one) == {"file", "place", "code", "text"} for one in found)
    assert all(one["text"].endswith(".") for one in found)
    return [(one["place"], one["code"]) for one in found]


def test_the_shipped_files_are_good_with_a_database_and_without(
    call: Call, district: District, write: Write
) -> None:
    for kind in SHIPPED:
        file = write(kind)
        answer = call("rules", "validate", file, "--json")
        good = {"file": "draft.toml", "kind": kind, "good": True, "problems": []}
        assert (answer.status, answer.json) == (0, good)
        answer = call("--database", district.database, "rules", "validate", file)
        assert (answer.status, answer.out) == (0, "draft.toml can be published.\n")


@pytest.mark.parametrize(
    ("replaced", "place", "code"),
    [
        (('based_on = "hart-230"', 'based_on = "hart-2031"'), "set hart-2031", "cycle"),
        (("[2031, 9999]", "[2030, 9999]"), "set hart-2031", "overlap"),
        (("= 40.0", "= -40.0"), "set hart-230, subject english", "negative"),
        (("= 40.0", "= nan"), "set hart-230, subject english", "not_a_number"),
        (
            ("USGOV|APGOV", "USGOV|GOV-99"),
            "set hart-230, subject social_studies, must_include USGOV",
            "unknown_course",
        ),
        (
            ('subject = "science_life"', 'subject = "alchemy"'),
            "set hart-230, subject science, must_include alchemy",
            "unknown_subject",
        ),
        (
            ('{ course = "ECON|APMACRO", credits = 5.0 }', '{ course = "ECON", credits = 5.5 }'),
            "set hart-230, subject social_studies, must_include ECON",
            "too_few_courses",
        ),
        (
            (
                '[ { course = "ALG1|ALG1B|MATH8A", taken = true } ]',
                '[ { course = "MATH8A", credits = 5.0 } ]',
            ),
            "set hart-230, subject mathematics, must_include MATH8A",
            "not_in_high_school",
        ),
        (
            (
                'credits = 30.0\n  must_include = [ { course = "MOD',
                'credits = 20.0\n  must_include = [ { course = "MOD',
            ),
            "set hart-230, subject social_studies",
            "includes_over_subject",
        ),
    ],
)
def test_each_kind_of_bad_input_is_told_and_refused(
    call: Call,
    district: District,
    write: Write,
    replaced: tuple[str, str],
    place: str,
    code: str,
) -> None:
    file = write("graduation", replaced)
    base = ("--database", district.database)
    assert (place, code) in problems(call(*base, "rules", "validate", file, "--json"))
    assert (place, code) in problems(call("rules", "validate", file, "--json"))
    before = call(*base, "history", "--json").json
    refused = call(*base, "rules", "publish", file, "--json")
    assert (place, code) in problems(refused)
    assert refused.json["published"] is False
    assert call(*base, "history", "--json").json == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a = = 1", "not_toml"),
        ("[[set]]\n".encode("utf-16"), "wrong_encoding"),
        ("[[set]]\nid = 'ñ'".encode("latin-1"), "wrong_encoding"),
        (b"# much\n" * 200_000, "too_big"),
        (b"a = " + b"[" * 5000, "too_deep"),
        (b"a = 1\n", "unknown_kind"),
        (b"", "unknown_kind"),
    ],
)
def test_a_file_that_is_no_file_of_rules_ends_with_one(
    call: Call, district: District, tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "graduation.toml"
    file.write_bytes(content)
    base = ("--database", district.database)
    for do in ("validate", "preview", "publish"):
        answer = call(*base, "rules", do, file, "--json")
        assert [found for _, found in problems(answer)] == [code]
        assert answer.json["kind"] is None
        text = call(*base, "rules", do, file)
        assert text.out.startswith("graduation.toml has 1 problem:\n")


def test_a_missing_file_is_a_fault_of_the_world_and_a_wrong_word_a_wrong_call(
    call: Call, district: District, tmp_path: Path, write: Write
) -> None:
    assert call("rules", "validate", tmp_path / "none.toml", "--json").status == 3
    assert call("rules", "validate", tmp_path, "--json").status == 3
    assert call("rules", "repeal", write("ag"), "--json").status == 2
    answer = call("rules", "preview", write("ag"), "--json")
    assert (answer.status, answer.json["error"]["code"]) == (2, "no_database")


def test_a_publication_takes_effect_and_is_taken_back(
    call: Call, district: District, write: Write
) -> None:
    base = ("--database", district.database)
    audit = (*base, "audit", "--student", district.student, "--program", "graduation", "--json")
    before = call(*audit).json
    file = write("graduation", *MORE_HEALTH)
    words = (*base, "rules", "publish", file, "--note", "As the board decided", "--json")
    made = call(*words).json
    assert (made["published"], made["kind"], made["version"]) == (True, "graduation", 2)
    assert need(call(*audit).json, "health") == 10.0
    step = call(*base, "history", "--json").json["steps"][0]
    assert step["step"] == made["step"]
    assert step["text"] == "Publish graduation.toml: As the board decided"
    again = call(*words).json
    assert (again["published"], again["unchanged"], again["version"]) == (False, True, 2)
    assert call(*base, "undo", "--json").json["undone"] == made["step"]
    assert call(*audit).json == before
    assert need(before, "health") == 5.0
    assert call(*base, "rules", "publish", write("graduation"), "--json").json["version"] == 3


def need(audited: dict[str, Any], requirement: str) -> float:
    (program,) = audited["programs"]
    found: float = next(r["need"] for r in program["requirements"] if r["id"] == requirement)
    return found


@pytest.mark.parametrize(
    ("kind", "replaced"), [("graduation", MORE_HEALTH), ("ag", MORE_MATHEMATICS)]
)
def test_a_preview_is_what_two_audits_of_everyone_differ_in(
    call: Call, few: District, write: Write, kind: str, replaced: tuple[tuple[str, str], ...]
) -> None:
    base = ("--database", few.database)
    file = write(kind, *replaced)
    answer = call(*base, "rules", "preview", file, "--json")
    assert (answer.status, answer.json["problems"]) == (0, [])
    before = statuses(call, few)
    assert call(*base, "rules", "publish", file).status == 0
    after = statuses(call, few)
    differing = {who: (was, after[who]) for who, was in before.items() if was != after[who]}
    assert differing
    flips = {
        (flip["student"], flip["program"]): (flip["before"], flip["after"])
        for flip in answer.json["flips"]
    }
    assert flips == differing
    counted = {
        name: one["better"] + one["worse"] for name, one in answer.json["by_program"].items()
    }
    assert sum(counted.values()) == len(differing)
    assert set(answer.json["flips"][0]) == {
        "student",
        "name",
        "school",
        "grade_level",
        "program",
        "before",
        "after",
    }


def statuses(call: Call, district: District) -> dict[tuple[str, str], str]:
    said = call("--database", district.database, "audit", "--all", "--summary", "--json").out
    return {
        (audited["student"], program["id"]): program["status"]
        for audited in map(json.loads, said.splitlines())
        for program in audited["programs"]
    }


def test_a_preview_of_what_is_in_force_flips_nobody(
    call: Call, district: District, write: Write
) -> None:
    base = ("--database", district.database)
    answer = call(*base, "rules", "preview", write("ag"), "--json").json
    assert answer == {"students": 0, "flips": [], "by_program": {}, "problems": []}
    assert "Nobody's result would change." in call(*base, "rules", "preview", write("ag")).out


def test_a_preview_of_rules_that_do_not_add_up_shows_both(
    call: Call, district: District, write: Write
) -> None:
    base = ("--database", district.database)
    file = write("ag", MORE_MATHEMATICS[0])
    answer = call(*base, "rules", "preview", file, "--json")
    assert ("total_years", "sum") in problems(answer)
    assert answer.json["flips"]
    said = call(*base, "rules", "preview", file).out
    assert "->" in said
    assert said.startswith("draft.toml has ")
    broken = write("ag", ("years = 3", 'years = "three"'))
    answer = call(*base, "rules", "preview", broken, "--json")
    assert ("area C", "not_a_number") in problems(answer)
    assert "flips" not in answer.json


def test_rules_work_beside_a_writer_and_publishing_does_not(
    call: Call, district: District, write: Write
) -> None:
    base = ("--database", district.database)
    lock = WriterLock(district.database)
    try:
        assert call(*base, "rules", "validate", write("ag")).status == 0
        answer = call(*base, "rules", "publish", write("ag"), "--json")
        assert (answer.status, answer.json["error"]["code"]) == (3, "locked")
    finally:
        lock.release()
