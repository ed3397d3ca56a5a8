"""Reading a paper back, as a viewer, a screen reader or a printer does."""

from __future__ import annotations

import io
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

Box = tuple[float, float, float, float]  # left, bottom, right, top


def read(paper: bytes) -> PdfReader:
    """The paper as a PDF."""
    return PdfReader(io.BytesIO(paper), strict=True)


def words(paper: bytes) -> str:
    """All text of a paper, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(paper).pages).split())


def root(paper: bytes) -> Any:
    """The catalog of the document: title, language, tags and pages hang from it."""
    return read(paper).trailer["/Root"].get_object()


def tags(paper: bytes) -> Iterator[Any]:
    """Every element of the structure tree, parents before children."""
    waiting = [root(paper)["/StructTreeRoot"]["/K"].get_object()]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", [])
        if isinstance(kids, list):
            waiting += [kid.get_object() for kid in reversed(kids)]


def text_boxes(paper: bytes) -> list[list[Box]]:
    """The bounds of each line of text, page by page."""
    document = pypdfium2.PdfDocument(paper)
    try:
        return [
            [
                text.get_bounds()
                for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
            ]
            for page in document
        ]
    finally:
        document.close()


def overlaps(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """The pairs of lines that touch by more than a hair."""
    return [
        (one, other)
        for one, other in combinations(boxes, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.4
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.4
    ]
