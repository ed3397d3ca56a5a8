from __future__ import annotations

from pathlib import Path

import pytest

from tools.development import environment
from tools.development.environment import Environment, SetupMemory
from tools.development.faults import Fault


@pytest.fixture
def made(tmp_path: Path) -> Environment:
    """A project whose environment looks as a finished set-up leaves it."""
    one = Environment(tmp_path)
    one.lock.write_text("segno==1.6.6\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    one.python.parent.mkdir(parents=True)
    one.python.write_text("", encoding="utf-8")
    (packages(one) / "segno").mkdir(parents=True)
    environment._remember(
        one,
        SetupMemory(
            finished=True,
            digest=environment._digest(one),
            place=str(tmp_path),
            names=tuple(environment._installed_names(one)),
        ),
    )
    return one


def packages(one: Environment) -> Path:
    windows = one.python.parent.name == "Scripts"
    return one.folder / ("Lib" if windows else "lib/python3.11") / "site-packages"


def test_a_finished_environment_is_left_alone(made: Environment) -> None:
    assert environment.is_ready(made)
    environment.ensure(made)
    assert not (made.root / ".venv.lock").exists()


def test_a_changed_lock_asks_for_another_set_up(made: Environment) -> None:
    made.lock.write_text("segno==1.6.7\n", encoding="utf-8")
    assert not environment.is_ready(made)


def test_a_lost_library_asks_for_a_new_environment(made: Environment) -> None:
    (packages(made) / "segno").rmdir()
    assert not environment.is_ready(made)
    assert not environment._can_be_mended(made)


def test_a_copied_folder_asks_for_a_new_environment(made: Environment, tmp_path: Path) -> None:
    copied = tmp_path.with_name(tmp_path.name + "-copy")
    tmp_path.rename(copied)
    assert not environment.is_ready(Environment(copied))
    assert not environment._can_be_mended(Environment(copied))


@pytest.mark.parametrize("memory", ["", "{", "[]", '{"finished": false}', '{"finished": true}'])
def test_a_set_up_that_was_cut_short_is_begun_anew(made: Environment, memory: str) -> None:
    made.memory.write_text(memory, encoding="utf-8")
    assert not environment.is_ready(made)
    assert not environment._can_be_mended(made)


def test_a_missing_lock_is_told_in_a_sentence(made: Environment) -> None:
    made.lock.unlink()
    with pytest.raises(Fault, match=r"^requirements.lock is missing from the project"):
        environment.ensure(made)


def test_programs_of_the_environment_see_no_foreign_libraries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    variables = environment.child_variables()
    assert "PYTHONPATH" not in variables
    assert "PIP_TARGET" not in variables
    assert variables["PYTHONNOUSERSITE"] == "1"
