"""Tags: by them a screen reader knows headings, paragraphs, tables and figures.

Content on a page is marked with a number (MCID); an element of the tree names page and number,
and the parent tree leads back from each mark to its element (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.reports.pdf_file import PdfFile

COLUMN_HEAD = "/A<</O/Table/Scope/Column>>"
ROW_HEAD = "/A<</O/Table/Scope/Row>>"


@dataclass(slots=True)
class _Open:
    number: int
    kind: str
    attributes: str
    kids: list[int] = field(default_factory=list)


class Structure:
    """The tree of elements of a document, written as it grows."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self.root = file.number()
        self._stack = [_Open(file.number(), "Document", "")]
        self._pages: list[list[int]] = []

    def add_page(self) -> int:
        """Return the key of a new page in the parent tree (its `StructParents`)."""
        self._pages.append([])
        return len(self._pages) - 1

    def open(self, kind: str, attributes: str = "") -> None:
        """Begin an element that holds others, such as Table or TR."""
        number = self._file.number()
        self._stack[-1].kids.append(number)
        self._stack.append(_Open(number, kind, attributes))

    def close(self) -> None:
        """End the element that was begun last."""
        self._write(self._stack.pop(), self._stack[-1].number)

    def leaf(self, kind: str, key: int, page: int, attributes: str = "") -> int:
        """Add an element for marked content on a page; return the mark's number (MCID)."""
        number, parent, marks = self._file.number(), self._stack[-1], self._pages[key]
        parent.kids.append(number)
        marks.append(number)
        mark = len(marks) - 1
        self._file.put(
            number, f"<</S/{kind}/P {parent.number} 0 R/Pg {page} 0 R/K {mark}{attributes}>>"
        )
        return mark

    def empty(self, kind: str, attributes: str = "") -> None:
        """Add an element without content, such as a cell in which nothing stands."""
        self.open(kind, attributes)
        self.close()

    def finish(self) -> None:
        """Write the tree's root and the way back from marks to elements."""
        document = self._stack.pop()
        self._write(document, self.root)
        numbers = " ".join(
            f"{key}[{' '.join(f'{n} 0 R' for n in marks)}]" for key, marks in enumerate(self._pages)
        )
        tree = self._file.number()
        self._file.put(tree, f"<</Nums[{numbers}]>>")
        self._file.put(
            self.root,
            f"<</Type/StructTreeRoot/K {document.number} 0 R/ParentTree {tree} 0 R"
            f"/ParentTreeNextKey {len(self._pages)}>>",
        )

    def _write(self, element: _Open, parent: int) -> None:
        kids = " ".join(f"{number} 0 R" for number in element.kids)
        self._file.put(
            element.number,
            f"<</S/{element.kind}/P {parent} 0 R/K[{kids}]{element.attributes}>>",
        )
