"""The commands of dev.py, what each runs, and how their results end."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tools.development import environment, machine
from tools.development.environment import Environment
from tools.development.faults import WORLD_EXIT_CODE, Fault, explain_os_error
from tools.installers import write_installer

PROJECT = Environment(Path(__file__).resolve().parents[2])
_HEADLESS = {"QT_QPA_PLATFORM": "offscreen"}
_IMPORT_RULES = "from importlinter.cli import lint_imports_command as check; check()"


def main(arguments: list[str]) -> int:
    """Run one command; 0 done, 1 something failed, 2 wrong call, 3 a fault of the world."""
    name, *rest = arguments or ["help"]
    if name in {"help", "-h", "--help"}:
        print(_help())
        return 0
    command = COMMANDS.get(name)
    if command is None:
        print(f"dev.py has no command {name}.\n\n{_help()}", file=sys.stderr)
        return 2
    try:
        environment.ensure(PROJECT)
        return command(rest)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return WORLD_EXIT_CODE
    except OSError as error:
        print(explain_os_error(error), file=sys.stderr)
        return WORLD_EXIT_CODE
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def setup(_arguments: list[str]) -> int:
    """Make the environment .venv from requirements.lock, or mend it."""
    print("The environment .venv is ready.")
    return 0


def run(arguments: list[str]) -> int:
    """Open the program on the sample district, or, with arguments, run cte-desktop with them."""
    if arguments:
        return _python("-m", "cte_desktop", *arguments)
    if not machine.has_display(os.environ, sys.platform):
        return _python("-m", "cte_desktop", "--sample", "--no-window", **_HEADLESS)
    if os.environ.get("DISPLAY"):
        machine.require(machine.X11_WINDOW)
    return _python("-m", "cte_desktop", "--sample")


def test(arguments: list[str]) -> int:
    """Run the tests, on all cores; arguments go to pytest."""
    return _pytest("not slow", arguments)


def test_slow(arguments: list[str]) -> int:
    """Run the tests that take over two seconds each; arguments go to pytest."""
    return _pytest("slow", arguments)


def coverage(arguments: list[str]) -> int:
    """Run the tests, measure what they cover and hold it against the ratchet."""
    report = PROJECT.root / "coverage.json"
    measured = _pytest(
        "not slow", ["--cov", "--cov-report=term", f"--cov-report=json:{report}", *arguments]
    )
    ratchet = _python("-m", "tools.development.ratchet", str(report))
    return measured or ratchet


def look(arguments: list[str]) -> int:
    """Draw every screen and paper of the sample district as pictures in look/."""
    return _python("tools/look.py", *arguments, **_HEADLESS)


def bench(arguments: list[str]) -> int:
    """Measure the promises of speed, all or those named: benchmarks/NAME.py."""
    known = benchmark_names(PROJECT.root)
    chosen = [argument.removesuffix(".py") for argument in arguments] or known
    unknown = [name for name in chosen if name not in known]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(known)}", file=sys.stderr)
        return 2
    print("name  ours  yardstick  ratio  target", flush=True)
    failed = [name for name in chosen if _python("-m", f"benchmarks.{name}", **_HEADLESS)]
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def benchmark_names(root: Path) -> list[str]:
    """The benchmarks by name; what begins with an underscore is shared between them."""
    return sorted(
        file.stem for file in (root / "benchmarks").glob("*.py") if not file.name.startswith("_")
    )


def faults(arguments: list[str]) -> int:
    """Do the faults that the store must survive and write docs/faults.md: tests/faults/NAME.py;
    --short does the short forms and writes nothing.
    """
    short = ["--short"] if "--short" in arguments else []
    known = fault_names(PROJECT.root)
    chosen = [name.removesuffix(".py") for name in arguments if name != "--short"] or known
    unknown = [name for name in chosen if name not in known]
    if unknown:
        print(f"No faults {', '.join(unknown)}. There are: {', '.join(known)}", file=sys.stderr)
        return 2
    machine.bring_tracing()
    with tempfile.TemporaryDirectory() as folder:
        results = {name: Path(folder) / f"{name}.json" for name in chosen}
        ended = {
            name: _python("-m", f"tests.faults.{name}", *short, "--json", str(kept), **_HEADLESS)
            for name, kept in results.items()
        }
        written = [str(kept) for kept in results.values() if kept.is_file()]
        unkept = 0 if short else _python("-m", "tests.faults.report", *written)
    failed = [name for name, status in ended.items() if status not in (0, WORLD_EXIT_CODE)]
    lacking = [name for name, status in ended.items() if status == WORLD_EXIT_CODE]
    for what, names in (("Failed", failed), ("Not measured on this machine", lacking)):
        if names:
            print(f"{what}: {', '.join(names)}", file=sys.stderr)
    return 1 if failed or unkept else WORLD_EXIT_CODE if lacking else 0


def fault_names(root: Path) -> list[str]:
    """The scripts about faults by name: those that measure something."""
    files = sorted((root / "tests" / "faults").glob("*.py"))
    return [file.stem for file in files if "\ndef measure(" in file.read_text(encoding="utf-8")]


def check(_arguments: list[str]) -> int:
    """Run ruff, mypy, the import rules and the translations' check; all of them, always."""
    checks: list[tuple[str, tuple[str, ...]]] = [
        ("ruff check", ("-m", "ruff", "check", ".")),
        ("ruff format", ("-m", "ruff", "format", "--check", ".")),
        ("mypy", ("-m", "mypy")),
        ("import rules", ("-c", _IMPORT_RULES, "--no-logo")),
    ]
    if (PROJECT.root / "tools" / "translations.py").is_file():
        checks.append(("translations", ("tools/translations.py", "--check")))
    failed = []
    for name, arguments in checks:
        print(f"--- {name}", flush=True)
        if _python(*arguments):
            failed.append(name)
    print("---")
    for name, _ in checks:
        print(f"{'FAILED' if name in failed else 'passed'}  {name}")
    return 1 if failed else 0


