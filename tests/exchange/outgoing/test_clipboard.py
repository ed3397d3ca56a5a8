"""A copied table is taken whole by a spreadsheet, and nothing in it is calculated."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.exchange.outgoing.clipboard import clipboard_table
from cte_desktop.exchange.outgoing.tables_out import ShownTable


class Cells(HTMLParser):
    """The rows of the one table of a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.rows[-1][-1] += data


def _table(*rows: tuple[str, ...]) -> ShownTable:
    width = len(rows[0])
    return ShownTable("Students", ("Name", "Id", "Tags")[:width], (False,) * width, rows)


def test_headings_and_rows_stand_in_lines_and_in_a_table() -> None:
    made = clipboard_table(_table(("O’Brien & <Núñez>", "00123", "AP")))
    assert made.plain == "Name\tId\tTags\nO’Brien & <Núñez>\t00123\tAP\n"
    assert Cells(made.html).rows == [["Name", "Id", "Tags"], ["O’Brien & <Núñez>", "00123", "AP"]]
    assert made.html.count("mso-number-format") == 3  # ids keep their zeros


def test_no_cell_is_a_formula() -> None:
    made = clipboard_table(_table(("=1+1", "+2", "@SUM(A1)"), ("-3", "\t=4", "a\tb\nc")))
    assert made.plain.splitlines()[1:] == ["'=1+1\t'+2\t'@SUM(A1)", "'-3\t'=4\ta b c"]
    assert Cells(made.html).rows[1] == ["'=1+1", "'+2", "'@SUM(A1)"]


_TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_TEXTS, _TEXTS), min_size=1, max_size=4))
def test_every_cell_stays_in_its_column(rows: list[tuple[str, str]]) -> None:
    made = clipboard_table(_table(*rows))
    lines = made.plain.split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])
    assert not any(cell[:1] in tuple("=+-@") for line in lines[1:] for cell in line.split("\t"))
    assert [len(row) for row in Cells(made.html).rows] == [2] * (len(rows) + 1)
