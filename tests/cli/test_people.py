"""The command people, signing in by --actor, and what each role may do at the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.cli.main import run
from cte_desktop.storage import wrapping
from cte_desktop.storage.tries import tries_path
from tests.cli.conftest import TODAY, Answer, Call, District

OWNERS = "kiln orbit velvet"
ROLES = ("administrator", "registrar", "counselor", "reader")
As = Callable[..., Answer]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapping, "MEMORY_KIB", 64)
    monkeypatch.setattr(wrapping, "ITERATIONS", 1)


@pytest.fixture(scope="session")
def staffed(made_district: District, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a passphrase and somebody of each role, called as the role is."""
    folder = tmp_path_factory.mktemp("staffed")
    file = folder / "district.cte"
    for ending in ("", ".keys"):
        shutil.copy(f"{made_district.database}{ending}", f"{file}{ending}")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wrapping, "MEMORY_KIB", 64)
        patched.setattr(wrapping, "ITERATIONS", 1)
        patched.setenv("CTE_DATABASE", str(file))
        patched.setenv("CTE_TODAY", TODAY)
        patched.setenv("CTE_NEW_PASSPHRASE", OWNERS)
        assert run(["protect", "set"]) == 0
        patched.setenv("CTE_PASSPHRASE", OWNERS)
        caseload = made_district.rows("students.csv")[0]["counselor"]
        for role in ROLES:
            patched.setenv("CTE_NEW_PASSPHRASE", words_of(role))
            call = ["people", "add", role.title(), "--role", role, "--counselor", caseload]
            assert run(call) == 0
    return file


@pytest.fixture
def file(staffed: Path, tmp_path: Path) -> Path:
    for ending in ("", ".keys"):
        shutil.copy(f"{staffed}{ending}", tmp_path / f"district.cte{ending}")
    return tmp_path / "district.cte"


