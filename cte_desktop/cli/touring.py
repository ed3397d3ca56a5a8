"""The main job without a window, and the program's check of itself."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop.services import checking, crew, sampling
from cte_desktop.services.desk import open_desk
from cte_desktop.services.touring import tour
from cte_desktop.system import paths
from cte_desktop.system.options import actor_of, clock_of
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output

SELF_CHECK_STUDENTS = 200


def look_around(options: argparse.Namespace, output: Output) -> int:
    """Do the main job on the sample district and name the PDFs."""
    file = paths.sample_database()
    if not file.exists():
        output.aside(tr("Making the sample district, once: this takes some seconds."))
        sampling.make_sample_district(file, clock_of(options))
    desk = open_desk(file, None, clock_of(options), actor=actor_of(options), writable=True)
    try:
        done = tour(desk, file.parent / "papers")
    finally:
        desk.close()
    answer = {
        "database": str(file),
        "student": done.student_id,
        "filled": done.filled,
        "plan": str(done.plan),
        "week": str(done.week),
        "certificate": str(done.certificate),
    }
    lines = [
        tr("There is no display, so the main job was done without a window."),
        tr("Sample district: {file}", file=file),
        tr(
            "Placed {course} for student {student} and took it back.",
            course=done.course,
            student=done.student_id,
        ),
        tr("Filled the plan of student {student}: the best there is.", student=done.filled),
        tr("Four-year plan: {file}", file=done.plan),
        tr("Week: {file}", file=done.week),
        tr("Certificate of completion: {file}", file=done.certificate),
    ]
    output.answer(answer, "\n".join(lines))
    return 0


def check_self(options: argparse.Namespace, output: Output) -> int:
    """Make a database, import, audit, fill, undo, print each paper, check the file; 0 if all works.

    A helping process, too, must start and answer: a frozen program starts itself for one.
    """
    from cte_desktop.cli.main import run
    from cte_desktop.cli.self_checking import print_every_paper

    with tempfile.TemporaryDirectory(prefix="cte-check-") as folder:
        file = Path(folder) / "check.cte"
        sampling.make_sample_district(file, clock_of(options), students=SELF_CHECK_STUDENTS)
        desk = open_desk(file, None, clock_of(options), actor="self-check", writable=True)
        try:
            done = tour(desk, Path(folder))
        finally:
            desk.close()
        papers = Path(folder) / "papers"
        papers.mkdir()
        faults = list(print_every_paper(file, done.student_id, papers, clock_of(options), run))
        damaged = checking.check(file, None)
    faults += [damage.text for damage in damaged]
    if not crew.children_answer():
        faults.append(tr("No second process of the program could be started."))
    output.answer({"self_check": not faults}, "\n".join(faults) or tr("The program works."))
    return 1 if faults else 0
