"""Every noun of the history has its words; documents are told line by line."""

from __future__ import annotations

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.storage.nouns import NOUNS
from cte_desktop.system.settings import Scope, settings_of
from cte_desktop.wording.history.changes import TOLD, told_change
from cte_desktop.wording.history.documents import told_document, told_text
from cte_desktop.wording.history.settings import SETTING_NAMES
from cte_desktop.wording.history.told import Deed, FieldTold, sentence_of


def test_every_noun_that_can_be_undone_has_words() -> None:
    assert set(NOUNS) - set(TOLD) == set()


def test_every_setting_of_the_district_has_a_name() -> None:
    assert {setting.name for setting in settings_of(Scope.DISTRICT)} == set(SETTING_NAMES)


def test_rules_are_told_by_the_places_that_differ() -> None:
    before = {"set": [{"name": "2028", "total_credits": 230.0, "subject": [{"id": "art"}]}]}
    after = {"set": [{"name": "2028", "total_credits": 225.0, "subject": [{"id": "art"}]}]}
    assert told_document(before, after) == (FieldTold("set › 2028 › total credits", "230", "225"),)


def test_texts_are_told_by_the_lines_that_differ() -> None:
    assert told_text("a\nb\nc", "a\nB\nc") == (FieldTold("2", "b", "B"),)


def test_a_section_tells_when_it_meets() -> None:
    meeting = {"key": 1, "period": "P2", "days": "MW", "start": None, "end": None, "room": "12"}
    section = {"key": 5, "term": "fall", "course_code": "ART1", "site": "VL", "seats": 30,
               "state": "open", "step": 3, "meetings": [meeting]}  # fmt: skip
    moved = {**section, "seats": 28, "meetings": [{**meeting, "period": "P3"}]}
    told = told_change("section", "2026:S1", section, moved, Catalog())
    assert sentence_of(told) == "Section, S1, 2026-27: changed"
    assert {(f.title, f.before, f.after) for f in told.fields} == {
        ("Seats", "30", "28"),
        ("Meets", "P2, Mon/Wed, room 12", "P3, Mon/Wed, room 12"),
    }


def test_an_experience_that_somebody_removed_is_told_as_removed() -> None:
    row = {"student": "u", "kind": "wbl", "title": "Clinic", "hours": 2550, "removed": 0}
    told = told_change("experience", "x", row, {**row, "removed": 1}, Catalog())
    assert told.deed is Deed.REMOVED
    assert [(f.title, f.before, f.after) for f in told.fields] == [("Hours", "25.5", "–")]
