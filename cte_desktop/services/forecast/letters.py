"""Letters to families from a list of the forecast: one page for each student and pathway.

What a letter says is data (`resources/letters`); it speaks of that one student alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.forecast.letter import (
    FamilyLetter,
    NotWritten,
    WordingError,
    filled,
    parse_wording,
)
from cte_desktop.domain.students.home_language import paper_language
from cte_desktop.reports import registry
from cte_desktop.services.handing_over import hand_over_one
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.system.paths import resource
from cte_desktop.wording.labels import all_of_label, course_label, grade_label, school_label
from cte_desktop.wording.papers import term_with_year
from cte_desktop.wording.translate import LANGUAGES, language, noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.forecast.letter import LetterWording
    from cte_desktop.domain.completion.forecast.near import Near, Offer
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.printing import Disclosure
    from cte_desktop.storage.transaction import Transaction

    Progress = Callable[[int], None]

ONE_COURSE, LAST_CHANCE = "one_course", "last_chance"
LISTS = (ONE_COURSE, LAST_CHANCE)
HOME = "home"
CHOICES = (*LANGUAGES, HOME)
"""In which language letters are written; HOME is that of the student's home, else English."""
PURPOSE = noop("Letter to the family about a pathway")
MOST_CONTACT = 120  # characters
_MOST_SITES = 4


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """Which letter goes to whom, in which language, and where else the family may ask.

    A letter names a course that can still start: to whom no such course can be named there is none.
    """

    kind: str
    chosen: tuple[Near, ...]
    language: str = HOME
    contact: str = ""

    @property
    def written(self) -> tuple[Near, ...]:
        """Return those of the chosen to whose families there is a letter, a page each, in order."""
        return tuple(one for one in self.chosen if one.offer is not None)

    @property
    def without_course(self) -> int:
        """Return how many of the chosen have no course that can still start."""
        return len(self.chosen) - len(self.written)


