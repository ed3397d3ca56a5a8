"""A template says what it means, and each of its faults has the line where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.certificates.template import (
    PLACES,
    Fields,
    by_school_names,
    fill,
    parse_template,
    school_picture,
)
from cte_desktop.domain.completion.toml_table import MOST_CHARACTERS, TomlError, TomlFault
from cte_desktop.exchange.toml_text import toml_text
from cte_desktop.system.paths import resource
from cte_desktop.wording.completion.certificate_template import fault_line

LANGUAGES = ("en", "es")
SHIPPED = resource("style", "certificate.toml").read_text(encoding="utf-8")
LEAST = "[texts.en]\n[texts.es]\n"


def _faults(text: str, schools: tuple[str, ...] | None = None) -> tuple[TomlFault, ...]:
    with pytest.raises(TomlError) as caught:
        parse_template(text, LANGUAGES, schools)
    return caught.value.faults


def _changed(before: str, after: str) -> str:
    assert SHIPPED.count(before) == 1, before
    return SHIPPED.replace(before, after)


def _line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_shipped_template_has_everything_in_both_languages() -> None:
    made = parse_template(SHIPPED, LANGUAGES, ("VL",))
    for language in LANGUAGES:
        texts = made.texts[language]
        assert all((texts.title, texts.certifies, texts.completed, texts.sector, texts.closing)), (
            language
        )
    roles = [one.role["en"] for one in made.signatories]
    assert roles == ["Teacher", "Principal", "CTE Director", "Superintendent"]
    assert all(one.role["es"] for one in made.signatories)
    assert made.fields == Fields(*[True] * 10)
    assert made.picture_names() == ("seal", "teacher", "principal", "director", "superintendent")


def test_what_is_left_out_is_not_drawn() -> None:
    made = parse_template(LEAST, LANGUAGES)
    assert made.fields == Fields()
    assert made.signatories == ()
    assert made.seal == ""
    assert made.texts["es"].title == ""
    assert (made.language, made.accent) == ("en", "teal")


@pytest.mark.parametrize(
    ("before", "after", "code", "field", "nearest"),
    [
        ("accent = ", "acent = ", "unknown_key", "acent", "accent"),
        ("marks = true", "mark = true", "unknown_key", "fields.mark", "marks"),
        ('"teal"', '"teel"', "unknown_word", "accent", "teal"),
        ("qr = true", 'qr = "yes"', "not_flag", "fields.qr", ""),
        ('seal = "seal"', "seal = 3", "not_text", "seal", ""),
        ('seal = "seal"', 'seal = "my seal"', "bad_picture_name", "seal", ""),
        ("in the school year {school_year}", "{qqq}", "unknown_place", "texts.en.closing", ""),
        ("sector: {sector}", "{Sector}", "unknown_place", "texts.en.sector", "sector"),
        ('"This certifies that"', '"This {"', "stray_brace", "texts.en.certifies", ""),
        ('"This certifies that"', '"This\\ncertifies"', "line_break", "texts.en.certifies", ""),
        ("Certificate of Completion", "C" * 61, "too_long", "texts.en.title", ""),
        ("[texts.es]", "[texts.fr]", "unknown_key", "texts.fr", ""),
        ("[texts.es]", "[texts.fr]", "no_language", "texts", ""),
        ('en = "Teacher", ', "", "no_role", "signatories.role", ""),
        ('image = "director"', 'imgae = "director"', "unknown_key", "signatories.imgae", "image"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_nearest_known_word(
    before: str, after: str, code: str, field: str, nearest: str
) -> None:
    text = _changed(before, after)
    found = next(fault for fault in _faults(text) if fault.code == code)
    assert (found.field, found.nearest) == (field, nearest)
    if code not in {"no_language", "no_role"}:
        assert found.line == _line_of(SHIPPED, before)


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = _changed("qr = true", "qr = 1").replace("accent =", "colour =")
    assert [fault.code for fault in _faults(text)] == ["unknown_key", "not_flag"]


def test_a_text_that_is_no_toml_names_the_line() -> None:
    text = _changed('accent = "teal"', "accent = teal")
    (found,) = _faults(text)
    assert (found.code, found.line) == ("not_toml", _line_of(SHIPPED, "accent ="))
    (found,) = _faults('seal = "a"\n[texts')
    assert (found.code, found.line) == ("not_toml", 2)
    assert _faults("a = " + "[" * 5000)[0].code == "not_toml"
    assert _faults("#" * (MOST_CHARACTERS + 1))[0].code == "too_big"


def test_more_than_five_signatories_are_too_many() -> None:
    one = '[[signatories]]\nrole = { en = "A", es = "B" }\n'
    assert len(parse_template(LEAST + one * 5, LANGUAGES).signatories) == 5
    (found,) = _faults(LEAST + one * 6)
    assert (found.code, found.most) == ("too_many", 5)


def test_two_schools_never_share_a_picture() -> None:
    shorts = ("VL", "V L", "V-L", "V_L", "\u00d11", "\u00c91", "V-20-L", "v l")
    assert len({school_picture("principal", one) for one in shorts}) == len(shorts)
    assert school_picture("", "VL") == ""


def test_principals_differ_by_school_with_a_picture_each() -> None:
    text = LEAST + (
        '[[signatories]]\nrole = { en = "Principal", es = "Dirección" }\nname = "A. Usual"\n'
        'image = "principal"\n[signatories.names_by_school]\nVL = "B. Valencia"\n'
    )
    made = by_school_names(parse_template(text, LANGUAGES, ("VL", "SG")), {"VL": "Valencia High"})
    (principal,) = made.signatories
    assert principal.at("Valencia High").name == "B. Valencia"
    assert principal.at("Valencia High").image == "principal-VL"
    assert principal.at("Saugus High").name == "A. Usual"
    assert principal.at("Saugus High").image == "principal"
    assert made.picture_names() == ("principal", "principal-VL")
    (found,) = _faults(text.replace("VL =", "VN ="), ("VL", "SG"))
    assert (found.code, found.line, found.nearest) == ("unknown_school", 8, "VL")


def test_a_picture_name_that_the_store_cannot_hold_is_a_fault() -> None:
    text = LEAST + (
        '[[signatories]]\nrole = { en = "A", es = "B" }\nimage = "principal"\n'
        f'[signatories.names_by_school]\n{"V" * 40} = "C"\n'
    )
    assert [fault.code for fault in _faults(text)] == ["long_picture_name"]


def test_places_are_filled_from_what_is_known() -> None:
    values = {place: place.upper() for place in PLACES}
    assert fill("{name} of {school}, {date}", values) == "NAME of SCHOOL, DATE"
    assert fill("nothing", values) == "nothing"


_WORDS = st.sampled_from(
    ["accent", "seal", "texts", "en", "fields", "qr", "signatories", "role", "image", "é", ""]
)
_DOCUMENTS = st.recursive(
    st.integers() | st.booleans() | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(_WORDS, _DOCUMENTS, max_size=5).map(toml_text) | st.text(max_size=60))
def test_whatever_is_written_is_a_template_or_a_list_of_faults_in_its_lines(text: str) -> None:
    faults: tuple[TomlFault, ...] = ()
    try:
        parse_template(text, LANGUAGES, ("VL",))
    except TomlError as error:
        faults = error.faults
    for fault in faults:
        assert 1 <= fault.line <= max(1, len(text.split("\n")))
        assert fault_line(fault)
