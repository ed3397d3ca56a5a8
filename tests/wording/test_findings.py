"""One clear sentence for every finding, in every language."""

from __future__ import annotations

import pytest

from cte_desktop.domain.findings import CODES, Finding, Fix, Severity, Value, values
from cte_desktop.wording.finding_sentences import SENTENCES
from cte_desktop.wording.findings import Subject, finding_text, fix_text, sentence_for
from cte_desktop.wording.translate import LANGUAGES, language
from tests.wording.said import catalog, holes
from tools.translations import places

Named = dict[str, Value]

_AT: Named = {"course": "SM1", "grade_level": 11, "term": "fall"}
_CLASH: Named = {**_AT, "other_course": "ENG11", "weekdays": "MW", "minutes_short": 25}
_HOURS: Named = {"later": "SM1", "starts": "15:45", "earlier": "ENG11", "ends": "15:30"}
_SITES: Named = {**_HOURS, "from_site": "VL", "to_site": "SG"}
_WAY: Named = {**_CLASH, **_SITES, "gap": 15, "travel": 20, "margin": 10}
_BUSY: Named = {**_AT, **_SITES, "weekdays": "F", "minutes_short": 1, "earlier": "", "busy": "job"}
_SHORT: Named = {"program": "graduation", "requirement": "science", "missing": 1000}
_PATHWAY: Named = {"program": "pathway:Sports Medicine"}
_DECISION: Named = {"program": "graduation", "reason": "moved here in grade 11."}

# The values that the checks of the plan and of the audit give, for every way to say each code.
SAID: tuple[tuple[str, Named], ...] = (
    ("time_clash", {**_CLASH, **_SITES, "earlier_period": "P7"}),
    ("time_clash", {**_CLASH, **_SITES, "to_site": "VL"}),
    ("time_clash", {**_BUSY, "from_site": ""}),
    ("time_clash", {**_BUSY, "later": "", "earlier": "SM1", "to_site": ""}),
    ("travel_clash", _WAY),
    ("travel_clash", {**_WAY, "earlier": "", "busy": "job"}),
    ("travel_unknown", {**_CLASH, **_SITES, "gap": 15, "from_site": "VL", "to_site": "COC"}),
    ("period_clash", {**_AT, "other_course": "ENG11", "period": "P3", "at": "11:fall:P3"}),
    ("prerequisite_missing", {**_AT, "needed": "MHC", "minimum_mark": ""}),
    ("prerequisite_missing", {**_AT, "needed": "MHC", "minimum_mark": "C"}),
    ("prerequisite_mark", {**_AT, "needed": "MHC", "minimum_mark": "C"}),
    ("prerequisite_mark", {**_AT, "needed": "MHC", "minimum_mark": ""}),
    ("prerequisite_order", {**_AT, "needed": "MHC", "minimum_mark": ""}),
    ("bell_missing", {**_AT, "weekdays": "R", "period": "P7", "site": "VL"}),
    ("bell_missing", {**_AT, "weekdays": "R", "period": "", "site": "VL"}),
    ("time_missing", {**_AT, "section_id": "A-1"}),
    ("corequisite_missing", {**_AT, "needed": "MHC", "minimum_mark": ""}),
    ("grade_range", {**_AT, "low": 9, "high": 10}),
    ("grade_range", {**_AT, "low": 12, "high": 12}),
    ("term_not_offered", _AT),
    ("repeated_course", {**_AT, "already": 10}),
    ("overload", {"grade_level": 12, "term": "spring", "courses": 9, "most": 8}),
    ("overload", {"grade_level": 8, "term": "summer", "units": 1250, "most_units": 1100}),
    (
        "overload",
        {**_AT, "units": 1250, "most_units": 1199, "college": "concurrent"},
    ),
    ("underload", {"grade_level": 12, "term": "spring", "courses": 1, "fewest": 4}),
    ("placeholder_open", {"course": "ANY:science:D", "grade_level": 11, "term": "fall"}),
    ("seat_full", {**_AT, "section_id": "A-1"}),
    ("seat_full", {**_AT, "section_id": "A-1", "reserved": "grade 12"}),
    ("section_gone", {**_AT, "section_id": "A-1"}),
    ("section_double", {**_AT, "section_id": "A-1", "weekdays": "MW"}),
    ("outside_wished_hours", {**_AT, "weekdays": "TR", "starts": "07:30", "wished": "08:30"}),
    ("outside_wished_hours", {**_AT, "weekdays": "TR", "ends": "18:30", "wished": "17:00"}),
    ("no_lunch", {"grade_level": 11, "term": "fall", "weekdays": "M", "lunch": 30, "free": 20}),
    ("college_too_early", _AT),
    ("site_without_course", {**_AT, "site": "VL"}),
    ("requirement_missing", {**_SHORT, "unit": "credits"}),
    ("requirement_missing", {**_SHORT, "unit": "credits", "courses": ("BIO", "CHEM")}),
    ("requirement_missing", {**_SHORT, "missing": 0, "courses": ("BIO",)}),
    ("requirement_missing", {**_SHORT, "missing": 0}),
    ("must_include_missing", {**_SHORT, "requirement": "mathematics.ALG1", "missing": 0}),
    (
        "must_include_missing",
        {**_SHORT, "requirement": "social_studies.MODCIV", "courses": ("MODCIV", "APWORLD")},
    ),
    ("must_include_missing", {**_SHORT, "requirement": "science.science_life", "missing": 500}),
    ("ag_missing", {"program": "uc", "requirement": "A.us_history", "missing": 100}),
    ("ag_missing", {"program": "csu", "requirement": "E", "missing": 50, "courses": ("SPAN2",)}),
    ("pathway_missing", {**_PATHWAY, "requirement": "capstone", "missing": 100, "unit": "levels"}),
    (
        "pathway_missing",
        {**_PATHWAY, "requirement": "capstone", "unit": "levels", "courses": ("SM2",)},
    ),
    (
        "pathway_missing",
        {**_PATHWAY, "requirement": "pathway_credits", "missing": 500, "unit": "credits"},
    ),
    ("pathway_missing", _PATHWAY),
    ("pathway_out_of_order", {**_PATHWAY, "course": "SM2"}),
    ("pathway_late_sign_up", _PATHWAY),
    ("pathway_late_sign_up", {**_PATHWAY, "grade_level": 12}),
    ("capstone_last_chance", {**_PATHWAY, **_AT}),
    ("capstone_last_chance", {**_PATHWAY, "grade_level": 12, "term": "fall"}),
    ("capstone_last_chance", {**_PATHWAY, "grade_level": 12}),
    ("capstone_elsewhere", {**_PATHWAY, "course": "SM2", "site": "COC"}),
    ("capstone_elsewhere", {**_PATHWAY, "course": "SM2"}),
    ("graduation_at_risk", {"program": "graduation", "missing": 250, "unit": "credits"}),
    ("graduation_at_risk", {"program": "graduation"}),
    (
        "validation_used",
        {"program": "uc", "requirement": "C", "course": "ALG2", "validated": "ALG1"},
    ),
    ("validation_used", {"program": "uc", "course": "ALG2", "validated": "ALG2"}),
    ("validation_used", {"program": "uc", "requirement": "C", "course": "ALG2"}),
    ("validation_used", {"program": "uc", "requirement": "C"}),
    ("exemption_used", {**_DECISION, "reason": "foster", "category": "foster"}),
    ("exemption_used", {**_DECISION, "reason": "pe_exemption"}),
    ("exception_used", {**_DECISION, "course": "CHEM", "for_course": "PHYS"}),
    ("exception_used", {**_DECISION, "course": "CHEM", "requirement": "science"}),
    ("exception_used", {**_DECISION, "requirement": "science"}),
    ("exception_used", _DECISION),
    ("unverified_entry", {"course": "SM2"}),
    ("unverified_entry", {"program": "uc"}),
    ("unverified_entry", {"program": "uc", "courses": ("BIO", "CHEM")}),
    ("unverified_entry", {}),
    (
        "empty_period_51228_1",
        {"grade_level": 12, "term": "spring", "weekdays": "MW", "periods": ("P5", "P6")},
    ),
    ("repeat_51228_2", _AT),
    ("allocation_not_proven", {"program": "graduation"}),
    ("not_in_record", _AT),
    ("mark_before_term", _AT),
)


