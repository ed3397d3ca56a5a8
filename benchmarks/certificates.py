"""1,288 certificates with their codes drawn into one tagged file; its size; and that it repeats.

Yardsticks, each as one would first write it, untagged unless it is said: ReportLab's canvas with
the codes' squares by segno; fpdf2 and typst (tagged, without codes) where they are installed. They
are no dependencies of the program.
"""

from __future__ import annotations

import base64
import importlib
import importlib.util
import json
import random
from collections.abc import Callable
from datetime import date
from io import BytesIO

import segno
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks._measure import median_seconds, tell
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.certificates.paper import Certificate, CertificateCourse
from cte_desktop.domain.completion.certificates.template import parse_template
from cte_desktop.domain.school_year import Term
from cte_desktop.reports.certificates.paper import build_certificates
from cte_desktop.reports.qr.symbol import make_symbol
from cte_desktop.services.awards.look.template import default_text
from cte_desktop.system.paths import resource
from cte_desktop.wording.translate import LANGUAGES

CERTIFICATES = 1_288
SLOW = 100  # certificates of a yardstick that takes long; its time is scaled up
SIZE = (792, 612)

FIRST = "Ana José Sofía Thảo Łukasz Maria Emma Liam Noah Olivia Mateo Zoë Chloë Ji-woo".split()
LAST = "Rivera Núñez García Smith Johnson O'Brien Castañeda Lee Kim Đặng Anderson Brown".split()
SCHOOLS = tuple(f"{name} High School" for name in ("Valencia", "Saugus", "Canyon", "West Ranch"))
PATHWAYS = (
    ("Sports Medicine", "Health Science and Medical Technology"),
    ("Residential and Commercial Construction", "Building and Construction Trades"),
    ("Food Service and Hospitality", "Hospitality, Tourism, and Recreation"),
    ("Software and Systems Development", "Information and Communication Technologies"),
)
MARKS = ("A", "A-", "B+", "B", "B-", "C+", "C")


def main() -> None:
    """Measure the drawing, the codes alone, and the yardsticks that there are."""
    certificates = _certificates()
    template = parse_template(default_text(), LANGUAGES)

    def draw() -> bytes:
        return build_certificates(certificates, template, {})

    ours = median_seconds(draw)
    canvas = _scaled(_canvas, certificates)
    tell("1,288 certificates; canvas", ours, canvas, "<= 0.7 s", "s")
    for name, other in (("fpdf", _fpdf), ("typst", _typst)):
        if importlib.util.find_spec(name) is None:
            print(f"  {name} is not installed: not compared")
        else:
            tell(f"  the same; {name}", ours, _scaled(other, certificates), "faster", "s")
    codes = [one.code for one in certificates]
    symbols = median_seconds(lambda: [make_symbol(code) for code in codes])
    by_segno = median_seconds(lambda: [segno.make(code, error="m") for code in codes[:SLOW]], 1)
    tell("their codes; segno", symbols, by_segno * len(codes) / SLOW, "part of 0.7 s", "s")
    first = draw()
    tell("their file", len(first) / 1_000_000, 0, "<= 3 MB", "MB")
    print("the same request gives the same bytes:", first == draw())


def _certificates() -> list[Certificate]:
    """Return certificates of a year: many names, few schools and pathways, codes as they are."""
    chance = random.Random(1_288)
    return [_certificate(number, chance) for number in range(1, CERTIFICATES + 1)]


