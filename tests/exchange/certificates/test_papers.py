"""Finding codes in files: certificates as they are printed, photographs of them, and what isn't."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import segno
from PIL import Image, ImageEnhance, ImageFilter
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from cte_desktop.exchange.certificates import papers
from cte_desktop.exchange.certificates.papers import Sighting, look_through
from cte_desktop.system.errors import KnownError
from tests.exchange.certificates.signing import REVOKED_SERIAL, SERIAL, code
from tests.reports import sheets
from tests.reports.certificates.drawn import drawn

CODE = code()
OTHER = code(serial=REVOKED_SERIAL)
LONG = code(name="Ñ" * 300, pathway="Pathway " * 40, school="School " * 40)


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Two certificates as they are printed."""
    return certificates(CODE, OTHER)


def certificates(*codes: str) -> bytes:
    sheet = replace(sheets.certificate(), serial=SERIAL)
    return drawn(*(replace(sheet, code=text) for text in codes))


def seen(tmp_path: Path, content: bytes, name: str = "scan.pdf") -> list[Sighting]:
    file = tmp_path / name
    file.write_bytes(content)
    return list(look_through(file, lambda _done, _total: None))


def fault(tmp_path: Path, content: bytes, name: str = "scan.pdf") -> str:
    with pytest.raises(KnownError) as told:
        seen(tmp_path, content, name)
    assert name in str(told.value) or told.value.code == "no_qr_reader"
    return told.value.code


def photograph(content: bytes, dots: int = 200, place: int = 0) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(content)[place].render(scale=dots / 72).to_pil()
    return picture.convert("RGB")


def saved(picture: Image.Image, form: str = "PNG") -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form)
    return stream.getvalue()


def test_each_page_of_a_pdf_of_certificates_is_seen(tmp_path: Path, paper: bytes) -> None:
    assert seen(tmp_path, paper) == [Sighting((CODE,), page=1), Sighting((OTHER,), page=2)]


def test_the_longest_code_is_read_from_the_printed_page(tmp_path: Path) -> None:
    assert seen(tmp_path, certificates(LONG)) == [Sighting((LONG,), page=1)]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_a_picture_of_any_usual_kind_is_read(tmp_path: Path, paper: bytes, form: str) -> None:
    assert seen(tmp_path, saved(photograph(paper), form), "p.png") == [Sighting((CODE,))]


def _as_by_telephone(picture: Image.Image) -> Image.Image:
    dim = ImageEnhance.Brightness(picture.rotate(7, expand=True, fillcolor="gray")).enhance(0.7)
    return dim.filter(ImageFilter.GaussianBlur(1))


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "turned by 90": lambda p: p.transpose(Image.Transpose.ROTATE_90),
    "turned by 180": lambda p: p.transpose(Image.Transpose.ROTATE_180),
    "turned by 270": lambda p: p.transpose(Image.Transpose.ROTATE_270),
    "60 percent": lambda p: p.resize((int(p.width * 0.6), int(p.height * 0.6))),
    "60 percent and turned": lambda p: p.resize((int(p.width * 0.6), int(p.height * 0.6))).rotate(
        90, expand=True
    ),
    "askew, dim and blurred": _as_by_telephone,
    "faint": lambda p: ImageEnhance.Contrast(p).enhance(0.25),
    "with transparency": lambda p: p.convert("RGBA"),
    "black and white": lambda p: p.convert("1"),
    "in 24 megapixels": lambda p: p.resize((5_700, 4_300)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_photograph_is_read_however_it_was_taken(
    tmp_path: Path, paper: bytes, change: str
) -> None:
    picture = CHANGES[change](photograph(paper))
    assert seen(tmp_path, saved(picture), "p.png") == [Sighting((CODE,))]


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    stream = io.BytesIO()
    segno.make(CODE, error="m").save(stream, kind="png", scale=4, light=None)
    assert seen(tmp_path, stream.getvalue(), "p.png") == [Sighting((CODE,))]


def test_two_certificates_on_one_photograph_are_both_seen(tmp_path: Path, paper: bytes) -> None:
    one, two = photograph(paper), photograph(paper, place=1)
    both = Image.new("RGB", (one.width, one.height * 2))
    both.paste(one, (0, 0))
    both.paste(two, (0, one.height))
    (sighting,) = seen(tmp_path, saved(both), "p.png")
    assert set(sighting.codes) == {CODE, OTHER}


def text_pdf(*lines: str) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for place, line in enumerate(lines):
        canvas.setFont("Helvetica", 6)
        canvas.drawString(40, 700 - 10 * place, line)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_a_code_that_stands_as_text_is_seen_over_several_lines(tmp_path: Path) -> None:
    content = text_pdf("Serial", CODE[:90], CODE[90:], "Issued by the district")
    assert seen(tmp_path, content) == [Sighting((CODE,), page=1)]


def test_text_and_pictures_are_read_without_the_reader_of_qr_codes_as_far_as_can_be(
    tmp_path: Path, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zxingcpp", None)
    assert seen(tmp_path, text_pdf(CODE)) == [Sighting((CODE,), page=1)]
    assert seen(tmp_path, CODE.encode(), "code.txt") == [Sighting((CODE,))]
    assert fault(tmp_path, paper) == "no_qr_reader"
    assert fault(tmp_path, saved(photograph(paper)), "p.png") == "no_qr_reader"


def test_a_code_in_an_attachment_is_seen(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(text_pdf("A letter"))))
    writer.add_attachment("code.txt", CODE.encode())
    stream = io.BytesIO()
    writer.write(stream)
    assert seen(tmp_path, stream.getvalue()) == [Sighting(page=1), Sighting((CODE,))]


def test_a_page_without_a_code_is_told_apart_from_one_with_another_code(tmp_path: Path) -> None:
    assert seen(tmp_path, text_pdf("Nothing here")) == [Sighting(page=1)]
    stream = io.BytesIO()
    segno.make("https://example.org").save(stream, kind="png", scale=5)
    assert seen(tmp_path, stream.getvalue(), "p.png") == [Sighting(other_code=True)]
    assert seen(tmp_path, saved(Image.new("L", (300, 200), "white")), "p.png") == [Sighting()]


def test_a_qr_code_with_more_than_a_code_is_given_whole_so_that_it_is_refused(
    tmp_path: Path,
) -> None:
    stream = io.BytesIO()
    segno.make(CODE + "AAAA", error="m").save(stream, kind="png", scale=4)
    assert seen(tmp_path, stream.getvalue(), "p.png") == [Sighting((CODE + "AAAA",))]


def test_text_files_are_searched_in_any_encoding(tmp_path: Path) -> None:
    text = f"Núñez: {CODE}\n{OTHER}"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert seen(tmp_path, text.encode(encoding), "a.txt") == [Sighting((CODE, OTHER))]
    assert seen(tmp_path, b" \n", "a.txt") == [Sighting(empty=True)]
    assert seen(tmp_path, b"word " * 2_000_000, "a.txt") == [Sighting()]


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.95])
def test_a_pdf_that_is_cut_off_is_read_or_said_to_be_damaged(
    tmp_path: Path, paper: bytes, kept: float
) -> None:
    try:
        pages = seen(tmp_path, paper[: int(len(paper) * kept)])
        found = {text for page in pages for text in page.codes}
        said = "read"
    except KnownError as told:
        found, said = set(), told.code
    assert said in {"read", "pdf_damaged"}
    assert found <= {CODE, OTHER}


