"""A district of a few students written by hand, of whom it is known who should stand where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import import_paths
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock

CLOCK = Clock(date(2026, 11, 21))
STUDENTS = """\
student_id,last_name,first_name,grade_level,graduation_year,school,counselor,pathway
0001,Abel,Ana,9,2030,CS,A. Lee,
0002,Berg,Ben,10,2029,CS,A. Lee,
0003,Cruz,Cleo,10,2029,VL,A. Lee,Welding
0004,Diaz,Dan,11,2028,CS,B. Cruz,
0005,Egan,Eve,8,2031,RN,B. Cruz,
0006,Frey,Flo,9,2030,VL,B. Cruz,
"""
ENROLLMENTS = """\
student_id,pathway,action,on,school_year,school,reason
0001,Welding,interested,2026-04-20,2025-26,RN,
0002,Culinary Arts,interested,2025-10-01,2025-26,CS,likes to cook
0002,Culinary Arts,signed_up,2026-02-01,2025-26,CS,
0002,Culinary Arts,left,2026-09-10,2026-27,CS,changed interest
0003,Photography,interested,2025-09-01,2025-26,VL,
0003,Welding,signed_up,2025-09-10,2025-26,VL,
0004,Welding,interested,2026-01-10,2025-26,CS,
0004,Photography,signed_up,2026-01-15,2025-26,CS,
0004,Welding,changed,2026-09-01,2026-27,CS,more hands-on
"""
EXPERIENCES = """\
student_id,kind,title,school_year,grade_level,hours,opinion
0001,exploratory,Manufacturing and robotics,2024-25,7,8,5
0001,exploratory,Manufacturing and robotics,2025-26,8,8,5
0006,exploratory,Culinary basics,2025-26,8,6,1
"""


@pytest.fixture(scope="session")
def written_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("sign-ups")
    files = {
        "students.csv": STUDENTS,
        "enrollments.csv": ENROLLMENTS,
        "experiences.csv": EXPERIENCES,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


@pytest.fixture
def district(written_files: list[Path], tmp_path: Path) -> Iterator[Desk]:
    """The district on the desk, its files brought by B. Cruz."""
    desk = new_district(tmp_path / "district.cte", None, CLOCK, actor="B. Cruz")
    import_paths(desk, written_files)
    yield desk
    desk.close()


@pytest.fixture
def uids(district: Desk) -> dict[str, str]:
    """The uids under the district's ids."""
    return {line.student_id: line.uid for line in list_students(district)}
