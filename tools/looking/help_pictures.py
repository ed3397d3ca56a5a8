"""The pictures of the help: small files, in both languages, light and dark.

What the help shows of a page is what the page looks like: taken anew whenever a page changes.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from cte_desktop.wording.translate import LANGUAGES
from tools.looking.choice import Chosen
from tools.looking.stage import Stage, Variant, staged

SIZE = (1200, 750)
WIDTH = 840
"""Pixels across: as wide as the text of the help at most."""
COLORS = 128
MOST_BYTES = 120_000
PAGES = ("home", "students", "sections", "pathways", "completers", "data", "settings")


def help_pictures(application: QApplication, folder: Path, chosen: Chosen) -> tuple[Path, ...]:
    """Write STEM-LANGUAGE-light.png and -dark.png of every picture; refuse what is too large."""
    folder.mkdir(parents=True, exist_ok=True)
    kept: list[Path] = []
    for language in LANGUAGES:
        for dark in (False, True):
            shade = "dark" if dark else "light"
            variant = Variant(f"{language}-{shade}", SIZE, dark=dark, language=language)
            with staged(application, folder, variant, sample=True) as stage:
                taken = _take(stage, chosen)
            kept += [_keep(one, folder / f"{one.stem}-{variant.name}.png") for one in taken]
            (folder / variant.name).rmdir()
    return tuple(kept)


def _take(stage: Stage, chosen: Chosen) -> list[Path]:
    window, bench = stage.program.window, stage.program.bench
    taken = []
    for page in PAGES:
        window.open_page(page)
        stage.rest()
        taken.append(stage.grab(page))
    bench.requests.student_requested.emit(chosen.planned)
    stage.rest()
    taken.append(stage.grab("plan"))
    bench.requests.student_requested.emit(chosen.troubled)
    stage.rest()
    taken.append(stage.grab("findings"))
    bench.actions.action("fill_plan").trigger()
    stage.rest()
    taken.append(stage.grab("fill"))
    bench.requests.student_requested.emit(chosen.planned)
    stage.rest()
    bench.actions.action("meeting").trigger()
    stage.rest()
    taken.append(stage.grab("meeting"))
    bench.actions.action("meeting").trigger()
    return taken


def _keep(taken: Path, file: Path) -> Path:
    """Keep a picture in few colors, which halves the file and hardly shows."""
    with Image.open(taken) as picture:
        height = round(picture.height * WIDTH / picture.width)
        small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    few = small.quantize(COLORS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    if file.stat().st_size > MOST_BYTES:
        raise ValueError(f"{file.name} is larger than {MOST_BYTES:,} bytes")
    taken.unlink()
    return file