def _certificate(number: int, chance: random.Random) -> Certificate:
    name = f"{chance.choice(FIRST)} {chance.choice(FIRST)} {chance.choice(LAST)}"
    pathway, sector = chance.choice(PATHWAYS)
    school = chance.choice(SCHOOLS)
    courses = tuple(
        CertificateCourse(
            f"{pathway} {year - 2024}",
            level,
            tuple((year, term, chance.choice(MARKS)) for term in (Term.FALL, Term.SPRING)),
        )
        for year, level in ((2025, Level.CONCENTRATOR), (2026, Level.CAPSTONE))
    )
    record = 26 + sum(len(text.encode()) for text in (name, pathway, school)) + 64
    return Certificate(
        student_id=f"{number:07}",
        legal_name=name,
        district="William S. Hart Union High School District",
        school_name=school,
        pathway=pathway,
        sector=sector,
        completed_in=2026,
        issued_on=date(2027, 6, 3),
        courses=courses,
        certifications=("First Aid/CPR/AED",) if number % 2 else (),
        hours=chance.choice((0, 4_000, 12_000)),
        serial=f"2027-K7QM-{number:05}-V",
        code="CTE1." + base64.urlsafe_b64encode(chance.randbytes(record)).decode().rstrip("="),
    )


def _scaled(draw: Callable[[list[Certificate]], object], certificates: list[Certificate]) -> float:
    """Return how long a yardstick would take for all, from some of them."""
    seconds = median_seconds(lambda: draw(certificates[:SLOW]), runs=1)
    return seconds * len(certificates) / SLOW


def _texts(certificate: Certificate) -> list[tuple[float, float, str]]:
    """Return the size, the baseline from the top and the words of each line."""
    courses = [(9, 400 + 14 * n, one.title) for n, one in enumerate(certificate.courses)]
    return [
        (12, 80, certificate.district),
        (10, 95, certificate.school_name),
        (33, 140, "Certificate of Completion"),
        (12, 170, "This certifies that"),
        (38, 220, certificate.legal_name),
        (12, 250, "has completed the Career Technical Education pathway"),
        (24, 280, certificate.pathway),
        (10, 300, certificate.sector),
        *courses,
        *((7, 540, who) for who in ("Teacher", "Principal", "CTE Director", "Superintendent")),
        (7, 566, f"Serial number {certificate.serial}"),
    ]


def _canvas(certificates: list[Certificate]) -> bytes:
    pdfmetrics.registerFont(TTFont("Bench", _font()))
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=SIZE, invariant=1)
    for certificate in certificates:
        canvas.rect(26, 26, 740, 560)
        for size, y, text in _texts(certificate):
            canvas.setFont("Bench", size)
            canvas.drawCentredString(396, 612 - y, text)
        matrix = segno.make(certificate.code, error="m").matrix
        step = 80 / len(matrix)
        for row, modules in enumerate(matrix):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    canvas.rect(640 + column * step, 130 - row * step, step, step, 0, 1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _fpdf(certificates: list[Certificate]) -> bytes:
    paper = importlib.import_module("fpdf").FPDF("landscape", "pt", "letter")
    paper.add_font("Bench", "", _font())
    for certificate in certificates:
        paper.add_page()
        paper.rect(26, 26, 740, 560)
        for size, y, text in _texts(certificate):
            paper.set_font("Bench", size=size)
            paper.text(396 - paper.get_string_width(text) / 2, y, text)
        stream = BytesIO()
        segno.make(certificate.code, error="m").save(stream, kind="png")
        paper.image(stream, 640, 480, 80)
    return bytes(paper.output())


def _typst(certificates: list[Certificate]) -> bytes:
    lines = json.dumps([_texts(certificate) for certificate in certificates])
    source = (
        '#set page(width: 792pt, height: 612pt, margin: 0pt)\n#set text(font: "Inter")\n'
        '#for (n, page) in json(bytes(sys.inputs.at("lines"))).enumerate() {\n'
        "  if n > 0 { pagebreak() }\n"
        "  place(dx: 26pt, dy: 26pt, rect(width: 740pt, height: 560pt))\n"
        "  for line in page {\n"
        "    place(dy: line.at(1) * 1pt, box(width: 792pt, align(center,"
        " text(size: line.at(0) * 1pt, line.at(2)))))\n  }\n}\n"
    )
    fonts, compile_ = [str(resource("fonts"))], importlib.import_module("typst").compile
    return bytes(compile_(source.encode(), font_paths=fonts, sys_inputs={"lines": lines}))


def _font() -> str:
    return str(resource("fonts", "Inter-Regular.ttf"))


if __name__ == "__main__":
    main()
