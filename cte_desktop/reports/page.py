"""The sheet of paper: a document of pages, and what can be drawn on a page.

Places are in points from the top left corner, texts by their baseline. Everything on a page lies
either inside an element (`begin`, `end`), which a screen reader reads, or in an
`ornament`.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.reports import text as lettering
from cte_desktop.reports.pdf_file import PdfFile, info_dictionary, literal
from cte_desktop.reports.style import LETTER, Type, components
from cte_desktop.reports.tagged import Structure
from cte_desktop.wording.translate import current_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cte_desktop.reports.fonts import Face

_CURVE = 0.5523  # how far the handles of a quarter circle reach, in radii
_LANGUAGES = {"en": "en-US", "es": "es-US"}


class Shown(NamedTuple):
    """How a text is shown: the font that it begins with, its operators, the font at its end."""

    font: str
    code: str
    last: str


Bits = tuple[int, bytes]  # squares a side, and a bit for each: 0 is painted; whole bytes for a row


class Picture(NamedTuple):
    """A picture: its size in pixels, three bytes a pixel for colours, one for how solid it is."""

    width: int
    height: int
    colours: bytes
    alpha: bytes


class Paper:
    """A document in the making. Its language is the one in force when it is begun."""

    def __init__(
        self, title: str = "", *, author: str, day: date, size: tuple[float, float] = LETTER
    ) -> None:
        self._title = lettering.clean(title)
        self.size = size
        self.file = PdfFile()
        self.structure = Structure(self.file)
        self._author, self._day = lettering.clean(author), day
        self._root, self._tree = self.file.number(), self.file.number()
        self._resources = self.file.number()
        self._pages: list[int] = []
        self._forms: dict[str, int] = {}
        self._shown: dict[tuple[str, Face, float], Shown] = {}
        self._said: dict[str, str] = {}

    def name(self, title: str) -> None:
        """Give the document the title that viewers show instead of the name of its file."""
        self._title = lettering.clean(title)

    def page(self) -> Page:
        """Return a new page at the end. It is written when it is finished."""
        number = self.file.number()
        self._pages.append(number)
        return Page(self, number)

    @property
    def page_count(self) -> int:
        """How many pages were begun."""
        return len(self._pages)

    def write_page(self, page: Page) -> None:
        """Write a page that has everything on it."""
        content = self.file.number()
        self.file.put_stream(content, "", page.content())
        width, height = self.size
        self.file.put(
            page.number,
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox[0 0 {width:g} {height:g}]"
            f"/Resources {self._resources_of(page)}/Contents {content} 0 R"
            f"/StructParents {page.key}/Tabs/S>>",
        )

    def _resources_of(self, page: Page) -> str:
        """Return the resources that pages share; a page with a picture of its own names its own.

        So whoever takes one page out of a file takes nobody else's picture with it.
        """
        if not page.own:
            return f"{self._resources} 0 R"
        used = "".join(f"/{name} {self._forms[name]} 0 R" for name in page.laid)
        own = "".join(f"/{name} {number} 0 R" for name, number in page.own.items())
        fonts = self.file.fonts_number()
        return f"<</ProcSet[/PDF/Text/ImageB]/Font {fonts} 0 R/XObject<<{used}{own}>>>>"

    def form(self, name: str, draw: Callable[[Page], None]) -> str:
        """Return the name of a drawing that pages repeat; it is drawn and kept only once."""
        if name not in self._forms:
            width, height = self.size
            self._put_form(name, 0, f"{-width:g} {-height:g} {width:g} {height:g}", draw)
        return name

    def overlay(self, name: str, draw: Callable[[Page], None]) -> str:
        """Return the name of a repeated drawing that has its place on the page: see `Page.lay`."""
        if name not in self._forms:
            width, height = self.size
            self._put_form(name, height, f"0 0 {width:g} {height:g}", draw)
        return name

    def _put_form(self, name: str, top: float, box: str, draw: Callable[[Page], None]) -> None:
        number = self._forms[name] = self.file.number()
        drawing = Page(self, number, form_top=top)
        draw(drawing)
        self.file.put_stream(
            number,
            f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources {self._resources} 0 R",
            drawing.content(),
        )

    def picture(self, name: str, picture: Picture) -> str:
        """Return the name of a picture that pages show; it is kept only once."""
        if name not in self._forms:
            mask, number = self.file.number(), self.file.number()
            self._forms[name] = number
            kind = (
                f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}"
                "/BitsPerComponent 8/ColorSpace"
            )
            self.file.put_stream(mask, f"{kind}/DeviceGray", picture.alpha)
            self.file.put_stream(number, f"{kind}/DeviceRGB/SMask {mask} 0 R", picture.colours)
        return name

    def shown(self, text: str, face: Face, size: float) -> Shown:
        """Return the operators that show a text; most texts of a batch come again and again."""
        known = self._shown.get((text, face, size))
        if known is None:
            known = self._shown[text, face, size] = self._show(text, face, size)
        return known

    def _show(self, text: str, face: Face, size: float) -> Shown:
        fonts: list[str] = []
        code: list[str] = []
        parts = lettering.encoded(text, face, self.file.fonts)
        for part in parts:
            font = f"{part.font} {size:g} Tf"
            if fonts and font != fonts[-1]:
                code.append(font)
            fonts.append(font)
            code.append(_operators(part, size))
        if any(part.rise or part.shift for part in parts):  # else readers break the words
            code = [f"/Span <</ActualText {self.said(text)}>> BDC", *code, "EMC"]
        return Shown(fonts[0], " ".join(code), fonts[-1]) if fonts else Shown("", "", "")

    def said(self, text: str) -> str:
        """Return a text as a PDF string for a screen reader (ActualText, Alt)."""
        known = self._said.get(text)
        if known is None:
            known = self._said[text] = literal(lettering.clean(text))
        return known

    def finish(self) -> bytes:
        """Return the document as a file."""
        file, info = self.file, self.file.number()
        self.structure.finish()
        kids = " ".join(f"{number} 0 R" for number in self._pages)
        file.put(self._tree, f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>")
        forms = "".join(f"/{name} {number} 0 R" for name, number in self._forms.items())
        file.put(
            self._resources,
            f"<</ProcSet[/PDF/Text]/Font {file.fonts_number()} 0 R/XObject<<{forms}>>>>",
        )
        file.put(info, info_dictionary(self._title, self._author, self._title, self._day))
        language = _LANGUAGES[current_language()]
        file.put(
            self._root,
            f"<</Type/Catalog/Pages {self._tree} 0 R/Lang({language})/MarkInfo<</Marked true>>"
            f"/StructTreeRoot {self.structure.root} 0 R/PageMode/UseNone"
            "/ViewerPreferences<</DisplayDocTitle true>>>>",
        )
        return file.finish(self._root, info)


class Page:
    """What stands on one page (or in a repeated drawing), as PDF operators."""

    def __init__(self, paper: Paper, number: int, *, form_top: float | None = None) -> None:
        self.paper, self.number = paper, number
        self.key = paper.structure.add_page() if form_top is None else -1
        self.width, self.height = paper.size
        self.own: dict[str, int] = {}  # pictures of this page alone, by name
        self.laid: dict[str, None] = {}  # what of the paper's drawings is on it
        self._top = self.height if form_top is None else form_top
        self._code: list[str] = []
        self._fill = self._stroke = self._font = ""

    def content(self) -> bytes:
        """Return the page's stream of operators."""
        return "\n".join(self._code).encode("latin-1")

    def begin(self, kind: str, attributes: str = "") -> None:
        """Begin the content of a leaf element: H1, P, TH, TD."""
        mark = self.paper.structure.leaf(kind, self.key, self.number, attributes)
        self._code.append(f"/{kind} <</MCID {mark}>> BDC")

    def begin_figure(self, alternative: str) -> None:
        """Begin a drawing that a screen reader tells by the words of `alternative`."""
        self.begin("Figure", f"/Alt {self.paper.said(alternative)}")

    def end(self) -> None:
        """End the content begun last."""
        self._code.append("EMC")

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """Draw what has no meaning of its own: frames, rules, the footer's line."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def text(
        self, x: float, y: float, text: str, type_: Type, align: str = "left", colour: str = ""
    ) -> None:
        """Set one line with its baseline at `y`; `align` says which end of it lies at `x`."""
        if align != "left":
            room = lettering.width(text, type_.face, type_.size)
            x -= room if align == "right" else room / 2
        self._paint(colour or type_.colour)
        font, code, last = self.paper.shown(text, type_.face, type_.size)
        if font and font != self._font:
            code = f"{font} {code}"
        self._font = last or self._font
        self._code.append(f"BT {x:.2f} {self._top - y:.2f} Td {code} ET")

    def lines(
        self, x: float, y: float, lines: tuple[str, ...], type_: Type, leading: float = 0
    ) -> float:
        """Set lines under each other; return the baseline that would come next."""
        for line in lines:
            self.text(x, y, line, type_)
            y += leading or type_.size * 1.35
        return y

    def rule(self, x: float, y: float, end: float, colour: str = "line", line: float = 0.6) -> None:
        """Draw a horizontal line from `x` to `end`."""
        self._draw(colour)
        height = self._top - y
        self._code.append(f"{line:g} w {x:.2f} {height:.2f} m {end:.2f} {height:.2f} l S")

    def box(
        self,
        place: tuple[float, float, float, float],
        fill: str = "",
        stroke: str = "",
        radius: float = 0,
        line: float = 0.6,
    ) -> None:
        """Draw a rectangle (x, y, width, height), filled, outlined or both, its corners rounded."""
        x, y, width, height = place
        operators = box(width, height, radius, fill, stroke, line)
        self.insert(operators, x, y + height)

    def insert(self, operators: str, x: float, y: float) -> None:
        """Put operators that draw around their own origin, with their own colours, at a place."""
        self._code.append(f"q 1 0 0 1 {x:.2f} {self._top - y:.2f} cm {operators} Q")

    def path(self, operators: str, fill: str = "", stroke: str = "", line: float = 0.8) -> None:
        """Draw a path given as PDF operators in the page's own space (from the lower left)."""
        if fill:
            self._paint(fill)
        if stroke:
            self._draw(stroke)
        paint = "B" if fill and stroke else "f" if fill else "S"
        self._code.append(f"{line:g} w 1 J 1 j {operators} {paint} 0 J 0 j")

    def stamp(self, form: str, x: float, y: float, scale: float = 1, said: str = "") -> None:
        """Put a repeated drawing with its origin at a place; `said` is what it means in words."""
        self.laid[form] = None
        code = f"q {scale:g} 0 0 {scale:g} {x:.2f} {self._top - y:.2f} cm /{form} Do Q"
        if said:
            code = f"/Span <</ActualText {self.paper.said(said)}>> BDC {code} EMC"
        self._code.append(code)

    def lay(self, overlay: str) -> None:
        """Show an overlay of the paper."""
        self.laid[overlay] = None
        self._code.append(f"/{overlay} Do")

    def mark(self, kind: str, overlay: str, attributes: str = "") -> None:
        """Show an overlay of the paper as a leaf element of its own."""
        self.laid[overlay] = None
        mark = self.paper.structure.leaf(kind, self.key, self.number, attributes)
        self._code.append(f"/{kind} <</MCID {mark}>> BDC /{overlay} Do EMC")

    def show(self, picture: str, place: tuple[float, float, float, float]) -> None:
        """Show a picture of the paper in a place (x, y, width, height)."""
        self.laid[picture] = None
        self._show(picture, place)

    def _show(self, name: str, place: tuple[float, float, float, float]) -> None:
        x, y, width, height = place
        bottom = self._top - y - height
        self._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {bottom:.2f} cm /{name} Do Q")

    def stencil(self, x: float, y: float, side: float, bits: Bits, colour: str) -> None:
        """Paint a square of squares, such as a QR code, that is on this page alone."""
        size, rows = bits
        name, number = f"Q{len(self.own)}", self.paper.file.number()
        self.own[name] = number
        self.paper.file.put_raw(
            number,
            f"/Type/XObject/Subtype/Image/Width {size}/Height {size}/ImageMask true"
            "/BitsPerComponent 1",
            rows,
        )
        self._paint(colour)
        self._show(name, (x, y, side, side))

    def _paint(self, colour: str) -> None:
        if colour != self._fill:
            self._fill = colour
            self._code.append(f"{components(colour)} rg")

    def _draw(self, colour: str) -> None:
        if colour != self._stroke:
            self._stroke = colour
            self._code.append(f"{components(colour)} RG")


