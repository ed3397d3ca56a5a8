"""The certificate of completion: one landscape page, made to be framed.

Frame and ornaments are the same on every certificate and kept once in the file. The QR code,
where there is one, is at least 28 mm wide (`safety.md`, Certificates).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import segno

from cte_desktop.domain import credits as amounts
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.page import Page, Paper, circle
from cte_desktop.reports.style import CAPTION, LETTER, Type
from cte_desktop.reports.text import fitting_size, width, wrap
from cte_desktop.wording.labels import date_label, level_label
from cte_desktop.wording.papers import term_with_year
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.domain.completion.certificate import Certificate

SIZE = (LETTER[1], LETTER[0])
QR_WIDTH = 28 / 25.4 * 72 + 1  # points; 28 mm is the least that phones read well
CENTER = SIZE[0] / 2
_ROOM = 600.0  # for the name
_NAME_SIZES = (38.0, 35.0, 32.0, 29.0, 26.0)
_TITLE = Type(Face.BOLD, 33, "accent_strong")
_DISTRICT = Type(Face.SEMIBOLD, 12, "accent")
_SCHOOL = Type(Face.REGULAR, 10.5, "text_muted")
_SAYS = Type(Face.ITALIC, 11.5, "text_muted")
_SECTOR = Type(Face.REGULAR, 10, "text_muted")
_LABEL = Type(Face.SEMIBOLD, 7.5, "accent")
_Line = tuple[str, Face, str]  # what a column says, its face and colour
_LEAVES = 36  # of the rosette
_FACTS = 380.0  # where the columns of evidence begin
_SIGN = 532.0  # the line for signatures


def build_certificates(
    certificates: Iterable[Certificate], progress: Callable[[int], None] | None = None
) -> bytes:
    """Return certificates as one PDF, a page each, in the language in force.

    `progress` is called with the number of finished pages; what it raises ends the work. Raises
    `KnownError` (letters_missing) for a name that no font covers, ValueError without a certificate.
    """
    paper: Paper | None = None
    names: list[str] = []
    for number, certificate in enumerate(certificates, 1):
        if paper is None:
            paper = Paper(author=certificate.district, day=certificate.issued_on, size=SIZE)
        names.append(certificate.legal_name)
        _draw_certificate(paper, certificate)
        if progress is not None:
            progress(number)
    if paper is None:
        raise ValueError("there is no certificate to print")
    paper.name(
        tr("Certificate of completion: {name}", name=names[0])
        if len(names) == 1
        else tr("Certificates of completion of {count} students", count=len(names))
    )
    return paper.finish()


def _draw_certificate(paper: Paper, certificate: Certificate) -> None:
    page = paper.page()
    paper.structure.open("Sect")
    with page.ornament():
        page.stamp(paper.form("Certificate", _draw_frame), 0, SIZE[1])
    _draw_title(page, certificate)
    y = _draw_name(page, certificate.legal_name)
    _draw_pathway(page, certificate, y)
    _draw_evidence(page, certificate)
    _draw_signatures(page, certificate)
    _draw_serial(page, certificate)
    paper.structure.close()
    paper.write_page(page)


def _draw_title(page: Page, certificate: Certificate) -> None:
    _centered(page, 86, certificate.district, _DISTRICT)
    _centered(page, 103, certificate.school_name, _SCHOOL)
    _centered(page, 155, tr("Certificate of Completion"), _TITLE, "H1")
    _centered(page, 190, tr("This certifies that"), _SAYS)


def _draw_name(page: Page, name: str) -> float:
    """Set the legal name as large as it fits, on two lines if need be; return where it ends."""
    size = fitting_size(name, Face.SEMIBOLD, _ROOM, _NAME_SIZES)
    lines = wrap(name, Face.SEMIBOLD, size, _ROOM)
    if len(lines) > 1:
        size = 23.0
        lines = _balanced(name, size)
    type_ = Type(Face.SEMIBOLD, size)
    leading = size * 1.18
    y = 236 - (leading - 8 if len(lines) > 1 else 0) / 2
    page.begin("H2")
    for line in lines:
        page.text(CENTER, y, line, type_, "center")
        y += leading
    page.end()
    y -= leading
    with page.ornament():
        page.rule(CENTER - 170, y + 13, CENTER + 170, "accent", 0.8)
    return y + 13


def _balanced(name: str, size: float) -> tuple[str, ...]:
    """Return the name in the fewest lines, of about the same width."""
    least = len(wrap(name, Face.SEMIBOLD, size, _ROOM))
    room = _ROOM
    while room > _ROOM / 2 and len(wrap(name, Face.SEMIBOLD, size, room - 10)) == least:
        room -= 10
    return wrap(name, Face.SEMIBOLD, size, room)


def _draw_pathway(page: Page, certificate: Certificate, y: float) -> None:
    says = tr("has completed the Career Technical Education pathway")
    _centered(page, y + 27, says, _SAYS)
    size = fitting_size(certificate.pathway, Face.BOLD, _ROOM, (24.0, 21.0, 18.0))
    _centered(page, y + 58, certificate.pathway, Type(Face.BOLD, size, "accent"))
    sector = tr("Industry sector: {sector}", sector=certificate.sector)
    if certificate.sector:
        _centered(page, y + 78, sector, _SECTOR)


def _draw_evidence(page: Page, certificate: Certificate) -> None:
    """Set courses, certifications, hours and units in columns of equal width."""
    columns = _columns(certificate)
    wide, gap = 196.0, 24.0
    x = CENTER - (len(columns) * wide + (len(columns) - 1) * gap) / 2
    size = _evidence_size(columns, wide)
    for heading, lines in columns:
        page.begin("H3")
        page.text(x, _FACTS, heading, _LABEL)
        page.end()
        with page.ornament():
            page.rule(x, _FACTS + 5, x + wide, "accent", 0.6)
        y = _FACTS + 8 + size * 1.4
        for line, face, colour in lines:
            page.begin("P")
            y = page.lines(x, y, wrap(line, face, size, wide), Type(face, size, colour), size * 1.4)
            page.end()
        x += wide + gap


def _columns(certificate: Certificate) -> list[tuple[str, list[_Line]]]:
    """Return the headings with their lines; a column without lines is left out."""
    courses: list[_Line] = []
    for course in certificate.courses:
        level = f" ({level_label(course.level)})" if course.level else ""
        terms = (f"{term_with_year(y, term)} {mark}".strip() for y, term, mark in course.marks)
        courses.append((f"{course.title}{level}", Face.SEMIBOLD, "text"))
        courses += [(text, Face.REGULAR, "text_muted") for text in (", ".join(terms),) if text]
    more = []
    if certificate.hours:
        hours = amounts.text(certificate.hours)
        more.append(tr("{hours} hours of work-based learning", hours=hours))
    if certificate.college_units:
        units = amounts.text(certificate.college_units)
        more.append(tr("{units} college units", units=units))
    columns = [
        (tr("Courses"), courses),
        (tr("Industry certifications"), _plain(certificate.certifications)),
        (tr("Also earned"), _plain(more)),
    ]
    return [(heading, lines) for heading, lines in columns if lines]


def _plain(lines: Iterable[str]) -> list[_Line]:
    return [(line, Face.REGULAR, "text") for line in lines]


def _evidence_size(columns: list[tuple[str, list[_Line]]], wide: float) -> float:
    """Return the largest size at which the longest column ends above the signatures."""
    room = _SIGN - 36 - (_FACTS + 8)
    for size in (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5):
        tall = max(
            (
                sum(len(wrap(line, face, size, wide)) for line, face, _ in lines) * size * 1.4
                for _, lines in columns
            ),
            default=0,
        )
        if tall <= room:
            return size
    return 5.0


def _draw_signatures(page: Page, certificate: Certificate) -> None:
    people = (tr("Teacher"), tr("Principal"), tr("CTE Director"), tr("Superintendent"))
    left, right = 74.0, SIZE[0] - 74
    if certificate.code:
        right -= QR_WIDTH + 22
    gap = 20.0
    wide = (right - left - gap * (len(people) - 1)) / len(people)
    for place, who in enumerate(people):
        x = left + place * (wide + gap)
        with page.ornament():
            page.rule(x, _SIGN, x + wide, "text_muted", 0.7)
        page.begin("P")
        page.text(x + wide / 2, _SIGN + 11, who, CAPTION, "center")
        page.end()


def _draw_serial(page: Page, certificate: Certificate) -> None:
    words = tr("Issued {day}", day=date_label(certificate.issued_on))
    if certificate.serial:
        words = f"{words}  ·  {tr('Serial number {serial}', serial=certificate.serial)}"
    if certificate.reprint:
        words = f"{words}  ·  {tr('Reprint')}"
    page.begin("P")
    page.text(74, _SIGN + 32, words, CAPTION)
    page.end()
    if certificate.code:
        _draw_code(page, certificate.code)


def _draw_code(page: Page, code: str) -> None:
    """Draw the QR code with its quiet zone in the lower right corner."""
    x, y = SIZE[0] - 74 - QR_WIDTH, _SIGN + 32 - QR_WIDTH
    matrix = segno.make(code, error="m", micro=False).matrix
    step = QR_WIDTH / len(matrix)
    page.begin_figure(tr("QR code by which this certificate can be checked"))
    page.box((x - 4, y - 4, QR_WIDTH + 8, QR_WIDTH + 8), fill="raised")
    squares = []
    for row, modules in enumerate(matrix):
        bottom = SIZE[1] - y - (row + 1) * step
        squares += [
            f"{x + start * step:.3f} {bottom:.3f} {length * step:.3f} {step:.3f} re"
            for start, length in _dark_runs(modules)
        ]
    page.path(" ".join(squares), fill="text")
    page.end()


def _dark_runs(modules: Iterable[int]) -> list[tuple[int, int]]:
    """Return (start, length) of each run of dark modules in a row: fewer shapes, no hairlines."""
    runs: list[tuple[int, int]] = []
    for place, module in enumerate(modules):
        if not module:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs


def _centered(page: Page, y: float, text: str, type_: Type, kind: str = "P") -> None:
    room = SIZE[0] - 140
    size = type_.size
    while size > 7 and width(text, type_.face, size) > room:
        size -= 0.5
    page.begin(kind)
    page.text(CENTER, y, text, Type(type_.face, size, type_.colour), "center")
    page.end()


def _draw_frame(page: Page) -> None:
    """Draw what all certificates share: two lines around the page, corners, and a pale rosette."""
    across, down = SIZE
    page.path(_rosette(across / 2, down / 2 + 10, 190), stroke="accent_soft", line=0.5)
    page.box((26, 26 - down, across - 52, down - 52), stroke="accent", line=2.2)
    page.box((33, 33 - down, across - 66, down - 66), stroke="accent", line=0.6)
    for x in (33, across - 33):
        for y in (33, down - 33):
            page.path(circle(x, y, 5.6), fill="raised", stroke="accent", line=0.6)
            page.path(circle(x, y, 1.8), fill="accent")


def _rosette(x: float, y: float, radius: float) -> str:
    """Return circles whose centers lie on a circle: the pattern of engraved papers."""
    return " ".join(
        circle(
            x + radius * 0.64 * math.cos(2 * math.pi * leaf / _LEAVES),
            y + radius * 0.64 * math.sin(2 * math.pi * leaf / _LEAVES),
            radius * 0.36,
        )
        for leaf in range(_LEAVES)
    )