def build(_arguments: list[str]) -> int:
    """Freeze the program into dist/ with PyInstaller, let it check itself, write its installer."""
    machine.require_freezing_tools()
    if _python("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN", "build.spec"):
        return 1
    program = PROJECT.root / "dist" / "cte-desktop" / "cte-desktop"
    if sys.platform == "win32":
        program = program.with_suffix(".exe")
    if _call([str(program), "--self-check"], **_HEADLESS):
        print("The frozen program failed its self-check.", file=sys.stderr)
        return 1
    print(f"Built {program.relative_to(PROJECT.root)}; it passed its self-check.")
    print(f"Beside it: {write_installer(PROJECT.root / 'dist').name}.")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "test-slow": test_slow,
    "coverage": coverage,
    "look": look,
    "bench": bench,
    "faults": faults,
    "check": check,
    "build": build,
}


def _help() -> str:
    lines = [
        f"  {name:10} {' '.join((command.__doc__ or '').split())}"
        for name, command in COMMANDS.items()
    ]
    return "\n".join(["python3 dev.py COMMAND, where COMMAND is one of", *lines])


def _pytest(marks: str, arguments: list[str]) -> int:
    # pytest-xdist can't hand a debugger's prompt through.
    spread = ("-n", "0") if "--pdb" in arguments else ("-n", "auto", "--dist", "worksteal")
    # Each worker would compile every file anew on a machine that is told to keep no byte code.
    kept = {"PYTHONDONTWRITEBYTECODE": ""}
    return _python("-m", "pytest", *spread, "-m", marks, *arguments, **_HEADLESS, **kept)


def _python(*arguments: str, **variables: str) -> int:
    return _call([str(PROJECT.python), *arguments], **variables)


def _call(command: list[str], **variables: str) -> int:
    """Run in the project's folder with its output on the screen; a crash counts as 128 + signal."""
    done = subprocess.run(
        command, cwd=PROJECT.root, env=environment.child_variables() | variables, check=False
    )
    return done.returncode if done.returncode >= 0 else 128 - done.returncode