def _operators(part: lettering.Operand, size: float) -> str:
    """Return what shows a part of a text; a mark is moved to its letter, and the pen back."""
    if not (part.shift or part.rise):
        return f"{part.string} Tj"
    moved = f"[{-part.shift:.0f} {part.string} {-part.back:.0f}] TJ"
    return f"{part.rise * size / 1000:.2f} Ts {moved} 0 Ts"


@lru_cache(maxsize=4096)
def box(width: float, height: float, radius: float, fill: str, stroke: str, line: float) -> str:
    """Return the operators of a rectangle whose lower left corner is the origin."""
    code = [f"{components(fill)} rg"] if fill else []
    if stroke:
        code.append(f"{components(stroke)} RG {line:g} w")
    code.append(rounded(0, 0, width, height, radius))
    code.append("B" if fill and stroke else "f" if fill else "S")
    return " ".join(code)


def circle(x: float, y: float, radius: float) -> str:
    """Return the path of a circle around a place in page space."""
    return rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Return the path of a rectangle with rounded corners, its lower left corner at a place."""
    if not radius:
        return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    r, k = radius, radius * (1 - _CURVE)
    right, top = x + width, y + height
    return (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l "
        f"{right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} {right:.2f} {y + r:.2f} c "
        f"{right:.2f} {top - r:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c "
        f"{x + r:.2f} {top:.2f} l "
        f"{x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} {x:.2f} {top - r:.2f} c "
        f"{x:.2f} {y + r:.2f} l "
        f"{x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )
