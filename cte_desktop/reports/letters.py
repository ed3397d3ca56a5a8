"""Letters to families: one page each, in the family's language, with room for a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.fonts import Face, require_covered
from cte_desktop.reports.letterhead import HEAD_HEIGHT, draw_letterhead, draw_seal
from cte_desktop.reports.one_after_other import draw_one_after_other
from cte_desktop.reports.page import Paper
from cte_desktop.reports.style import LETTER, RADIUS, Type
from cte_desktop.reports.text import fit, fitting_size, wrap
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import language, noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cte_desktop.domain.completion.forecast.letter import FamilyLetter
    from cte_desktop.reports.page import Page

_LEFT, _RIGHT = 72.0, LETTER[0] - 72.0
_WIDTH = _RIGHT - _LEFT
_TOP, _BOTTOM = 72.0, LETTER[1] - 60.0
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
_SUBJECT_SIZES = (17.0, 15.5, 14.0, 12.5, 11.0)
_HEAD = Type(Face.SEMIBOLD, 11, "accent")
_NAME = Type(Face.SEMIBOLD, 10)
_MUTED = Type(Face.REGULAR, 9.5, "text_muted")
_BOX_HEAD = Type(Face.SEMIBOLD, 10, "accent_strong")
_PDF_LANGUAGE = {"en": "en-US", "es": "es-US"}
_LABELS = 92.0  # for what a fact is, before its words
_SUBJECT = 98.0  # under the top, below whom the letter is for
_SIGN = 34.0  # height left free for the signature
_INSIDE = 12.0
_SEAL = 48.0


def build_letters(
    letters: Iterable[FamilyLetter], progress: Callable[[int], None] | None = None
) -> bytes:
    """Return letters as one PDF, a page each, each in its own language.

    `progress` is called with the number of finished letters; what it raises ends the work. Raises
    `KnownError` (letters_missing) when a text has letters that no font has, (no_room) for a letter
    that is too long for its page at the smallest size, ValueError without a letter.
    """
    return draw_one_after_other(
        letters,
        lambda letter: Paper(author=letter.district, day=letter.on),
        draw_letter,
        lambda letter: letter.language,
        _title,
        progress,
        what="letter",
    )


def _title(names: Sequence[str]) -> str:
    count = len(names)
    return tr("Letter to a family") if count == 1 else tr("Letters to {n} families", n=count)


def draw_letter(paper: Paper, letter: FamilyLetter) -> None:
    """Draw a letter on a page of its own, in its own language."""
    with language(letter.language):
        _draw(paper, letter)


def unprintable(letters: Iterable[FamilyLetter]) -> dict[int, KnownError]:
    """Return the places of letters, from 0, that can't be printed, and why."""
    found: dict[int, KnownError] = {}
    for place, letter in enumerate(letters):
        try:
            for text in _texts(letter):
                require_covered(text)
            _size(letter, _body_top(letter))
        except KnownError as error:
            found[place] = error
    return found


def _draw(paper: Paper, letter: FamilyLetter) -> None:
    page = paper.page()
    paper.structure.open("Sect", f"/Lang({_PDF_LANGUAGE[letter.language]})")
    y = _draw_head(page, letter)
    size = _size(letter, y)
    body = Type(Face.REGULAR, size)
    y = _paragraphs(page, y, (letter.greeting,), body)
    y = _paragraphs(page, y, letter.paragraphs, body)
    y = _draw_course(page, y + 2, letter, size)
    y = _paragraphs(page, y, letter.call, body)
    y = _paragraphs(page, y, letter.closing, body)
    _draw_signature(page, y, letter)
    paper.structure.close()
    paper.write_page(page)


def _size(letter: FamilyLetter, y: float) -> float:
    """Return the largest size at which all under the head fits; known error no_room."""
    size = next((size for size in _SIZES if _height(letter, size) <= _BOTTOM - y), None)
    if size is None:
        raise _no_room(letter)
    return size


def _texts(letter: FamilyLetter) -> Iterator[str]:
    yield from (letter.district, letter.school, letter.subject, letter.greeting)
    yield from letter.letterhead.lines
    yield from (letter.course_heading, letter.signature, letter.role)
    for texts in (letter.recipient, letter.paragraphs, letter.call, letter.closing, *letter.facts):
        yield from texts


def _no_room(letter: FamilyLetter) -> KnownError:
    return KnownError(
        "no_room",
        noop('The letter "{subject}" is too long for one page.'),
        kept=noop("Nothing was printed."),
        do=noop("Shorten the wording of the letter, and print again."),
        subject=letter.subject,
    )


