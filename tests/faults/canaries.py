"""Names that nobody has, planted in a protected district; everything is used; then every file that
was left is searched for them.

    python -m tests.faults.canaries [--rounds STEPS] [--seed S] [--short]

Searched: the folders of data, settings, log, cache and temporary files, the working folder (cores),
the folder of the database with its key file, backups, log of writes, locks and tries, /dev/shm,
what other programs can see of the process (its arguments, variables and title), and the clipboard
and the window after a lock. Spared: what was put in, and the folder exports and papers were asked
for in. Names are looked for as text, UTF-16, hexadecimal, base64 and in packed streams.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.figures import Figure
from tests.faults.places import PASSPHRASE
from tests.faults.running import Asked, CannotMeasure, run, working_folder
from tests.faults.searching import found_in, shape_in

MARK = "Wvqxk"
"""What each planted word holds: in no language, no base64 of ours, no file of the program."""
STUDENTS = 6
HEADER = "student_id,last_name,first_name,preferred_name,grade_level,school,counselor,pathway,goal"
RECORD = (
    "student_id,school_year,term,course_code,course_title,mark,credits_attempted,credits_earned,"
    "subject"
)
SMALL = 2_000_000
"""Bytes that one file may have where the disk is taken to be full."""
LONGEST = 240.0
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - searched, not written


@dataclass(slots=True)
class Ground:
    """Where everything lies, and what was found."""

    folder: Path
    found: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "work" / "district.cte"

    @property
    def out(self) -> Path:
        """Where papers and exports are asked for."""
        return self.folder / "out"

    @property
    def incoming(self) -> Path:
        """What is put in."""
        return self.folder / "incoming"

    def surroundings(self) -> dict[str, str]:
        """Return the variables of a process whose every folder lies here."""
        home = self.folder / "home"
        names = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CTE_")}
        return kept | dict.fromkeys(names, str(home)) | {
            "TMPDIR": str(self.folder / "tmp"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "CTE_PASSPHRASE": PASSPHRASE,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }  # fmt: skip


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Plant names, use everything, search everything."""
    if sys.platform != "linux":
        raise CannotMeasure("what other programs can see of a process is read from /proc.")
    began, chance = time.monotonic(), random.Random(asked.seed)
    with working_folder("canaries") as folder:
        ground = make_ground(folder)
        shared = set(SHARED_MEMORY.glob("*"))
        use_command_line(ground)
        for number in range(asked.rounds):
            use_window(ground, chance, number)
        use_full_disk(ground)
        searched = search(ground, shared)
        control = _control(ground)
    bad = list(dict.fromkeys(ground.found))
    bad += [] if control else ["the control was not noticed: a name planted in the log"]
    return (
        Figure(
            "names of students as canaries",
            f"{len(ground.done)} uses by command and window, killed, full disk, crash, lock; then "
            "every file left is searched in five shapes",
            searched,
            len(bad),
            "none outside the encrypted store and what was exported",
            time.monotonic() - began,
            tuple(bad) or (f"{searched} files searched after: {', '.join(ground.done)}",),
        ),
    )


def make_ground(folder: Path) -> Ground:
    """Make the folders, and the files of students whose every word is planted."""
    ground = Ground(folder)
    for name in ("work", "out", "incoming", "tmp", "home", "run"):
        (folder / name).mkdir(mode=0o700)
    rows = [
        f"{MARK}{n},{MARK}last{n},{MARK}first{n},{MARK}nick{n},{9 + n % 4},VL,A. Lee,,{MARK}goal"
        for n in range(STUDENTS)
    ]
    (ground.incoming / "students.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    taken = [
        f"{MARK}{n},2024-25,fall,ZZ{c},{MARK}course {c},A,5,5,elective"
        for n in range(STUDENTS)
        for c in range(200)
    ]
    (ground.incoming / "record.csv").write_text("\n".join([RECORD, *taken]), encoding="utf-8")
    bad = (ground.incoming / "record.csv").read_text(encoding="utf-8").replace(",A,5,", ",?,x,")
    (ground.incoming / "bad-record.csv").write_text(bad, encoding="utf-8")
    return ground


