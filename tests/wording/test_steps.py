"""What the steps of the history are called."""

from __future__ import annotations

import pytest

from cte_desktop.wording.steps import ACTIONS, redo_text, step_text, undo_text
from cte_desktop.wording.translate import LANGUAGES, language
from tests.wording.said import catalog, holes

DETAILS = {
    "course": "SM1",
    "grade_level": 11,
    "term": "fall",
    "section_id": "A-1",
    "other": "CHEM",
    "to": "P5",
    "third": "ART1",
    "third_to": "P6",
    "files": ["students.csv", "record.csv"],
    "setting": "language",
    "value": "es",
    "program": "graduation",
    "requirement": "elective",
    "decision": "waiver",
    "pathway": "Welding",
    "plans": 37,
    "seats": 12,
    "experience": "OSHA 10",
    "students": 12,
    "employer": "Mercy",
    "picture": "seal",
    "fields": ["goal", "preferred_name"],
    "plan": "Plan B",
    "name": "Evening",
    "template": "Welding by day",
    "sequence": "Spanish",
    "person": "A. Lee",
    "school": "VL",
    "block": "P1",
    "origin": "CN",
    "destination": "VL",
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_step_has_a_name(action: str, code: str) -> None:
    english = step_text(action, DETAILS, catalog())
    with language(code):
        text = step_text(action, DETAILS, catalog())
    assert holes(text) == []
    assert (text == english) == (code == "en")


def test_undo_and_redo_name_the_step() -> None:
    step = step_text("move_course", DETAILS, catalog())
    assert undo_text(step) == "Undo Move Sports Medicine 1 to 11th grade, fall"
    assert redo_text(step) == "Redo Move Sports Medicine 1 to 11th grade, fall"
    with language("es"):
        step = step_text("move_course", DETAILS, catalog())
        assert undo_text(step) == "Deshacer: Mover Sports Medicine 1 a 11.º grado, otoño"


def test_a_step_that_a_newer_version_made_still_reads_as_words() -> None:
    assert step_text("award_completions", {}, catalog()) == "Award completions"
