"""The district's own words in the sentences of the program, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.system.paths import resource
from cte_desktop.system.settings import OWN_WORDS
from cte_desktop.wording import own_words
from cte_desktop.wording.history.settings import setting_label
from cte_desktop.wording.own_words import OF_STUDY, USUAL, take_words, usual_word
from cte_desktop.wording.translate import language, tr, trn

OURS = {
    "word_pathway": "career track",
    "word_pathways": "career tracks",
    "word_program": "set of goals",
    "word_extended_day": "Evening Academy",
    "word_pathway_es": "especialidad",
}


@pytest.fixture
def ours() -> Iterator[None]:
    assert take_words(OURS)
    assert not take_words(OURS)
    yield
    take_words({})


@pytest.fixture(autouse=True)
def as_shipped() -> Iterator[None]:
    take_words({})
    yield
    take_words({})


def test_sentences_say_the_districts_words_in_their_case(ours: None) -> None:
    assert tr("Pathways") == "Career tracks"
    assert tr("Pathway") == "Career track"
    assert tr("Extended Day") == "Evening Academy"
    assert tr("Add a program") == "Add a set of goals"
    assert trn("{count} pathway", "{count} pathways", 2) == "2 career tracks"
    assert tr("Students") == "Students"


def test_spanish_has_words_of_its_own(ours: None) -> None:
    with language("es"):
        assert tr("Pathway") == "Especialidad"
        assert "Extended Day" in tr("Extended Day")  # not set for Spanish
    take_words({"word_extended_day_es": "Academia de la tarde"})
    with language("es"):
        assert tr("Extended Day") == "Academia de la tarde"


def test_names_that_are_filled_in_stay_as_they_are(ours: None) -> None:
    pathway = "The pathway of Extended Day programs"
    assert tr("Sign up for {pathway}", pathway=pathway) == f"Sign up for {pathway}"
    assert tr("{pathway} is not wanted", pathway="Pathways") == "Pathways is not wanted"


def test_codes_and_columns_of_files_stay_as_they_are(ours: None) -> None:
    for message in (
        "Import pathways.csv and pathway_levels.csv, or drop them on this window.",
        'Write names of several words as pathway:"Sports Medicine".',
        "Programs are graduation, uc, csu, cci and pathway:NAME.",
    ):
        assert tr(message) == message


def test_the_states_pathway_codes_keep_the_states_word(ours: None) -> None:
    for message in own_words.OF_THE_STATE:
        assert tr(message) == message


def test_this_program_is_not_called_a_set_of_goals(ours: None) -> None:
    message = "Something went wrong in the program itself."
    assert tr(message) == message
    assert tr("Install the program again.") == "Install the program again."


def test_the_settings_themselves_name_the_shipped_words(ours: None) -> None:
    assert setting_label("word_pathway") == "Word for pathway"
    assert usual_word("word_pathway") == "pathway"
    assert usual_word("word_pathways_es") == "trayectorias"
    assert set(OWN_WORDS) == {name + end for name in USUAL for end in ("", "_es")}


def test_without_words_of_its_own_a_district_hears_the_shipped_ones() -> None:
    assert tr("Pathways") == "Pathways"
    assert take_words({"word_pathway": "track"})
    assert tr("Pathway") == "Track"
    assert take_words({"word_pathway": "  "})
    assert tr("Pathway") == "Pathway"


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_place_of_every_sentence_is_left_for_its_value(ours: None, code: str) -> None:
    with (resource("translations") / "es/LC_MESSAGES/cte.po").open("rb") as stream:
        sentences = [message for message in read_po(stream) if message.id]
    known: set[str] = set()
    for message in sentences:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        known.update(map(str, ids))
        with language(code):
            for one in map(str, ids):
                told = own_words.in_own_words(one, one, code)
                assert re.findall(r"\{[^{}]*\}", told) == re.findall(r"\{[^{}]*\}", one)
    assert known >= OF_STUDY | own_words.OF_THE_STATE


@pytest.mark.parametrize("word", ["{x}", "{", "}", "{name}", "{0}", "<b>&track"])
def test_no_sign_in_a_word_stands_in_the_way_of_a_value(word: str) -> None:
    take_words({"word_pathway": word, "word_pathways": word})
    own = re.sub(r"[{}&<>]", "", word)
    assert tr("A pathway of {name}", name="{A}") == f"A {own or 'pathway'} of {{A}}"
    assert trn("{count} pathway", "{count} pathways", 2) == f"2 {own or 'pathways'}"


@given(st.text(max_size=30), st.sampled_from(OWN_WORDS))
def test_whatever_a_district_writes_is_said_as_it_is(word: str, name: str) -> None:
    take_words({name: word})
    own = " ".join(re.sub(r"[{}&<>]", "", word).split())
    told = own_words.in_own_words("the pathway", "the pathway", "en")
    assert told == (f"the {own}" if name == "word_pathway" and own else "the pathway")
