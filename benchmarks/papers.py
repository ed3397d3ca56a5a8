"""2,500 two-page plans in one file.

Yardstick: as many texts on ReportLab's canvas as one would first write it, untagged.
"""

from __future__ import annotations

from io import BytesIO
from itertools import cycle, islice

from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks._measure import big_district, median_seconds, tell
from cte_desktop.reports.registry import build_plan
from cte_desktop.services.cases import open_cases
from cte_desktop.services.printing import plan_sheet
from cte_desktop.system.paths import resource

PLANS = 2_500
SAMPLED = 250  # different students; the batch repeats them
TEXTS_OF_A_PLAN = 250


def main() -> None:
    """Measure the paper on real students of the sample."""
    desk = big_district()
    catalog = desk.district().catalog
    cases = list(islice(open_cases(desk), 3 * SAMPLED))
    sheets = [plan_sheet(case) for case in cases if case.plan is not None][:SAMPLED]
    desk.close()

    plans = list(islice(cycle(sheets), PLANS))
    first = median_seconds(lambda: build_plan(plans, catalog), runs=1)
    tell("2,500 plans, tagged", first, _canvas(PLANS, 2, TEXTS_OF_A_PLAN // 2), "<= 7 s", "s")


def _canvas(papers: int, pages: int, texts: int) -> float:
    pdfmetrics.registerFont(TTFont("Bench", str(resource("fonts", "Inter-Regular.ttf"))))

    def draw() -> None:
        canvas = Canvas(BytesIO(), pagesize=letter, invariant=1)
        for number in range(papers * pages):
            for text in range(texts):
                canvas.setFont("Bench", 9)
                canvas.drawString(40 + text % 5 * 100, 740 - text // 5 * 11, f"Text {number}")
            canvas.showPage()
        canvas.save()

    return median_seconds(draw, runs=1)


if __name__ == "__main__":
    main()
