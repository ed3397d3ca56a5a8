from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tools.development import commands, environment, machine
from tools.development.faults import Fault

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would be started; none is."""
    started: list[list[str]] = []

    def note(command: list[str], **_variables: str) -> int:
        started.append([Path(command[0]).stem, *command[1:]])
        return 0

    monkeypatch.setattr(commands, "_call", note)
    monkeypatch.setattr(environment, "ensure", lambda _project: None)
    for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return started


def test_run_without_a_display_does_the_main_job_without_a_window(calls: list[list[str]]) -> None:
    assert commands.main(["run"]) == 0
    assert calls == [["python", "-m", "cte_desktop", "--sample", "--no-window"]]


def test_run_with_a_display_opens_the_window_on_the_sample(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert commands.main(["run"]) == 0
    assert calls == [["python", "-m", "cte_desktop", "--sample"]]


def test_check_runs_everything_even_after_a_failure(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "_call", lambda command, **_: "ruff" in command)
    assert commands.main(["check"]) == 1
    assert not calls
    said = capsys.readouterr().out
    verdicts = [line for line in said.splitlines() if line.startswith(("passed", "FAILED"))]
    assert verdicts[:2] == ["FAILED  ruff check", "FAILED  ruff format"]
    assert verdicts[2:4] == ["passed  mypy", "passed  import rules"]


def test_a_frozen_program_that_fails_its_self_check_fails_the_build(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "require_freezing_tools", lambda: None)
    monkeypatch.setattr(commands, "write_installer", lambda dist: dist / "installer")
    assert commands.main(["build"]) == 0
    assert "Beside it: installer." in capsys.readouterr().out
    assert calls[0][1:3] == ["-m", "PyInstaller"]
    assert calls[1] == ["cte-desktop", "--self-check"]
    monkeypatch.setattr(commands, "_call", lambda command, **_: "--self-check" in command)
    assert commands.main(["build"]) == 1
    assert "failed its self-check" in capsys.readouterr().err


def test_an_unknown_benchmark_or_command_is_a_wrong_call(
    calls: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["bench", "nonsense"]) == 2
    assert commands.main(["nonsense"]) == 2
    assert not calls
    assert "No benchmark nonsense" in capsys.readouterr().err


def test_benchmarks_are_the_files_without_an_underscore(tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    for name in ("start.py", "_district.py", "__init__.py", "edit.py"):
        (tmp_path / "benchmarks" / name).touch()
    assert commands.benchmark_names(tmp_path) == ["edit", "start"]


def test_faults_are_done_one_after_the_other_and_the_page_is_written(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "fault_names", lambda _root: ["kill", "power"])
    monkeypatch.setattr(machine, "bring_tracing", lambda: None)
    assert commands.main(["faults"]) == 0
    assert [call[2] for call in calls] == [
        "tests.faults.kill",
        "tests.faults.power",
        "tests.faults.report",
    ]
    calls.clear()
    assert commands.main(["faults", "power", "--short"]) == 0
    assert [call[2:4] for call in calls] == [["tests.faults.power", "--short"]]
    assert commands.main(["faults", "nonsense"]) == 2


@pytest.mark.parametrize(("status", "ends"), [(1, 1), (3, 3), (139, 1)])
def test_a_fault_that_was_bad_or_not_measured_is_told(
    calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    status: int,
    ends: int,
) -> None:
    monkeypatch.setattr(commands, "fault_names", lambda _root: ["kill", "power"])
    monkeypatch.setattr(machine, "bring_tracing", lambda: None)
    power = "tests.faults.power"
    monkeypatch.setattr(commands, "_call", lambda call, **_: status if power in call else 0)
    assert commands.main(["faults", "--short"]) == ends
    said = capsys.readouterr().err
    assert ("Not measured on this machine: power" if status == 3 else "Failed: power") in said


def test_the_scripts_about_faults_are_those_that_measure(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "faults"
    folder.mkdir(parents=True)
    (folder / "kill.py").write_text("import sys\n\ndef measure(asked):\n", encoding="utf-8")
    (folder / "figures.py").write_text("class Figure: ...\n", encoding="utf-8")
    assert commands.fault_names(tmp_path) == ["kill"]


@pytest.mark.parametrize("error", [Fault("No network."), PermissionError(13, "no", ".venv")])
def test_a_fault_of_the_world_is_a_sentence_and_exit_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def fail(_project: object) -> None:
        raise error

    monkeypatch.setattr(environment, "ensure", fail)
    assert commands.main(["test"]) == 3
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_an_old_python_can_still_read_dev_py() -> None:
    text = (ROOT / "dev.py").read_text(encoding="ascii")
    ast.parse(text, feature_version=(3, 4))
    assert text.index("sys.version_info") < text.index("from tools")
    assert "__future__" not in text


def test_the_set_up_uses_the_standard_library_only() -> None:
    for file in (ROOT / "tools" / "development").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                top = (node.module or "").partition(".")[0]
                assert top == "tools" or top in sys.stdlib_module_names, file