def made(code: str, named: Named) -> Finding:
    return Finding(code, Severity.WARNING, values(**named))


def test_a_sentence_names_at_most_three_examples() -> None:
    courses = ("BIO", "CHEM", "PHYS", "EARTH", "ANAT")
    text = finding_text(made("requirement_missing", {**_SHORT, "courses": courses}), catalog())
    assert text.endswith("Chemistry in the Earth System, or Physics of the Universe.")


def test_every_code_has_a_sentence_and_every_sentence_is_said_here() -> None:
    assert set(SENTENCES) == set(CODES)
    said = {(code, sentence_for(Subject(made(code, named), catalog()))) for code, named in SAID}
    # The table of what is missing is shared; not every code comes with each of its values.
    shared = {text for _, text in SENTENCES["requirement_missing"]}
    known = {(code, text) for code, choices in SENTENCES.items() for _, text in choices}
    assert {(code, text) for code, text in known - said if text not in shared} == set()
    assert shared <= {text for _, text in said}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("finding", SAID, ids=[code for code, _ in SAID])
def test_a_finding_is_one_whole_sentence(finding: tuple[str, Named], code: str) -> None:
    subject = Subject(made(*finding), catalog())
    with language(code):
        text = finding_text(subject.finding, catalog())
        empty = [name for name in places(sentence_for(subject)) if not subject[name]]
    assert empty == []
    assert holes(text) == []
    assert text.endswith(".")


@pytest.mark.parametrize("finding", SAID, ids=[code for code, _ in SAID])
def test_a_finding_is_said_in_spanish(finding: tuple[str, Named]) -> None:
    english = finding_text(made(*finding), catalog())
    with language("es"):
        assert finding_text(made(*finding), catalog()) != english


