"""A small sample district with a passphrase, opened by a person of each role."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.people.changing import add_person
from cte_desktop.services.protection import set_passphrase
from cte_desktop.services.students import list_students
from cte_desktop.storage import wrapping
from tests.services.conftest import CLOCK

OWNERS = "the owner's own words"
NAMES = {
    Role.ADMINISTRATOR: "Ana Alvarez",
    Role.REGISTRAR: "Rita Roth",
    Role.COUNSELOR: "Carl Chen",
    Role.READER: "Lea Lund",
}

OpenAs = Callable[..., Desk]


def passphrase_of(name: str) -> str:
    return f"the words of {name}"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that are cheap to derive: what makes guessing dear is tested with the keys."""
    monkeypatch.setattr(wrapping, "MEMORY_KIB", 64)
    monkeypatch.setattr(wrapping, "ITERATIONS", 1)


@pytest.fixture(scope="session")
def staffed(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with somebody of each role; the counselor has the largest caseload."""
    file = tmp_path_factory.mktemp("staffed") / "district.cte"
    copied(made_sample, file)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wrapping, "MEMORY_KIB", 64)
        patched.setattr(wrapping, "ITERATIONS", 1)
        desk = open_desk(file, None, CLOCK, actor="owner", writable=True)
        set_passphrase(desk, "", OWNERS)
        # So small a sample has one counselor at each school.
        with desk.database.writing() as tx:
            tx.connection.exec_driver_sql(
                "UPDATE student SET counselor = 'B. Cruz' WHERE key % 3 = 0"
            )
        caseload = Counter(line.counselor for line in list_students(desk)).most_common(1)[0][0]
        assert caseload
        for role, name in NAMES.items():
            add_person(desk, name, role, caseload, passphrase_of(name))
        desk.close()
    return file


@pytest.fixture
def file(staffed: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return copied(staffed, tmp_path / "district.cte")


@pytest.fixture
def open_as(file: Path) -> Iterator[OpenAs]:
    """Opens the copy as the person of a role, as who is named, or as the owner."""
    opened: list[Desk] = []

    def done(
        role: Role | None = None, *, name: str = "", passphrase: str = "", writable: bool = True
    ) -> Desk:
        wanted = name or (NAMES[role] if role else "")
        passphrase = passphrase or (passphrase_of(wanted) if wanted else OWNERS)
        desk = open_desk(file, passphrase, CLOCK, actor="owner", writable=writable, name=wanted)
        opened.append(desk)
        return desk

    yield done
    for desk in opened:
        desk.close()


def copied(source: Path, to: Path) -> Path:
    shutil.copy(source, to)
    shutil.copy(f"{source}.keys", f"{to}.keys")
    return to
