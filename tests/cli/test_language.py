"""--language holds for every command: what it says, and why it can't."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cte_desktop.wording.own_words import take_words
from cte_desktop.wording.translate import current_language
from tests.cli.conftest import Call, District


@pytest.fixture(autouse=True)
def as_shipped() -> Iterator[None]:
    yield
    take_words({})


@pytest.mark.parametrize(
    ("words", "spanish"),
    [
        (("demand", "--school-year", "2050-51"), "planifica"),
        (("history",), "Importar"),
        (("school-year", "preview", "2027-28"), "Escuela"),
        (("settings", "get"), ""),
    ],
)
def test_sentences_are_in_the_language_that_is_asked_for(
    call: Call, district: District, words: tuple[str, ...], spanish: str
) -> None:
    english = call(*words, "--database", district.database)
    told = call(*words, "--database", district.database, "--language", "es")
    assert told.status == english.status
    assert spanish in told.out + told.err
    assert current_language() == "en"


def test_codes_and_keys_stay_as_they_are(call: Call, district: District) -> None:
    words = ("demand", "--school-year", "2026-27", "--json", "--database", district.database)
    english, spanish = call(*words).json["rows"], call(*words, "--language", "es").json["rows"]
    said = {"title", "advice"}
    assert [{k: v for k, v in row.items() if k not in said} for row in english] == [
        {k: v for k, v in row.items() if k not in said} for row in spanish
    ]


def test_what_went_wrong_is_said_in_it_too(call: Call, district: District) -> None:
    words = ("undo", "--step", "999", "--database", district.database, "--json")
    english, spanish = call(*words).json["error"], call(*words, "--language", "es").json["error"]
    assert english["code"] == spanish["code"]
    assert english["text"] != spanish["text"]
    assert call("history", "--language", "fr", "--database", district.database).status == 2


def test_own_words_reach_sentences_and_no_code_name_or_file(
    call: Call, district: District, tmp_path: Path
) -> None:
    database = ("--database", district.database)

    def answers() -> tuple[object, bytes]:
        rows = call("demand", "--school-year", "2026-27", "--json", *database).json["rows"]
        file = tmp_path / "requests.csv"
        assert call("export", "requests", "--out", file, *database).status in {0, 1}
        bare = [{key: one for key, one in row.items() if key != "advice"} for row in rows]
        return bare, file.read_bytes()

    before = answers()
    for name in ("word_pathway", "word_pathways", "word_program", "word_extended_day"):
        assert call("settings", "set", name, "Zzz", *database).status == 0
    assert answers() == before
    assert "Zzz" in call("radar", *database).out