@pytest.mark.parametrize(
    ("code", "named", "english", "spanish"),
    [
        (
            "requirement_missing",
            {**_SHORT, "courses": ("BIO", "CHEM")},
            (
                "Still needed for graduation: 10 credits of science, such as Biology (The Living "
                "Earth) or Chemistry in the Earth System."
            ),
            (
                "Todavía falta para la graduación: 10 créditos de ciencias, por ejemplo Biology "
                "(The Living Earth) o Chemistry in the Earth System."
            ),
        ),
        (
            "ag_missing",
            {"program": "uc", "requirement": "A", "missing": 50},
            "Still needed for admission to UC: 0.5 years of history (A).",
            "Todavía falta para la admisión a UC: 0.5 años de historia (A).",
        ),
    ],
)
def test_findings_read_as_people_speak(code: str, named: Named, english: str, spanish: str) -> None:
    assert finding_text(made(code, named), catalog()) == english
    with language("es"):
        assert finding_text(made(code, named), catalog()) == spanish


@pytest.mark.parametrize(
    ("code", "named", "english"),
    [
        (
            "time_clash",
            {
                **_CLASH,
                "weekdays": "TR",
                "later": "AU2",
                "starts": "15:45",
                "to_site": "CN",
                "earlier": "ART1",
                "ends": "16:00",
                "from_site": "VL",
                "earlier_period": "P7",
            },
            (
                "On Tuesday and Thursday in fall of 11th grade, Automotive Technology 2 starts "
                "15:45 at Canyon; period 7 (Art 1) at Valencia ends 16:00 and the drive is 20 "
                "minutes."
            ),
        ),
        (
            "time_clash",
            {**_BUSY, "to_site": "VL", "from_site": "", "busy": "sport", "later": "SM1"},
            (
                "On Friday in fall of 11th grade, Sports Medicine 1 starts 15:45 at Valencia; the "
                "sport ends 15:30: an overlap of 1 minute."
            ),
        ),
        (
            "travel_clash",
            {**_WAY, "minutes_short": 15, "travel": 10, "margin": 10, "gap": 5},
            (
                "On Monday and Wednesday in fall of 11th grade, Sports Medicine 1 starts 15:45 at "
                "Saugus; English 11 at Valencia ends 15:30 and the drive is 10 minutes with a "
                "margin of 10 minutes: 15 minutes short."
            ),
        ),
        (
            "empty_period_51228_1",
            {"grade_level": 12, "term": "spring", "weekdays": "MW", "periods": ("P5", "P6")},
            (
                "No class in periods 5 and 6 on Monday and Wednesday in spring of 12th grade: "
                "Education Code 51228.1 asks for written consent first."
            ),
        ),
        (
            "empty_period_51228_1",
            {
                "grade_level": 12,
                "term": "spring",
                "weekdays": "MTWRF",
                "periods": ("P1", "P5", "P6"),
                "period_days": ("F", "MTWRF", "MTWRF"),
            },
            (
                "No class in period 1 on Friday and periods 5 and 6 every day in spring of 12th "
                "grade: Education Code 51228.1 asks for written consent first."
            ),
        ),
        (
            "no_lunch",
            {**_WAY, "weekdays": "MTWRF", "free": 20, "lunch": 30},
            (
                "Every day in fall of 11th grade the longest break between 11:00 and 13:30 is "
                "20 minutes; 30 minutes were wished for lunch."
            ),
        ),
    ],
)
def test_the_clock_is_told_in_minutes_and_places(code: str, named: Named, english: str) -> None:
    assert finding_text(made(code, named), catalog()) == english


def test_kept_seats_are_told_as_people_say_them() -> None:
    finding = made(
        "seat_full", {**_AT, "section_id": "A-1", "reserved": "Photography=5;grade:12=2"}
    )
    assert finding_text(finding, catalog()).endswith(
        "its seats are kept for Photography (5) and 12th grade (2)."
    )


@pytest.mark.parametrize(
    ("fix", "english", "spanish"),
    [
        (
            Fix("place", values(course="SM2", grade_level=12, term="fall", lane="extended")),
            "Add Sports Medicine 2 (practicum) in 12th grade, fall",
            "Añadir Sports Medicine 2 (practicum) en 12.º grado, otoño",
        ),
        (
            Fix("move", values(course="ENG11", to_grade_level=11, to_term="spring")),
            "Move English 11 to 11th grade, spring",
            "Mover English 11 a 11.º grado, primavera",
        ),
        (
            Fix("remove", values(course="ENG11", grade_level=11, term="fall")),
            "Remove English 11 from 11th grade",
            "Quitar English 11 de 11.º grado",
        ),
        (
            Fix("take_section", values(course="ENG11", grade_level=11, section_id="A-1")),
            "Take section A-1 of English 11",
            "Tomar la sección A-1 de English 11",
        ),
    ],
)
def test_each_fix_has_words_for_its_button(fix: Fix, english: str, spanish: str) -> None:
    assert fix_text(fix, catalog()) == english
    with language("es"):
        assert fix_text(fix, catalog()) == spanish
