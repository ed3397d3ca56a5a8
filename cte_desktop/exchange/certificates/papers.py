"""Finding certificates' codes in a file: every page of a PDF, a picture, or plain text."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.exchange.certificates.codes import begins_like_a_code, codes_in
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pypdfium2

MOST_MB = 200
MOST_PAGES = 5_000
_PDF_BEGINS_WITHIN = 1024
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_POINTS_TO_PIXELS = (2.0, 4.0)  # 144 dots an inch, and finer where that shows no code
_MOST_PIXELS = 40_000_000  # of a rendered page
_LONGEST_SIDE = 30_000  # of it; the reader of QR codes takes no longer one
_MOST_ATTACHMENTS = 100
_LONGEST_ATTACHMENT = 1_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen on one page (from 1) of a PDF, or in a whole picture or text (page None)."""

    codes: tuple[str, ...] = ()
    other_code: bool = False  # a QR code that is none of a certificate
    empty: bool = False
    page: int | None = None


def look_through(file: Path, progress: Callable[[int, int], None]) -> Iterator[Sighting]:
    """Yield what is seen in a file: one sighting for each page of a PDF, else one.

    `progress` is told (pages done, pages) and may raise to give up. Known errors: missing,
    file_unreadable, file_too_big, file_empty, pdf_locked, pdf_damaged, pdf_too_long,
    picture_too_large, picture_unreadable, no_qr_reader.
    """
    content = _read(file)
    if b"%PDF-" in content[:_PDF_BEGINS_WITHIN]:
        yield from _in_pdf(content, file, progress)
    elif content.startswith(_PICTURES):
        yield _in_picture(content, file)
    else:
        yield _in_text(content, file)


def _read(file: Path) -> bytes:
    """Return what is in a file; not more is read than may be in it, whatever its size says."""
    most = MOST_MB * 1_000_000
    try:
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except FileNotFoundError:
        raise KnownError(
            "missing",
            noop("{file} does not exist."),
            do=noop("Check the name, or paste the text of the code."),
            file=file,
        ) from None
    except OSError:
        raise _unreadable(file) from None
    if len(content) > most:
        raise KnownError(
            "file_too_big",
            noop("{file} is larger than {most} MB."),
            kept=noop("Nothing was checked."),
            do=noop("Check its pages a part at a time."),
            file=file.name,
            most=MOST_MB,
        )
    if not content:
        raise KnownError(
            "file_empty",
            noop("{file} is empty."),
            kept=noop("Nothing was checked."),
            do=noop("Get it again, or photograph the certificate's QR code."),
            file=file.name,
        )
    return content


def _in_text(content: bytes, file: Path) -> Sighting:
    if not content.strip():
        return Sighting(empty=True)
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    text = content.decode(encoding, errors="replace")
    if "\0" in text:
        raise _unreadable(file)
    return Sighting(codes_in(text))


def _in_picture(content: bytes, file: Path) -> Sighting:
    from cte_desktop.exchange.certificates.pictures import open_picture, qr_texts

    return _of_texts(qr_texts(open_picture(content, file.name)))


def _in_pdf(content: bytes, file: Path, progress: Callable[[int, int], None]) -> Iterator[Sighting]:
    import pypdfium2

    pdf = _open_pdf(content, file)
    try:
        pages = len(pdf)
        if pages > MOST_PAGES:
            raise _too_long(file)
        seen: set[str] = set()
        for place in range(pages):
            progress(place, pages)
            sighting = _on_page(pdf, place)
            seen.update(sighting.codes)
            yield sighting
        attached = tuple(code for code in _attached_codes(pdf) if code not in seen)
        if attached:
            yield Sighting(attached)
        progress(pages, pages)
    except pypdfium2.PdfiumError:
        raise _damaged(file) from None
    finally:
        pdf.close()


def _open_pdf(content: bytes, file: Path) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise KnownError(
                "pdf_locked",
                noop("{file} is locked with a password."),
                kept=noop("Nothing was checked."),
                do=noop("Open it in a PDF viewer and print it to a new PDF without a password."),
                file=file.name,
            ) from None
        raise _damaged(file) from None


def _on_page(pdf: pypdfium2.PdfDocument, place: int) -> Sighting:
    """Look at the text of a page, and at its picture where the text holds no code.

    The picture is looked at too when the text has one: what the QR code says counts.
    """
    from cte_desktop.exchange.certificates.pictures import qr_texts

    page = pdf[place]
    try:
        written = codes_in(page.get_textpage().get_text_range())
        texts: tuple[str, ...] = ()
        for scale in _POINTS_TO_PIXELS:
            width, height = page.get_size()
            area = (_MOST_PIXELS / max(width * height, 1)) ** 0.5
            within = min(scale, area, _LONGEST_SIDE / max(width, height, 1))
            try:
                texts = qr_texts(page.render(scale=within, grayscale=True).to_pil())
            except KnownError:
                if not written:
                    raise
            if texts or written:
                break
    finally:
        page.close()
    drawn = _of_texts(texts)
    codes = tuple(dict.fromkeys((*drawn.codes, *written)))
    return Sighting(codes, drawn.other_code and not codes, page=place + 1)


def _of_texts(texts: tuple[str, ...]) -> Sighting:
    """Return what QR codes with these texts mean: a certificate's is its code and nothing else."""
    codes = tuple(text.strip() for text in texts if begins_like_a_code(text.strip()))
    return Sighting(codes, other_code=bool(texts) and not codes)


def _attached_codes(pdf: pypdfium2.PdfDocument) -> Iterator[str]:
    for place in range(min(pdf.count_attachments(), _MOST_ATTACHMENTS)):
        content = bytes(pdf.get_attachment(place).get_data())
        if len(content) <= _LONGEST_ATTACHMENT:
            yield from codes_in(content.decode(errors="replace"))


def _too_long(file: Path) -> KnownError:
    return KnownError(
        "pdf_too_long",
        noop("{file} has more than {most} pages."),
        kept=noop("Nothing was checked."),
        do=noop("Check its pages a part at a time."),
        file=file.name,
        most=MOST_PAGES,
    )


def _damaged(file: Path) -> KnownError:
    return KnownError(
        "pdf_damaged",
        noop("{file} is a PDF that can't be read: it is damaged or cut off."),
        kept=noop("Nothing was checked."),
        do=noop("Get it again, or photograph the certificate's QR code."),
        file=file.name,
    )


def _unreadable(file: Path) -> KnownError:
    return KnownError(
        "file_unreadable",
        noop("{file} can't be read as a PDF, a picture or a text."),
        kept=noop("Nothing was checked."),
        do=noop("Save it as PDF, PNG or JPEG, or paste the text of the code."),
        file=file.name,
    )