def test_what_can_t_be_read_is_said_plainly(tmp_path: Path, paper: bytes) -> None:
    assert fault(tmp_path, b"%PDF-1.7 and nothing else") == "pdf_damaged"
    assert fault(tmp_path, saved(photograph(paper))[:9_000], "p.png") == "picture_unreadable"
    assert fault(tmp_path, b"\x89PNG" + bytes(50), "p.png") == "picture_unreadable"
    assert fault(tmp_path, bytes(2_000), "a.bin") == "file_unreadable"
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper)))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert fault(tmp_path, stream.getvalue()) == "pdf_locked"


def test_a_pdf_with_too_many_pages_is_not_read_in_part(
    tmp_path: Path, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST_PAGES", 1)
    assert fault(tmp_path, paper) == "pdf_too_long"


def test_a_file_that_is_missing_or_a_folder_is_said_to_be(tmp_path: Path) -> None:
    for file, expected in ((tmp_path / "gone.pdf", "missing"), (tmp_path, "file_unreadable")):
        with pytest.raises(KnownError) as told:
            list(look_through(file, lambda _done, _total: None))
        assert told.value.code == expected


def test_a_picture_that_claims_to_be_enormous_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for side in (11_500, 14_000):  # over our limit, and over that of the library
        bomb = saved(Image.new("1", (side, side)))
        assert fault(tmp_path, bomb, "p.png") == "picture_too_large"
    monkeypatch.setattr(papers, "MOST_MB", 0)
    assert fault(tmp_path, CODE.encode(), "a.txt") == "file_too_big"


def test_a_file_without_end_is_read_no_further_than_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(papers, "MOST_MB", 1)
    endless = Path("/dev/zero")
    if not endless.exists():
        pytest.skip("this system has no such file")
    with pytest.raises(KnownError) as told:
        list(look_through(endless, lambda _done, _total: None))
    assert told.value.code == "file_too_big"


def test_an_empty_file_is_told_as_one_that_cannot_be_checked(tmp_path: Path) -> None:
    assert fault(tmp_path, b"", "empty.pdf") == "file_empty"


def test_a_page_of_an_absurd_shape_has_no_code(tmp_path: Path) -> None:
    stream = io.BytesIO()
    strip = Canvas(stream, pagesize=(1, 1_000_000))
    strip.showPage()
    strip.save()
    assert seen(tmp_path, stream.getvalue()) == [Sighting(page=1)]


def test_progress_is_told_page_by_page_and_can_give_up(tmp_path: Path, paper: bytes) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(paper)
    told: list[tuple[int, int]] = []
    list(look_through(file, lambda done, total: told.append((done, total))))
    assert told == [(0, 2), (1, 2), (2, 2)]

    def give_up(done: int, _total: int) -> None:
        if done:
            raise InterruptedError

    looking = look_through(file, give_up)
    assert next(looking).page == 1
    with pytest.raises(InterruptedError):
        next(looking)
