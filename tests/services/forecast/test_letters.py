"""Letters to families: one page each, in the family's language, about that student alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.domain.completion.forecast.letter import WordingError, parse_wording
from cte_desktop.domain.students.home_language import paper_language
from cte_desktop.reports.letters import build_letters, unprintable
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.forecast.letters import (
    LAST_CHANCE,
    LISTS,
    ONE_COURSE,
    LetterOrder,
    family_letters,
    keep_letters,
    letters_pdf,
    log_letters,
)
from cte_desktop.services.forecast.near_lists import last_chances, one_course_to_plan
from cte_desktop.services.printing import Disclosure
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.system.paths import resource
from cte_desktop.wording.completion.forecast import left_out_text
from tests.reports.reading import overlaps, read, tags, text_boxes, words

TO_FAMILIES = Disclosure("family", "Letter to the family about a pathway")


def order(desk: Desk, kind: str = ONE_COURSE, **more: str) -> LetterOrder:
    found = one_course_to_plan(desk) if kind == ONE_COURSE else last_chances(desk)
    return LetterOrder(kind, found, **more)


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("code", ["en", "es", "home"])
def test_each_letter_is_one_page_without_overlaps(desk: Desk, kind: str, code: str) -> None:
    told: list[int] = []
    asked = order(desk, kind, language=code, contact="661-555-0100, counseling@example.org")
    paper = letters_pdf(desk, asked, told.append)
    assert len(read(paper).pages) == len(asked.chosen) == told[-1]
    assert [overlaps(boxes) for boxes in text_boxes(paper)] == [[]] * len(asked.chosen)
    assert {str(tag.get("/S")) for tag in tags(paper)} >= {"/Sect", "/H1", "/H2", "/P"}


def test_it_names_the_course_when_where_whom_to_call_and_nobody_else(desk: Desk) -> None:
    (one,) = (n for n in one_course_to_plan(desk) if n.student_id == "0005")
    asked = LetterOrder(ONE_COURSE, (one,), "en", "661-555-0100")
    text = words(letters_pdf(desk, asked))
    parts = ("Ana 0005", "Culinary Arts 2", "2027", "Valencia High", "A. Chávez", "661-555-0100")
    for part in (*parts, "November 22, 2026", "needs only one more"):
        assert part in text, part
    assert "Ana 0006" not in text


def test_a_letter_home_is_in_spanish_where_spanish_is_spoken(desk: Desk) -> None:
    letters = {one.greeting: one for one in family_letters(desk, order(desk))}
    spanish = next(one for one in letters.values() if "0005" in one.greeting)
    assert spanish.language == "es"
    assert spanish.greeting.startswith("Estimada familia")
    korean = next(one for one in letters.values() if "0006" in one.greeting)
    assert korean.language == "en"
    languages = [
        str(tag["/Lang"]) for tag in tags(letters_pdf(desk, order(desk))) if "/Lang" in tag
    ]
    assert sorted(set(languages)) == ["en-US", "es-US"]


@pytest.mark.parametrize(("said", "code"), [("01", "es"), ("Español", "es"), ("Esperanto", "en")])
def test_the_language_of_a_home_is_that_of_certificates(desk: Desk, said: str, code: str) -> None:
    one = replace(one_course_to_plan(desk)[0], home_language=said)
    (letter,) = family_letters(desk, LetterOrder(ONE_COURSE, (one,)))
    assert letter.language == code == paper_language(said)


def test_the_last_chance_names_the_last_term(desk: Desk) -> None:
    letters = family_letters(desk, order(desk, LAST_CHANCE, language="en"))
    dancer = next(one for one in letters if "0012" in one.greeting)
    assert any("no later than" in text and "2027" in text for text in dancer.paragraphs)
    assert not any("has begun" in text for one in letters for text in one.paragraphs)


def test_there_is_no_letter_without_a_course_that_can_still_start(
    desk: Desk, tmp_path: Path
) -> None:
    every = one_course_to_plan(desk)
    without = replace(every[0], missing="school_years", offers=())
    asked = LetterOrder(ONE_COURSE, (without, *every[1:]), "en")
    assert len(family_letters(desk, asked)) == 3
    made = keep_letters(desk, asked, tmp_path / "letters.pdf", TO_FAMILIES)
    assert (made.letters, asked.without_course) == (3, 1)
    assert [(out.about, out.because) for out in made.left_out] == [(without, "no_course")]
    assert without.uid not in list_disclosures(desk)[0].student_uids
    log_letters(desk, asked, TO_FAMILIES, (2,))
    assert list_disclosures(desk)[0].student_uids == (every[2].uid,)
    with pytest.raises(WrongCall, match="no letter"):
        family_letters(desk, replace(asked, chosen=(without,)))


@pytest.mark.parametrize(
    ("sites", "here", "told"),
    [
        (("VL", "CN"), 1, "Valencia High"),
        (("CN",), 0, "Canyon High"),
        (("CN", "GV"), 0, "One of: Canyon High, Golden Valley High"),
        ((), 0, None),
        (None, None, None),
    ],
)
def test_a_letter_names_no_place_where_the_course_is_not(
    desk: Desk, sites: tuple[str, ...] | None, here: int | None, told: str | None
) -> None:
    one = next(one for one in one_course_to_plan(desk) if one.student_id == "0005")
    assert one.offer is not None
    offer = replace(one.offer, sites=sites, here=here)
    asked = LetterOrder(ONE_COURSE, (replace(one, offers=(offer,)),), "en")
    (letter,) = family_letters(desk, asked)
    assert dict(letter.facts).get("Where") == told


def test_a_letter_that_is_too_long_for_its_page_is_refused(desk: Desk) -> None:
    (letter, *_) = family_letters(desk, order(desk))
    long = replace(letter, paragraphs=("many words " * 80,) * 12)
    with pytest.raises(KnownError) as refused:
        build_letters((letter, long))
    assert refused.value.code == "no_room"
    assert {place: error.code for place, error in unprintable((letter, long)).items()} == {
        1: "no_room"
    }


def test_a_name_without_letters_stops_nobody_elses_letter(desk: Desk, tmp_path: Path) -> None:
    every = one_course_to_plan(desk)
    arabic = replace(every[0], first_name="\u0645\u062d\u0645\u062f")
    asked = LetterOrder(ONE_COURSE, (arabic, *every[1:]))
    made = keep_letters(desk, asked, tmp_path / "letters.pdf", TO_FAMILIES)
    assert [(out.about, out.because) for out in made.left_out] == [(arabic, "letters_missing")]
    assert len(read((tmp_path / "letters.pdf").read_bytes()).pages) == made.letters == 3
    assert arabic.student_id in left_out_text(made.left_out)
    log_letters(desk, asked, TO_FAMILIES, (1,))
    assert list_disclosures(desk)[0].student_uids == (every[1].uid,)
    with pytest.raises(KnownError) as alone:
        family_letters(desk, replace(asked, chosen=(arabic,)))
    assert alone.value.code == "letters_missing"


def test_whose_family_a_letter_is_for_stands_at_its_top(desk: Desk) -> None:
    (one,) = (n for n in one_course_to_plan(desk) if n.student_id == "0005")
    asked = LetterOrder(ONE_COURSE, (one,), "es")
    (letter,) = family_letters(desk, asked)
    assert letter.recipient[0] == "Ana 0005 Núñez"
    text = words(letters_pdf(desk, asked))
    assert all(part in text for part in (*letter.recipient, "11", "0005", "A. Chávez"))


def test_a_long_name_and_pathway_still_fit_one_page(desk: Desk) -> None:
    one = replace(
        one_course_to_plan(desk)[0],
        first_name="Maximiliano Alejandro de la Santísima Trinidad",
        pathway="Residential and Commercial Construction and Everything Around It",
        counselor="María Fernanda Gutiérrez-Villanueva de los Ángeles",
    )
    for code in ("en", "es"):
        paper = letters_pdf(desk, LetterOrder(LAST_CHANCE, (one,), code, "x" * 60 + " " + "y" * 50))
        assert len(read(paper).pages) == 1
        assert overlaps(text_boxes(paper)[0]) == []
        assert min(box[1] for box in text_boxes(paper)[0]) > 30


def test_no_file_without_its_entry_in_the_log(desk: Desk, tmp_path: Path) -> None:
    made = keep_letters(desk, order(desk), tmp_path / "letters.pdf", TO_FAMILIES)
    assert (made.letters, made.students, made.languages) == (4, 4, {"en": 3, "es": 1})
    entry = list_disclosures(desk)[0]
    assert (entry.what, entry.purpose, len(entry.student_uids)) == (
        "Letters to families",
        TO_FAMILIES.purpose,
        4,
    )
    with pytest.raises(Exception, match=r"written|folder|No such"):
        keep_letters(desk, order(desk), tmp_path / "none" / "letters.pdf", TO_FAMILIES)
    assert len(list_disclosures(desk)) == 1


def test_giving_up_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    def stop(_done: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        keep_letters(desk, order(desk), tmp_path / "letters.pdf", TO_FAMILIES, stop)
    assert not (tmp_path / "letters.pdf").exists()
    assert list_disclosures(desk) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "other"},
        {"language": "ko"},
        {"chosen": ()},
        {"contact": "x" * 200},
    ],
)
def test_a_wrong_order_is_a_wrong_call(desk: Desk, wrong: dict[str, object]) -> None:
    with pytest.raises(WrongCall):
        letters_pdf(desk, replace(order(desk), **wrong))  # type: ignore[arg-type]


GOOD = resource("letters", "one_course.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", LISTS)
def test_the_shipped_wordings_can_be_used(kind: str) -> None:
    text = resource("letters", f"{kind}.toml").read_text(encoding="utf-8")
    says = parse_wording(text, ("en", "es"))
    assert len(says["en"].paragraphs) == len(says["es"].paragraphs)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[en", "Expected"),
        (GOOD.replace("[es]", "[fr]"), r"\[es\] is missing"),
        (GOOD.replace("role = ", "roll = "), "en.role"),
        (GOOD.replace("{pathway}", "{mother}"), "{mother} is not known"),
        (GOOD.replace("{pathway}", "{pathway"), "brace"),
        (GOOD.replace("paragraphs = [", "paragraphs = []\nothers = [", 1), "paragraphs"),
        (GOOD.replace("Sincerely,", "x" * 1000), "en.closing"),
    ],
)
def test_a_spoiled_wording_says_where(text: str, why: str) -> None:
    with pytest.raises(WordingError, match=why):
        parse_wording(text, ("en", "es"))
