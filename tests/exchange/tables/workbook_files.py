"""Workbooks for the tests: XLSX of any sheets, ODS of texts and numbers, and a small old XLS."""

from __future__ import annotations

import io
import zipfile
import zlib
from base64 import b85decode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from cte_desktop.exchange.files.source import Source, fingerprint
from cte_desktop.exchange.plain.kinds import HEADERS
from cte_desktop.exchange.tables.csv_rows import RawBatch
from cte_desktop.exchange.tables.tables import RawTable, open_table, tables_of

Sheets = Mapping[str, Sequence[Sequence[object]]]

# Sheet "Students" with 007 Núñez and S2 Lee, as Excel 97 keeps them; sheet "Old" is hidden.
SMALL_XLS = zlib.decompress(
    b85decode(
        r"c-rk)O-NKx6#nj;_vX*P8Ph-m5urbmuv*kcCxvojW(gG$Oi$k{2d9~snW9{zWwQ)|Rz(}ZO&hCCKh&ZiqD5fTA}9i_Wh"
        r"<c|LVcZk-kX=2fdeHd?;Gy9=bU@bJ@@C_pLuU4qLZWdYp1XXt?*&a3c){5Cn$vqLIhN9S&}W}K}wc~RfSNH7SgZbN!ja"
        r"wTtm6uQ&4bEeNGhkOz8y9qAQ&;>sJu%+y`CAKC}pxVo$+sO692GepNE<W4ey%U9S6->0Z`cW7<M>C&h70#JU>yIB|STY"
        r"2dPQq5==u<^yYXpc=1a91mR=c3ll^nS`EPWd(I=DaJrc+F_>5jGmlC6|L<UzFYOcx56fVR`2OoRxd#M9}D$?zvzP$pNs"
        r"W36creTbyCR4&C@a5ui9sCPwt#yrgGUlO7OxjL&1lGNn-{>)C@R<fvjCCo-pVnPwLrRJf)v8so+#1;|L|d>5Oie@uYd)"
        r"Oj1kPzW#JNNp*S?nOuL|&~v5_Xl~xE0bM_*%|VjdQaWv)Bb`Kgc9Ps_n#8uJDJn07<-Nh@Ok}}1Q^vcml&FCU=A*m^BQ"
        r"%<sJJW9u^mfPMtQqFJ#lC?y${B!#%hH03%elmdLaU8zv5n~!Zgm6mwM?sMgHXPyyV_y)k8qu<T)K(;>|(r&ZJx((AwK{"
        r"0(4)Him)KU~$2+D5tH$5QM$tewqCxiZH-aY7ByQc5cpNL_!a1uxF|GOI+zKiYr|*_?%~oJmE)^ll)RyGz2v<^^xw0i6N"
        r"j_InNm5-&BS~}oh$Z|8_TzWz3-%LmCFw`b{Us&L5f#ODw@ms8xn&xS^JPw9KMMO@=tp5cVaM8D?Gjg#eoCFT6!!Cx7FJ"
        r"V&B&j^|R;3aTWFvIC|HewhmT>86jV-ZcY?aA(o}5)IHLD&xc<|uCgNL;W!EZ_X{jBn<&3-=xobNibl;*t8Bx@Fjk)~gc"
        r"{$=h%it-FD78O71p@~9UVwpCD?}ZXa$$JI^=;eM46dk|x{uT4bvuwl2zuQ8^`kyPNpa0qaFQ70YoB"
    )
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def xlsx(path: Path, sheets: Sheets, hidden: Iterable[str] = ()) -> Path:
    """Write a workbook; dates and times get a format, a callable writes its cell by itself."""
    with xlsxwriter.Workbook(str(path)) as book:
        formats = {
            datetime: book.add_format({"num_format": "m/d/yyyy h:mm"}),
            date: book.add_format({"num_format": "m/d/yyyy"}),
            time: book.add_format({"num_format": "h:mm"}),
        }
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell == "":
                        continue
                    if type(cell) in formats:
                        sheet.write_datetime(number, place, cell, formats[type(cell)])
                    elif isinstance(cell, str) and cell.startswith("#"):
                        sheet.write_formula(number, place, "=NA()", None, cell)
                    elif isinstance(cell, str):
                        sheet.write_string(number, place, cell)
                    else:
                        sheet.write(number, place, cell)
            if title in hidden:
                sheet.hide()
    return path


def table_rows(*lines: str) -> list[list[str]]:
    """Return lines of commas as rows of texts."""
    return [line.split(",") for line in lines]


def ods(path: Path, *rows: str, title: str = "Sheet1") -> Path:
    """Write an ODS workbook of one sheet; `rows` are rows of the table's XML."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_SPACES}><office:body>'
        f'<office:spreadsheet><table:table table:name="{title}">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", _ODS)
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("content.xml", content)
    return path


def ods_row(*cells: object, repeated: int = 1) -> str:
    """Return a row of an ODS table."""
    made = "".join(map(_ods_cell, cells))
    return f'<table:table-row table:number-rows-repeated="{repeated}">{made}</table:table-row>'


def _ods_cell(cell: object) -> str:
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    text = escape(str(cell))
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def repacked(
    path: Path, changes: Mapping[str, bytes | None], packing: int = zipfile.ZIP_DEFLATED
) -> Path:
    """Change members of a zip: other bytes, None takes one out, unknown names are added."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old:
        kept = {entry.filename: old.read(entry) for entry in old.infolist()}
    with zipfile.ZipFile(path, "w", packing) as new:
        for name, content in {**kept, **changes}.items():
            if content is not None:
                new.writestr(name, content)
    return path


def member(path: Path, name: str) -> bytes:
    """Return the bytes of a member of a zip."""
    with zipfile.ZipFile(path) as package:
        return package.read(name)


def source_of(path: Path) -> Source:
    """Return a file as a source."""
    return Source(path, path.name, None, fingerprint(path))


def opened(path: Path, headers: frozenset[str] = HEADERS) -> RawTable:
    """Open the only table of a file."""
    (source,) = tables_of(source_of(path))
    return open_table(source, "utf-8", headers)


def batches_of(table: RawTable) -> RawBatch:
    """Return all batches of a table as one."""
    whole = RawBatch([], [])
    numbers: list[int] = []
    for batch in table.batches():
        whole.rows += batch.rows
        whole.faults += batch.faults
        numbers += batch.numbers
    whole.numbers = numbers
    table.close()
    return whole


def rows_of(path: Path) -> list[list[str]]:
    """Return the rows of the only table of a file, below its header."""
    return batches_of(opened(path)).rows