def _draw_head(page: Page, letter: FamilyLetter) -> float:
    """Set district, school, date, whose family it is for and what it is about.

    Return where the text begins.
    """
    if letter.letterhead.has_head:
        head = letter.letterhead, letter.district
        draw_letterhead(page, *head, (_LEFT, _RIGHT, _TOP - HEAD_HEIGHT))
    else:
        page.begin("P")
        page.text(_LEFT, _TOP, fit(letter.district, _HEAD.face, _HEAD.size, _WIDTH), _HEAD)
        page.end()
    page.begin("P")
    room = _WIDTH - 150
    page.text(_LEFT, _TOP + 15, fit(letter.school, _MUTED.face, _MUTED.size, room), _MUTED)
    page.end()
    page.begin("P")
    page.text(_RIGHT, _TOP + 15, date_label(letter.on), _MUTED, "right")
    page.end()
    with page.ornament():
        page.rule(_LEFT, _TOP + 26, _RIGHT, "accent", 0.8)
    for place, (words, type_) in enumerate(zip(letter.recipient, (_NAME, _MUTED), strict=False)):
        page.begin("P")
        page.text(_LEFT, _TOP + 48 + 14 * place, fit(words, type_.face, type_.size, _WIDTH), type_)
        page.end()
    size, lines = _subject(letter)
    page.begin("H1")
    subject = Type(Face.BOLD, size, "accent_strong")
    page.lines(_LEFT, _TOP + _SUBJECT, lines, subject, size * 1.3)
    page.end()
    return _body_top(letter)


def _subject(letter: FamilyLetter) -> tuple[float, tuple[str, ...]]:
    """Return what the letter is about in lines, and their size."""
    size = fitting_size(letter.subject, Face.BOLD, _WIDTH, _SUBJECT_SIZES)
    return size, wrap(letter.subject, Face.BOLD, size, _WIDTH)


def _body_top(letter: FamilyLetter) -> float:
    size, lines = _subject(letter)
    return _TOP + _SUBJECT + size * 1.3 * len(lines) + 16


def _paragraphs(page: Page, y: float, texts: Sequence[str], type_: Type) -> float:
    leading = type_.size * 1.5
    for text in texts:
        lines = wrap(text, type_.face, type_.size, _WIDTH)
        page.begin("P")
        page.lines(_LEFT, y, lines, type_, leading)
        page.end()
        y += leading * len(lines) + type_.size * 0.7
    return y


def _draw_course(page: Page, y: float, letter: FamilyLetter, size: float) -> float:
    """Set the course, when and where it is, in a quiet box; return where the text goes on."""
    tall = _box_height(letter, size)
    with page.ornament():
        page.box((_LEFT, y - size - 2, _WIDTH, tall), fill="accent_soft", radius=RADIUS)
    x, line = _LEFT + _INSIDE, y + _INSIDE - 2
    page.begin("H2")
    page.text(x, line, letter.course_heading, _BOX_HEAD)
    page.end()
    line += size * 1.6 + 2
    for what, words in letter.facts:
        lines = wrap(words, Face.SEMIBOLD, size, _WIDTH - _LABELS - 2 * _INSIDE)
        page.begin("P")
        page.text(x, line, what, Type(Face.REGULAR, size, "text_muted"))
        page.lines(x + _LABELS, line, lines, Type(Face.SEMIBOLD, size), size * 1.4)
        page.end()
        line += size * 1.4 * len(lines) + 3
    return y - size - 2 + tall + size * 2


def _box_height(letter: FamilyLetter, size: float) -> float:
    room = _WIDTH - _LABELS - 2 * _INSIDE
    rows = sum(
        size * 1.4 * len(wrap(words, Face.SEMIBOLD, size, room)) + 3 for _, words in letter.facts
    )
    return rows + size * 2.6 + _INSIDE + 2


def _draw_signature(page: Page, y: float, letter: FamilyLetter) -> None:
    y += _SIGN
    draw_seal(page, letter.letterhead, letter.district, (_RIGHT, y - _SEAL / 2, _SEAL))
    with page.ornament():
        page.rule(_LEFT, y, _LEFT + 220, "text_muted", 0.6)
    for place, (words, type_) in enumerate(
        ((letter.signature, Type(Face.SEMIBOLD, 10)), (letter.role, _MUTED))
    ):
        if words:
            page.begin("P")
            page.text(_LEFT, y + 13 + 13 * place, words, type_)
            page.end()


def _height(letter: FamilyLetter, size: float) -> float:
    """Return how tall everything under the head is at a size."""
    texts = (letter.greeting, *letter.paragraphs, *letter.call, *letter.closing)
    lines = sum(len(wrap(text, Face.REGULAR, size, _WIDTH)) for text in texts)
    between = size * 0.7 * len(texts)
    return lines * size * 1.5 + between + _box_height(letter, size) + size * 2 + _SIGN + 30
