"""The pictures of the README: the Plan page and the Students page, small files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from cte_desktop.ui.students.page import StudentsPage
from tools.looking.choice import Chosen
from tools.looking.stage import VARIANTS, staged

MOST_BYTES = 300_000


def readme_pictures(application: QApplication, folder: Path, chosen: Chosen) -> tuple[Path, ...]:
    """Write plan-light.png and students-light.png; refuse what is too large for a README."""
    light = VARIANTS[0]
    with staged(application, folder, light, sample=True) as stage:
        page = stage.wait_for(StudentsPage)
        page.search.setText("ri")
        page.table.focus_first()
        taken = [stage.grab("students-light")]
        stage.program.bench.requests.student_requested.emit(chosen.planned)
        stage.rest()
        taken.append(stage.grab("plan-light"))
    kept = []
    for picture in taken:
        if picture.stat().st_size > MOST_BYTES:
            raise ValueError(f"{picture.name} is larger than {MOST_BYTES:,} bytes")
        kept.append(picture.replace(folder / picture.name))
    (folder / light.name).rmdir()
    return tuple(kept)
