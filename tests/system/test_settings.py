"""Every setting reads back what it writes, and says what it allows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.system.settings import (
    SETTINGS,
    Scope,
    Setting,
    Value,
    format_setting,
    load_program_settings,
    parse_setting,
    save_program_settings,
    setting_named,
    settings_of,
)


def declared(name: str) -> Setting:
    return next(setting for setting in SETTINGS if setting.name == name)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_default_reads_back_from_its_text(setting: Setting) -> None:
    assert parse_setting(setting, format_setting(setting.default)) == setting.default
    assert setting.help.endswith(".")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("travel_margin_minutes", " 60 ", 60),
        ("capstone_minimum", "B+", "B+"),
        ("completion_min_credits", "17.5", Decimal("17.5")),
        ("order_strict", "No", False),
        ("actor", "María Núñez", "María Núñez"),
    ],
)
def test_a_text_becomes_the_value_it_means(name: str, text: str, value: Value) -> None:
    assert parse_setting(declared(name), text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("travel_margin_minutes", "61"),
        ("travel_margin_minutes", "-1"),
        ("travel_margin_minutes", "1.5"),
        ("capstone_minimum", "F"),
        ("completion_min_credits", "17.505"),
        ("completion_min_credits", "NaN"),
        ("completion_min_credits", "1e9"),
        ("order_strict", "maybe"),
        ("actor", "x" * 81),
        ("actor", "two\nlines"),
        ("word_pathway", "{x}"),
        ("word_pathways_es", "a}"),
        ("word_extended_day", "<b>"),
        ("word_program", "Track & Field"),
    ],
)
def test_a_text_that_means_nothing_is_answered_with_what_is_allowed(name: str, text: str) -> None:
    with pytest.raises(WrongCall) as caught:
        parse_setting(declared(name), text)
    assert caught.value.code == "bad_setting"
    assert "Allowed: " in str(caught.value)


def test_what_a_text_may_hold_is_said() -> None:
    for name, without in (
        ("word_pathway", "{ } & < > and control characters"),
        ("actor", "control characters"),
    ):
        with pytest.raises(WrongCall) as caught:
            parse_setting(declared(name), "\a")
        assert str(caught.value.values["allowed"]).endswith(
            f" characters on one line, without {without}"
        )


def test_an_unknown_setting_is_answered_with_those_there_are() -> None:
    with pytest.raises(WrongCall, match="travel_margin_minutes"):
        setting_named("margin")


def test_a_setting_of_the_program_is_none_of_the_district() -> None:
    assert setting_named("language", Scope.PROGRAM).scope is Scope.PROGRAM
    with pytest.raises(WrongCall) as caught:
        setting_named("language")
    assert caught.value.code == "unknown_setting"
    assert "language" not in caught.value.do


def test_program_settings_are_kept_on_this_machine(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    values = load_program_settings(path) | {"language": "es", "lock_after_minutes": 5}
    save_program_settings(path, values)
    assert load_program_settings(path) == values


@pytest.mark.parametrize("content", ["", "[]", '{"language": 3}', '{"language": "xx", "x": "y"}'])
def test_a_spoiled_settings_file_means_the_defaults(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    defaults = {setting.name: setting.default for setting in settings_of(Scope.PROGRAM)}
    assert load_program_settings(path) == defaults


def test_settings_that_cannot_be_written_get_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        save_program_settings(tmp_path / "file" / "settings.json", {"language": "es"})
    assert caught.value.code == "settings_not_saved"


@pytest.mark.parametrize("setting", settings_of(Scope.DISTRICT), ids=lambda setting: setting.name)
def test_a_number_of_thousands_of_digits_is_no_value(setting: Setting) -> None:
    with pytest.raises(WrongCall):
        parse_setting(setting, "9" * 5_000)
