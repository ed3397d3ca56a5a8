"""Checking certificates: one code, one with its list of keys read, a picture, a page; and signing.

Yardstick of checking and signing: the bare Ed25519 of the library. Yardstick of reading: the same
picture given to the reader of QR codes as it is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PIL import Image

from benchmarks._measure import median_seconds, tell
from cte_desktop.domain.completion.certificates.code import CodeRecord, decode
from cte_desktop.domain.completion.certificates.paper import Certificate
from cte_desktop.domain.completion.certificates.public_keys import Revocation
from cte_desktop.domain.completion.certificates.serial import Serial
from cte_desktop.domain.completion.certificates.template import parse_template
from cte_desktop.exchange.certificates.codes import OpenedCode, make_code, open_code
from cte_desktop.exchange.certificates.key_lists import KeyList, write_key_list
from cte_desktop.reports.certificates.paper import build_certificates
from cte_desktop.services.awards.look.template import default_text
from cte_desktop.services.verifying.verification import verify
from cte_desktop.storage.certificates.signing_keys import SigningKey, public_keys, signing_key
from cte_desktop.storage.database import Database
from cte_desktop.system.clock import Clock
from cte_desktop.wording.translate import LANGUAGES

TODAY = date(2027, 6, 3)
CERTIFICATES = 1_288
YEARS = 10  # keys in the list
REVOKED = 200
PAGES = 40
TIMES = 100


def main() -> None:
    """Measure with ten years' keys and two hundred revocations."""
    keys, newest = _keys()
    records = [_record(newest, number) for number in range(1, CERTIFICATES + 1)]
    code = make_code(records[0], newest)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "keys.json"
        file.write_bytes(write_key_list(keys, newest))
        opened = open_code(code)
        assert isinstance(opened, OpenedCode)  # noqa: S101 - it was just made
        public = Ed25519PublicKey.from_public_bytes(newest.public.public)
        bare = _each(lambda: public.verify(opened.signature, opened.signed))
        ours = _each(lambda: verify(code, file, None), times=10)
        tell("verify a code, keys read from file", ours, bare, "<= 10 ms")
        _measure_files(Path(folder), file, [make_code(record, newest) for record in records])
    signing = median_seconds(lambda: [make_code(record, newest) for record in records])
    bare = median_seconds(lambda: [newest.sign(opened.signed) for _ in records])
    tell("sign 1,288 codes", signing, bare, "part of 1.5 s", "s")


def _measure_files(folder: Path, keys: Path, codes: list[str]) -> None:
    template = parse_template(default_text(), LANGUAGES)
    paper = build_certificates([_paper(code) for code in codes[:PAGES]], template, {})
    pdf, photo = folder / "certificates.pdf", folder / "photo.png"
    pdf.write_bytes(paper)
    pypdfium2.PdfDocument(paper)[0].render(scale=200 / 72).to_pil().save(photo)
    ours = _each(lambda: verify(photo, keys, None), times=3)
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

    def read_picture() -> None:
        with Image.open(photo) as picture:
            zxingcpp.read_barcodes(picture, formats=formats)

    bare = _each(read_picture, times=3)
    tell("verify a picture, 1,700 x 2,200", ours, bare, "-")

    def read_bare() -> None:
        document = pypdfium2.PdfDocument(paper)
        for place in range(PAGES):
            zxingcpp.read_barcodes(document[place].render(scale=2).to_pil(), formats=formats)

    ours = median_seconds(lambda: verify(pdf, keys, None), runs=3) / PAGES
    tell("verify a page of a PDF", ours, median_seconds(read_bare, runs=3) / PAGES, "-")


def _each(work: Callable[[], object], times: int = TIMES) -> float:
    return median_seconds(lambda: [work() for _ in range(times)]) / times


def _keys() -> tuple[KeyList, SigningKey]:
    with Database.in_memory(clock=Clock(TODAY)) as database, database.writing() as tx:
        for year in range(TODAY.year - YEARS, TODAY.year):
            newest = signing_key(tx, year)
        revoked = tuple(
            Revocation(Serial(2026, "K7QM", number).text, TODAY, "Printed with a wrong name")
            for number in range(1, REVOKED + 1)
        )
        return KeyList("District", public_keys(tx), revoked, TODAY), newest


def _record(key: SigningKey, number: int) -> CodeRecord:
    return CodeRecord(
        key_id=key.key_id,
        serial=Serial(2027, "K7QM", number).text,
        year=2026,
        issued_on=TODAY,
        name=f"Ana Sofía Rivera-Núñez {number}",
        pathway="Patient Care: Emergency Medicine",
        school="Valencia High School",
    )


def _paper(code: str) -> Certificate:
    record = decode(_signed(code))
    assert record is not None  # noqa: S101 - it was just made
    return Certificate(
        student_id="1",
        legal_name=record.name,
        district="District",
        school_name=record.school,
        pathway=record.pathway,
        sector="Health Science and Medical Technology",
        completed_in=record.year,
        issued_on=record.issued_on,
        courses=(),
        serial=record.serial,
        code=code,
    )


def _signed(code: str) -> bytes:
    opened = open_code(code)
    assert isinstance(opened, OpenedCode)  # noqa: S101 - it was just made
    return opened.signed


if __name__ == "__main__":
    main()
