"""Gathering the sentences of the program, and keeping the Spanish in step with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import translations
from tools.translations import Sentence, Unreadable, faults_of, gathered, places, update

PROGRAM = """
from errors import KnownError, WrongCall
kept = "Nothing {was} lost."
tr("One {place}.")
wording.tr("Short" if small else "Long")
trn("{count} row", "{count} rows", number)
WORDS = {"a": noop("Marked" " in two parts")}
tr(WORDS["a"])
raise KnownError("code", "The disk is full.", kept=kept, do=noop("Free some space."), file=file)
raise WrongCall("code", text="not a sentence")
print("Not said.")
"""


def program(folder: Path, text: str = PROGRAM) -> Path:
    (folder / "program").mkdir(exist_ok=True)
    (folder / "program" / "one.py").write_text(text, encoding="utf-8")
    return folder / "program"


def translated(folder: Path, ids: dict[str, str]) -> list[Sentence]:
    """Sentences with a catalog that has these words for them."""
    sentences = [Sentence(one, "one.py") for one in ids]
    update(sentences, folder)
    po = folder / "es" / "LC_MESSAGES" / "cte.po"
    text = po.read_text(encoding="utf-8")
    for one, words in ids.items():
        text = text.replace(f'msgid "{one}"\nmsgstr ""', f'msgid "{one}"\nmsgstr "{words}"')
    po.write_text(text, encoding="utf-8")
    update(sentences, folder)
    return sentences


def test_every_way_to_say_something_is_gathered(tmp_path: Path) -> None:
    found = {sentence.id for sentence in gathered(program(tmp_path))}
    assert found == {
        "One {place}.",
        "Short",
        "Long",
        ("{count} row", "{count} rows"),
        "Marked in two parts",
        "The disk is full.",
        "Nothing {was} lost.",
        "Free some space.",
    }


@pytest.mark.parametrize("call", ['tr(f"Hello {name}")', 'tr("Hello " + name)', "tr(("])
def test_what_nobody_can_translate_is_named_by_file_and_line(tmp_path: Path, call: str) -> None:
    with pytest.raises(Unreadable, match=r"program/one\.py:1"):
        gathered(program(tmp_path, call))


def test_words_are_kept_and_new_sentences_wait_for_theirs(tmp_path: Path) -> None:
    translated(tmp_path, {"One.": "Uno."})
    sentences = [Sentence("One.", "one.py"), Sentence("Two.", "two.py")]
    update(sentences, tmp_path)
    assert faults_of(sentences, tmp_path, "es") == ['es: no words: "Two."']


def test_what_is_no_longer_said_is_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    translated(tmp_path, {"One.": "Uno.", "Two.": "Dos."})
    update([Sentence("One.", "one.py")], tmp_path)
    assert 'no longer said: "Two."' in capsys.readouterr().out
    assert "Dos." not in (tmp_path / "es/LC_MESSAGES/cte.po").read_text(encoding="utf-8")


def test_the_same_program_gives_the_same_files_without_dates_or_lines(tmp_path: Path) -> None:
    sentences = translated(tmp_path, {"One {place}.": "Un {place}.", "Two.": "Dos."})
    before = {file: file.read_bytes() for file in tmp_path.rglob("cte.*")}
    update(sentences[::-1], tmp_path)
    assert {file: file.read_bytes() for file in tmp_path.rglob("cte.*")} == before
    text = (tmp_path / "es/LC_MESSAGES/cte.po").read_text(encoding="utf-8")
    assert "Date" not in text
    assert "fuzzy" not in text
    assert "#: one.py\n" in text


@pytest.mark.parametrize(
    ("english", "spanish", "fault"),
    [
        ("At {time}.", "A las {time}.", None),
        ("At {time}.", "A las {hora}.", "places differ"),
        ("At {time}.", "A esa hora.", "places differ"),
        ("At {time}.", "A las {time.", "a brace too many or too few"),
        ("Name: ", "Nombre:", "spaces at the ends differ"),
        ("&Edit", "Editar", "the letter of the keyboard (&) is missing or too many"),
    ],
)
def test_wrong_words_are_named(
    tmp_path: Path, english: str, spanish: str, fault: str | None
) -> None:
    sentences = translated(tmp_path, {english: spanish})
    expected = [f'es: {fault}: "{english}"'] if fault else []
    assert faults_of(sentences, tmp_path, "es") == expected


def test_a_plural_needs_all_its_forms(tmp_path: Path) -> None:
    sentences = [Sentence(("{count} row", "{count} rows"), "one.py")]
    update(sentences, tmp_path)
    po = tmp_path / "es" / "LC_MESSAGES" / "cte.po"
    po.write_text(po.read_text().replace('msgstr[0] ""', 'msgstr[0] "{count} fila"'))
    update(sentences, tmp_path)
    assert faults_of(sentences, tmp_path, "es") == [
        'es: a form of the plural is missing: "{count} row"'
    ]


def test_a_compiled_catalog_that_is_not_made_from_the_text_is_named(tmp_path: Path) -> None:
    sentences = translated(tmp_path, {"One.": "Uno."})
    po = tmp_path / "es" / "LC_MESSAGES" / "cte.po"
    po.write_text(po.read_text().replace("Uno.", "Una."))
    assert faults_of(sentences, tmp_path, "es") == ["es: cte.mo is not made from cte.po"]


def test_check_ends_with_1_and_a_plain_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(translations, "PROGRAM", program(tmp_path))
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path / "translations")
    assert translations.main(["--update"]) == 0
    assert translations.main(["--check"]) == 1
    assert 'es: no words: "One {place}."' in capsys.readouterr().out


def test_places_are_the_names_between_braces() -> None:
    assert places("{one} and {other}, {{not}} this") == {"one", "other"}