@pytest.fixture
def called_as(file: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> As:
    """Calls the program as who has a role, "" for the owner."""

    def done(role: str, *words: object, passphrase: str = "") -> Answer:
        own = words_of(role) if role else OWNERS
        monkeypatch.setenv("CTE_PASSPHRASE", passphrase or own)
        name = ("--actor", role.title()) if role else ()
        return call(*words, "--database", file, *name)

    return done


def words_of(role: str) -> str:
    return f"the words of {role}"


def other_student(made_district: District, *, own: bool) -> str:
    rows = made_district.rows("students.csv")
    caseload = rows[0]["counselor"]
    return next(row["student_id"] for row in rows if (row["counselor"] == caseload) is own)


def deeds(made_district: District, folder: Path) -> dict[str, tuple[set[str], list[object]]]:
    """Return each deed with the roles that may do it."""
    own, everybody = other_student(made_district, own=True), set(ROLES)
    students = folder / "students.csv"
    students.write_text(
        "student_id,last_name,first_name,grade_level,school\n990001,New,Somebody,9,VL\n"
    )
    paper = folder / "plan.pdf"
    return {
        "audits": (everybody, ["audit", "--student", own, "--summary"]),
        "looks at the history": (everybody, ["history"]),
        "checks": (everybody, ["check"]),
        "lists people": (everybody, ["people", "list"]),
        "lists settings": (everybody, ["settings", "get"]),
        "prints": (everybody - {"reader"}, ["print", "plan", "--student", own, "--out", paper]),
        "exports all": (
            {"administrator", "registrar"},
            ["export", "everything", "--out", folder / "all"],
        ),
        "looks at an import": (everybody, ["import", students, "--dry-run"]),
        "imports": ({"administrator", "registrar"}, ["import", students]),
        "makes keys public": (
            {"administrator", "registrar"},
            ["keys", "public", "--out", folder / "keys.json"],
        ),
        "sets": ({"administrator"}, ["settings", "set", "credit_minimum", "C"]),
        "removes somebody": ({"administrator"}, ["people", "remove", "Reader"]),
    }


@pytest.mark.parametrize("role", ROLES)
def test_each_role_does_what_it_may_at_the_command_line(
    role: str, called_as: As, made_district: District, tmp_path: Path
) -> None:
    for name, (who, words) in deeds(made_district, tmp_path).items():
        answer = called_as(role, *words, "--json")
        if role in who:
            assert answer.status in {0, 1}, (name, answer.err)
        else:
            assert answer.status == 3, (name, answer.out)
            assert answer.json["error"]["code"] == "not_allowed", name
            assert "may." in answer.json["error"]["do"] or "administrator" in answer.err
    assert (tmp_path / "plan.pdf").exists() is (role != "reader")
    assert (tmp_path / "all").exists() is (role in {"administrator", "registrar"})


def test_a_counselor_prints_nobody_of_another_caseload(
    called_as: As, made_district: District, tmp_path: Path
) -> None:
    student, paper = other_student(made_district, own=False), tmp_path / "plan.pdf"
    answer = called_as("counselor", "print", "plan", "--student", student, "--out", paper)
    assert answer.status == 3
    assert "in the caseload of" in answer.err
    assert not paper.exists()


def test_a_person_signs_in_with_their_own_passphrase_alone(called_as: As) -> None:
    assert called_as("reader", "history", passphrase=OWNERS).status == 3
    assert called_as("", "history", passphrase=words_of("reader")).status == 3
    assert called_as("", "history").status == 0


def test_the_list_says_who_is_who(called_as: As) -> None:
    listed: list[dict[str, Any]] = called_as("reader", "people", "list", "--json").json["people"]
    assert [one["role"] for one in listed] == sorted(ROLES)
    assert all(one["may_sign_in"] and one["active"] for one in listed)
    assert [one["students"] is not None for one in listed] == [False, True, False, False]
    assert "Registrar" in called_as("", "people", "list").out


def test_somebody_is_renamed_and_removed(called_as: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTE_NEW_PASSPHRASE", "")
    done = called_as("administrator", "people", "change", "reader", "--name", "Lea Lund", "--json")
    assert done.json["person"]["name"] == "Lea Lund"
    assert called_as("reader", "history").status == 3
    assert called_as("administrator", "history").out.count("Call Reader Lea Lund") == 1
    assert called_as("administrator", "people", "remove", "lea lund").status == 0
    assert called_as("administrator", "people", "remove", "lea lund").status == 2
    assert called_as("", "people", "list").out.count("no longer here") == 1
    assert called_as("", "undo").status == 0
    assert called_as("", "people", "list").out.count("without a passphrase") == 1


def test_a_new_person_needs_a_name_a_role_and_a_passphrase(
    called_as: As, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert called_as("", "people", "add").status == 2
    assert called_as("", "people", "add", "Nora New").status == 2
    assert called_as("", "people", "add", "Nora New", "--role", "reader").status == 2
    monkeypatch.setenv("CTE_NEW_PASSPHRASE", "short")
    assert called_as("", "people", "add", "Nora New", "--role", "reader").status == 2
    (tmp_path / "words").write_text("pearl anchor moss\n")
    wanted = ("people", "add", "Nora New", "--role", "reader")
    made = called_as("", *wanted, "--new-passphrase-file", tmp_path / "words")
    assert made.status == 0
    assert called_as("", *wanted, "--new-passphrase-file", tmp_path / "words").status == 2


@pytest.mark.parametrize("kind", ["change", "recovery-code"])
def test_a_person_is_told_whose_passphrase_protection_needs_and_is_not_slowed_down(
    called_as: As, file: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("CTE_NEW_PASSPHRASE", "pearl anchor moss")
    for role in ROLES:
        refused = called_as(role, "protect", kind, "--json")
        assert (refused.status, refused.json["error"]["code"]) == (3, "not_allowed")
        assert "own passphrase" in refused.json["error"]["text"]
    assert not tries_path(file).exists()
    assert called_as("", "protect", kind).status == 0
