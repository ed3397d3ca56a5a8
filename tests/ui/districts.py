"""Small databases for tests of the window: a sample district, made once and copied."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system.clock import Clock

TODAY = date(2026, 11, 21)
CLOCK = Clock(TODAY)
STUDENTS = 60

STUDENTS_CSV = """\
student_id,last_name,first_name,grade_level,school,counselor,pathway
0012,Rivera,Ana,10,VL,A. Lee,
0013,O'Neil-Núñez,Zoë,11,VL,A. Lee,Welding
0014,Smith,Ben,9,SG,B. Cruz,
"""


def made_sample(folder: Path) -> Path:
    """Make a sample district of 60 students in `folder`, unless it is there."""
    file = folder / "sample.cte"
    if not file.exists():
        make_sample_district(file, CLOCK, students=STUDENTS)
    return file


def copied(file: Path, folder: Path) -> Path:
    """Copy a closed database with its keys."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (file.name, f"{file.name}.keys"):
        shutil.copy(file.with_name(name), folder / name)
    return folder / file.name


def opened(file: Path) -> Desk:
    """Open a database without a passphrase for writing."""
    return open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