@dataclass(frozen=True, slots=True)
class LetterBatch:
    """The letters of an order, a page each, whom each is about, and who is left out."""

    letters: tuple[FamilyLetter, ...]
    about: tuple[Near, ...]
    left_out: tuple[NotWritten, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """What was written: letters, students, how many in each language, and who is left out."""

    letters: int
    students: int
    languages: dict[str, int]
    left_out: tuple[NotWritten, ...] = ()


def letter_batch(desk: Desk, order: LetterOrder) -> LetterBatch:
    """Return the letters of an order, in its order, and who is left out.

    A wrong call for another list or language, for nobody, and for a contact that is too long. A
    letter that can't be printed is left out; the error of it is raised when it is the only one.
    """
    _check(order)
    found = []
    for one in order.written:
        code = paper_language(one.home_language) if order.language == HOME else order.language
        with language(code):
            found.append((one, _letter(desk, one, order, code)))
    wrong = registry.unprintable_letters(letter for _, letter in found)
    if len(wrong) == len(found):
        raise next(iter(wrong.values()))
    kept = [pair for place, pair in enumerate(found) if place not in wrong]
    apart = [NotWritten(one, "no_course") for one in order.chosen if one.offer is None]
    apart += [NotWritten(found[place][0], error.code) for place, error in wrong.items()]
    return LetterBatch(
        tuple(letter for _, letter in kept), tuple(one for one, _ in kept), tuple(apart)
    )


def family_letters(desk: Desk, order: LetterOrder) -> tuple[FamilyLetter, ...]:
    """Return the letters of an order, as `letter_batch` has them."""
    return letter_batch(desk, order).letters


def draw_letters(
    desk: Desk, order: LetterOrder, progress: Progress | None = None
) -> tuple[bytes, LetterBatch]:
    """Return the letters as one PDF, to be looked at, and what is in it; nothing is logged.

    `progress` is told how many are finished and may raise to give up.
    """
    batch = letter_batch(desk, order)
    return registry.build_letters(batch.letters, progress), batch


def letters_pdf(desk: Desk, order: LetterOrder, progress: Progress | None = None) -> bytes:
    """Return the letters as one PDF, as `draw_letters` does."""
    return draw_letters(desk, order, progress)[0]


def keep_letters(
    desk: Desk,
    order: LetterOrder,
    path: Path,
    disclosed: Disclosure,
    progress: Progress | None = None,
) -> Letters:
    """Write the letters as one PDF and log the disclosure; no file without its entry."""
    content, batch = draw_letters(desk, order, progress)
    hand_over_one(desk, path, content, lambda tx: _disclose(tx, batch.about, disclosed))
    return _told(batch)


def log_letters(
    desk: Desk, order: LetterOrder, disclosed: Disclosure, pages: Iterable[int] | None = None
) -> None:
    """Log the disclosure of letters that went to a printer: these pages, from 1, or all."""
    about = letter_batch(desk, order).about
    those = about if pages is None else [about[page - 1] for page in pages]
    with desk.database.writing() as tx:
        _disclose(tx, those, disclosed)


def _disclose(tx: Transaction, those: Iterable[Near], disclosed: Disclosure) -> None:
    uids = {one.uid for one in those}
    recipient, purpose = disclosed.recipient, disclosed.purpose
    record_disclosure(tx, registry.LETTERS.name, sorted(uids), recipient=recipient, purpose=purpose)


def _told(batch: LetterBatch) -> Letters:
    languages: dict[str, int] = {}
    for one in batch.letters:
        languages[one.language] = languages.get(one.language, 0) + 1
    students = len({one.uid for one in batch.about})
    return Letters(len(batch.letters), students, languages, batch.left_out)


def _check(order: LetterOrder) -> None:
    if order.kind not in LISTS or order.language not in CHOICES:
        raise WrongCall(
            "unknown_letter",
            'There is no letter "{kind}" in "{language}".',
            do="Letters: {kinds}. Languages: {languages}.",
            kind=order.kind,
            language=order.language,
            kinds=", ".join(LISTS),
            languages=", ".join(CHOICES),
        )
    if not order.chosen:
        raise WrongCall("nobody", "There is nobody to write to.", do="Choose some of the list.")
    if not order.written:
        raise WrongCall(
            "no_course",
            "For none of them a course that would do can still start, so there is no letter.",
            do="Talk with them about what is possible.",
        )
    if len(order.contact) > MOST_CONTACT:
        raise WrongCall(
            "contact_too_long",
            "Phone or e-mail may have {most} characters at most.",
            do="Shorten it.",
            most=MOST_CONTACT,
        )


@cache
def wordings(kind: str) -> dict[str, LetterWording]:
    """Return what a letter says in each language; a known error for a file that can't be used."""
    file = resource("letters", f"{kind}.toml")
    try:
        return parse_wording(file.read_text(encoding="utf-8"), LANGUAGES)
    except (OSError, UnicodeDecodeError, WordingError) as error:
        raise KnownError(
            "bad_letter",
            "The wording of the letter in {file} can't be used: {why}.",
            kept="Nothing was written.",
            do="Put the file back as it came, or mend it.",
            file=file.name,
            why=error,
        ) from error


def _letter(desk: Desk, one: Near, order: LetterOrder, code: str) -> FamilyLetter:
    says, catalog, offer = wordings(order.kind)[code], desk.catalog(), one.offer
    if offer is None:
        raise ValueError("there is no course to write about")
    year, term = one.last_start
    values = {
        "student": one.first_name or one.last_name,
        "pathway": one.pathway,
        "course": course_label(offer.course, catalog),
        "when": term_with_year(offer.school_year, offer.term),
        "where": _where(one, catalog),
        "school": school_label(one.school, catalog),
        "counselor": one.counselor or says.nobody,
        "contact": order.contact.strip(),
        "last": term_with_year(year, term),
    }
    call = (says.call, says.call_contact) if values["contact"] else (says.call,)
    return FamilyLetter(
        language=code,
        district=desk.district().name,
        school=values["school"],
        on=desk.today(),
        recipient=_recipient(one),
        subject=filled(says.subject, values),
        greeting=filled(says.greeting, values),
        paragraphs=tuple(filled(text, values) for text in says.paragraphs),
        course_heading=filled(says.course_heading, values),
        facts=tuple(_facts(offer, values)),
        call=tuple(filled(text, values) for text in call),
        closing=tuple(filled(says.closing, values).split("\n")),
        signature=one.counselor,
        role=f"{says.role}, {values['school']}",
        letterhead=desk.district().letterhead,
    )


def _recipient(one: Near) -> tuple[str, ...]:
    """Return whose family the letter is for, by which it is put into envelopes or handed out."""
    name = " ".join(part for part in (one.first_name, one.last_name) if part)
    grade = tr("{grade} grade", grade=grade_label(one.grade_level))
    known = (grade, f"{tr('ID')} {one.student_id}", one.counselor)
    return (name, " · ".join(part for part in known if part))


def _facts(offer: Offer, values: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the course is, when it starts, and where, if anybody knows."""
    title = values["course"]
    yield tr("Course"), tr("{course}, second half", course=title) if offer.second_half else title
    yield tr("When"), values["when"]
    if values["where"]:
        yield tr("Where"), values["where"]


def _where(one: Near, catalog: Catalog) -> str:
    """Return where it is taught: at the student's own school, or at others; "" while unknown."""
    named = [school_label(site, catalog) for site in one.places[:_MOST_SITES]]
    if len(named) > 1:
        return tr("One of: {sites}", sites=", ".join(named))
    return all_of_label(named) if named else ""
