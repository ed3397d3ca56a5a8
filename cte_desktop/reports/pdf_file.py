"""A PDF as a file: numbered objects, small ones packed into compressed object streams.

ReportLab reads, subsets and embeds the fonts. Pages and tags are written here, since its
canvas knows no tags, repeats the resources on each page and packs nothing: a plan has 130 elements
of structure, and a batch 2,500 plans.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFIndirectObject, PDFString

if TYPE_CHECKING:
    from datetime import date

_PACK = 200  # objects in one object stream: larger ones open no faster
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 4  # of compression; 6 makes pages 3 % smaller and takes twice as long


def literal(text: str) -> str:
    """Return `text` as a PDF string, in UTF-16 where Latin letters don't do."""
    return bytes(PDFString(text).format(_PLAIN)).decode("latin-1")


class PdfFile:
    """The objects of one PDF. `fonts` is ReportLab's document: it numbers objects, embeds fonts."""

    def __init__(self) -> None:
        self.fonts = PDFDocument(invariant=1, compression=1)
        self._small: list[tuple[int, str]] = []
        self._streams: list[tuple[int, bytes]] = []

    def number(self) -> int:
        """Return the number of a new object."""
        self.fonts.objectcounter += 1
        return int(self.fonts.objectcounter)

    def put(self, number: int, body: str) -> None:
        """Write an object that is no stream."""
        self._small.append((number, body))

    def put_stream(self, number: int, dictionary: str, content: bytes) -> None:
        """Write a stream, compressed; `dictionary` holds its entries without length and filter."""
        self._streams.append((number, _stream(dictionary, zlib.compress(content, _LEVEL))))

    def put_raw(self, number: int, dictionary: str, content: bytes) -> None:
        """Write a stream as it is: one that compression makes no smaller, such as a QR code."""
        head = f"<<{dictionary}/Length {len(content)}>>\nstream\n".encode("latin-1")
        self._streams.append((number, head + content + b"\nendstream"))

    def fonts_number(self) -> int:
        """Return the number of the dictionary of fonts, for the resources of pages and forms."""
        return int(self.fonts.idToObjectNumberAndVersion["BasicFonts"][0])

    def finish(self, root: int, info: int) -> bytes:
        """Return the whole file. The same objects give the same bytes."""
        large = [*self._font_objects(), *((n, _indirect(n, body)) for n, body in self._streams)]
        where: dict[int, tuple[int, int, int]] = {}
        for start in range(0, len(self._small), _PACK):
            pack, number = self._small[start : start + _PACK], self.number()
            where |= {one: (2, number, place) for place, (one, _) in enumerate(pack)}
            large.append((number, _indirect(number, _packed(pack))))
        parts, offset = [_HEADER], len(_HEADER)
        for number, body in large:
            where[number] = (1, offset, 0)
            parts.append(body)
            offset += len(body)
        number = self.number()
        where[number] = (1, offset, 0)
        parts.append(_cross_references(number, where, root, info, _identity(parts)))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
        return b"".join(parts)

    def _font_objects(self) -> list[tuple[int, bytes]]:
        for font in self.fonts.delayedFonts:
            font.addObjects(self.fonts)
        made: list[tuple[int, bytes]] = []
        done: set[int] = set()
        while waiting := sorted(set(self.fonts.numberToId) - done):
            for number in waiting:  # formatting one may add others
                name = self.fonts.numberToId[number]
                body = PDFIndirectObject(name, self.fonts.idToObject[name]).format(self.fonts)
                made.append((number, body))
                done.add(number)
        return made


def info_dictionary(title: str, author: str, subject: str, day: date) -> str:
    """Return the document's properties. The day is the paper's: same request, same bytes."""
    made = f"(D:{day:%Y%m%d}120000Z)"
    return (
        f"<</Title {literal(title)}/Author {literal(author)}/Subject {literal(subject)}"
        f"/Creator (CTE Desktop)/Producer (CTE Desktop, ReportLab)"
        f"/CreationDate {made}/ModDate {made}>>"
    )


def _indirect(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _stream(dictionary: str, packed: bytes) -> bytes:
    head = f"<<{dictionary}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
    return head.encode("latin-1") + packed + b"\nendstream"


def _packed(pack: list[tuple[int, str]]) -> bytes:
    places, offset = [], 0
    for number, body in pack:  # in Latin-1 a letter is a byte
        places.append(f"{number} {offset}")
        offset += len(body) + 1
    index = " ".join(places) + "\n"
    content = (index + "\n".join([body for _, body in pack])).encode("latin-1")
    return _stream(f"/Type/ObjStm/N {len(pack)}/First {len(index)}", zlib.compress(content, _LEVEL))


def _cross_references(
    number: int, where: dict[int, tuple[int, int, int]], root: int, info: int, identity: str
) -> bytes:
    row, unused = struct.Struct(">BIH").pack, (0, 0, 0)
    rows = [row(0, 0, 0xFFFF), *(row(*where.get(n, unused)) for n in range(1, number + 1))]
    head = (
        f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
        f"/ID[<{identity}><{identity}>]"
    )
    return _indirect(number, _stream(head, zlib.compress(b"".join(rows), _LEVEL)))


def _identity(parts: list[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:32]


_PLAIN = PDFDocument(invariant=1)