def commands(ground: Ground) -> list[list[str]]:
    """Return the calls of the command line, in their order."""
    out, one = ground.out, f"{MARK}1"
    given = ["--recipient", "parent", "--purpose", "advising"]
    return [
        ["import", str(ground.incoming / "students.csv"), str(ground.incoming / "record.csv")],
        ["import", str(ground.incoming / "bad-record.csv")],
        ["import", str(ground.incoming / "students.csv"), "--replace", "--dry-run"],
        ["audit", "--all", "--json"],
        ["audit", "--student", f"{MARK}nobody"],
        ["fill", "--all", "--keep"],
        ["print", "plan", "--all", "--out", str(out / "plans.pdf"), *given],
        ["print", "findings", "--all", "--out", str(out / "findings.pdf"), *given],
        ["export", "student", one, "--format", "json", "--out", str(out / "one.json"), *given],
        ["export", "everything", "--out", str(out / "everything"), *given],
        ["backup"],
        ["history", "--student", one, "--changes"],
        ["disclosures"],
        ["check"],
    ]


def use_command_line(ground: Ground) -> None:
    """Call each command; whether it succeeds is another script's business."""
    call(ground, ["new", str(ground.file)])
    for command in commands(ground):
        call(ground, ["--database", str(ground.file), *command])


def use_full_disk(ground: Ground) -> None:
    """Call commands where no file may grow large, as on a full disk."""

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))

    for command in commands(ground):
        call(ground, ["--database", str(ground.file), *command], small, "on a full disk")


def call(
    ground: Ground, words: Sequence[str], before: Callable[[], None] | None = None, where: str = ""
) -> None:
    """Run one command of the program to its end."""
    if subprocess.run(
        [sys.executable, "-m", "cte_desktop", *words],
        cwd=ground.folder / "work", env=ground.surroundings(), preexec_fn=before,
        capture_output=True, timeout=LONGEST, check=False,
    ).returncode < 0:  # fmt: skip
        ground.found.append(f"ended by a signal: {words[:3]}")
    name = next((word for word in words if word.isalpha()), "")
    ground.done.append(f"{name} {where}".strip())


def use_window(ground: Ground, chance: random.Random, number: int) -> None:
    """Use the window in a process of its own, look at it from outside, and kill it at work; every
    second time so that a core is written where the system writes any.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.canary_session", str(ground.folder), str(number)],
        cwd=ground.folder / "work", env=ground.surroundings(), stdout=subprocess.PIPE, text=True,
        preexec_fn=_allow_cores,  # noqa: PLW1509
    )  # fmt: skip
    assert child.stdout is not None
    told = ""
    for line in child.stdout:
        told = line.strip()
        if told.startswith("found "):
            ground.found.append(told)
        if told == "working":
            break
    if told != "working":
        ground.found.append(f"the window did not come to its work: {told}")
        return
    look_from_outside(ground, child.pid)
    time.sleep(chance.random() * 0.4)
    child.send_signal(signal.SIGKILL if number % 2 == 0 else signal.SIGABRT)
    child.wait(timeout=LONGEST)
    ground.done.append("window, crash report, lock, kill")


def look_from_outside(ground: Ground, process: int) -> None:
    """Read what every program of the same person can see of a process."""
    for name in ("cmdline", "environ", "comm"):
        shape = shape_in(Path(f"/proc/{process}/{name}").read_bytes(), MARK)
        if shape:
            ground.found.append(f"/proc/PID/{name}: as {shape}")
    for shown in Path(f"/proc/{process}/fd").iterdir():
        try:
            target = shown.readlink()
        except OSError:
            continue
        if MARK.lower() in str(target).lower():
            ground.found.append(f"an open file is named {target.suffix}")
        elif "(deleted)" in str(target) and shown.exists():
            with shown.open("rb") as file:
                if shape_in(file.read(), MARK):
                    ground.found.append("an open file without a name")


def search(ground: Ground, shared: set[Path]) -> int:
    """Search every file left; returns how many there are."""
    spared = (ground.out, ground.incoming)
    ground.found += found_in(ground.folder, MARK, spared)
    left = [path for path in ground.folder.rglob("*") if path.is_file()]
    papers = [path for path in left if path.suffix == ".pdf" and ground.out not in path.parents]
    ground.found += [f"a paper was left: {path.name}" for path in papers]
    for path in set(SHARED_MEMORY.glob("*")) - shared:
        if path.is_file() and shape_in(path.read_bytes(), MARK):
            ground.found.append(f"shared memory: {path.name}")
    return len(left)


def _allow_cores() -> None:
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def _control(ground: Ground) -> bool:
    """Tell whether a name in the log would be found."""
    planted = ground.folder / "home" / "planted.log"
    planted.write_text(f"INFO said: {MARK}last3 opened", encoding="utf-16")
    return any("planted.log" in one for one in found_in(ground.folder, MARK, (ground.out,)))


if __name__ == "__main__":
    sys.exit(run(measure, rounds=6, short=1))
