"""Papers in Spanish hold no English label."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from cte_desktop.reports.planning import build_plan_sheet
from cte_desktop.wording.translate import language
from tests.reports import sheets
from tests.reports.certificates.drawn import drawn
from tests.reports.reading import root, words
from tools.translations import PROGRAM, TRANSLATIONS, _po, _read, gathered

PRINTED = ("cte_desktop/reports/", "cte_desktop/wording/")
NOT_PRINTED = ("audit_text", "imports", "steps")

# What the district and the record wrote stays as it is.
GIVEN = (
    *(course.title for course in sheets.catalog().courses),
    *(school.name for school in sheets.catalog().schools),
    sheets.DISTRICT, "Plan A", "Sports Medicine", "Robotics Workshop", "Culinary Basics",
    "Physical therapist", "Kinesiology", "Health Science and Medical Technology",
    "First Aid/CPR/AED", "OSHA 10-Hour General Industry", "Valencia High School",
)  # fmt: skip


def plan() -> bytes:
    return build_plan_sheet(sheets.ana(), sheets.catalog())


def certificate() -> bytes:
    return drawn(sheets.certificate())


@cache
def english() -> tuple[str, ...]:
    """The fixed words of every sentence that a paper could say and that Spanish says otherwise."""
    spanish = _read(_po(TRANSLATIONS, "es"), "es")
    ids = {
        sentence.id
        for sentence in gathered(PROGRAM)
        if sentence.file.startswith(PRINTED)
        and not any(name in sentence.file for name in NOT_PRINTED)
    }
    found = set()
    for said in ids:
        known = spanish.get(said if isinstance(said, str) else said[0])
        assert known is not None, said
        other = " ".join(_texts(known.string))
        found |= {part for part in _fixed(_texts(said)) if part not in other}
    return tuple(sorted(found))


def _texts(said: object) -> list[str]:
    return (
        [said] if isinstance(said, str) else list(said) if isinstance(said, (tuple, list)) else []
    )


def _fixed(every: list[str]) -> set[str]:
    """The words between the places, where there are at least four letters."""
    parts = (part.strip(" .,:()·") for text in every for part in re.split(r"\{\w+\}", text))
    return {part for part in parts if len(part) > 3}


@pytest.mark.parametrize("build", [plan, certificate])
def test_a_paper_in_spanish_holds_no_english_label(build: Callable[[], bytes]) -> None:
    with language("es"):
        paper = build()
    text = words(paper)
    for given in sorted(GIVEN, key=len, reverse=True):
        text = text.replace(given, "…")
    left = [label for label in english() if re.search(rf"\b{re.escape(label)}\b", text)]
    assert left == []
    assert root(paper)["/Lang"] == "es-US"


def test_the_same_labels_stand_on_the_english_papers() -> None:
    """The search for English labels would find them."""
    text = words(plan()) + words(certificate())
    found = [label for label in english() if re.search(rf"\b{re.escape(label)}\b", text)]
    assert len(found) > 60


@pytest.mark.parametrize(
    "label",
    [
        "Plan de cuatro años", "10.º grado", "Clase de 2029", "Consejero(a)", "14 de septiembre",
        "lun/mié", "Extended Day (horario extendido)", "Trayectoria: Sports Medicine",
        "60 de 230 créditos obtenidos", "Hay que corregir", "Padre, madre o tutor", "Página 1 de 2",
        "Todavía falta para la graduación: 5 créditos de salud.",
    ],
)  # fmt: skip
def test_the_plan_says_in_spanish_what_it_says_in_english(label: str) -> None:
    with language("es"):
        assert label in words(plan())
