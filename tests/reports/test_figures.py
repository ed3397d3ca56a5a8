"""The completion report as it is printed: every figure said, tagged, the same bytes each time."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, cast

import pytest
from pypdf import PdfReader

from cte_desktop.domain.completion.figures.table import (
    FigureBar,
    FigureLine,
    FigureReport,
    FigureTable,
    View,
)
from cte_desktop.reports.registry import build_figures
from cte_desktop.wording.translate import language

MANY = tuple(
    FigureLine(f"p{n}", f"Pathway {n} with a long name", (f"{n + 1:,}", "7"), ("u",),
               FigureBar(n + 1, f"{n + 1:,} / 7", 7))
    for n in range(70)
)  # fmt: skip
REPORT = FigureReport(
    "Hart",
    2026,
    date(2027, 6, 25),
    ("8 students, 8 completions",),
    (
        FigureTable(View.PATHWAY, "Pathway", ("Pathway", "Students", "Completions"), MANY, "All."),
        FigureTable(
            View.GROUPS,
            "Groups of students",
            ("Group", "Students", "Completions"),
            (
                FigureLine("x", "Foster", ("fewer than 11", "fewer than 11"), (),
                           FigureBar(None, "fewer than 11")),
                FigureLine("y", "2022-23", ("600", "–"), (), FigureBar(600, "600, entered",
                           hatched=True), "In proportion"),
            ),
            "Small groups are kept back.",
        ),
    ),
)  # fmt: skip


def _text(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def _root(content: bytes) -> dict[str, Any]:
    return cast("dict[str, Any]", PdfReader(io.BytesIO(content)).trailer["/Root"])


def test_every_figure_of_chart_and_table_is_on_paper() -> None:
    said = _text(build_figures(REPORT))
    for line in MANY:
        assert said.count(f"{line.name} ") >= 2
    assert "fewer than 11" in said
    assert "2022-23: In proportion" in said
    assert "8 students, 8 completions" in said


def test_charts_are_figures_with_words_and_tables_are_tables() -> None:
    content = build_figures(REPORT)
    reader = PdfReader(io.BytesIO(content))
    root = _root(content)
    assert root["/MarkInfo"]["/Marked"]
    pages = (page.get_contents() for page in reader.pages)
    raw = b"".join(page.get_data() for page in pages if page is not None)
    assert raw.count(b"/Figure <<") == 3  # the first chart goes over two pages
    assert raw.count(b"/TH <<") == 6
    assert b"/Artifact BMC" in raw


def test_the_same_report_gives_the_same_bytes() -> None:
    assert build_figures(REPORT) == build_figures(REPORT)


@pytest.mark.parametrize("code", ["en", "es"])
def test_it_is_tagged_in_its_language(code: str) -> None:
    with language(code):
        root = _root(build_figures(REPORT))
    assert str(root["/Lang"]).startswith(code)
