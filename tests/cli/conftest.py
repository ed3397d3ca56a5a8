"""A small sample district in a database, made once and copied for each test that writes."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.cli.main import run

TODAY = "2026-11-21"
STUDENTS = 90
FEW = 30  # enough where everyone is audited again and again


@dataclass(frozen=True)
class Answer:
    """What a call printed and with which status it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Answer]


@dataclass(frozen=True)
class District:
    """A database and the plain files that it was filled from."""

    database: Path
    files: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.files / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    @property
    def student(self) -> str:
        return self.rows("students.csv")[0]["student_id"]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*words: object) -> Answer:
        capsys.readouterr()
        status = run([*map(str, words), "--today", TODAY])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return called


@pytest.fixture(scope="session")
def made_district(tmp_path_factory: pytest.TempPathFactory) -> District:
    return _made(tmp_path_factory.mktemp("district"), STUDENTS)


@pytest.fixture(scope="session")
def made_few(tmp_path_factory: pytest.TempPathFactory) -> District:
    return _made(tmp_path_factory.mktemp("few"), FEW)


@pytest.fixture
def district(made_district: District, tmp_path: Path) -> District:
    return _copied(made_district, tmp_path)


@pytest.fixture
def few(made_few: District, tmp_path: Path) -> District:
    """A district of a third of the size."""
    return _copied(made_few, tmp_path)


def _made(folder: Path, students: int) -> District:
    today = ["--today", TODAY]
    assert run(["sample", str(folder / "files"), "--students", str(students), *today]) == 0
    database = folder / "district.cte"
    assert run(["new", str(database), "--no-passphrase", *today]) == 0
    assert run(["--database", str(database), "import", str(folder / "files"), *today]) in {0, 1}
    return District(database, folder / "files")


def _copied(made: District, folder: Path) -> District:
    copy = folder / "district.cte"
    shutil.copy(made.database, copy)
    shutil.copy(f"{made.database}.keys", f"{copy}.keys")
    return District(copy, made.files)
