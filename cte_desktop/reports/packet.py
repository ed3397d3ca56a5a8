"""Packets for families, one after the other: letter, plan and findings, each in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.findings import draw_findings_of
from cte_desktop.reports.letters import draw_letter
from cte_desktop.reports.one_after_other import draw_one_after_other
from cte_desktop.reports.page import Paper
from cte_desktop.reports.planning import draw_plan
from cte_desktop.wording.clock import on_paper
from cte_desktop.wording.translate import language, tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.packet_sheet import PacketSheet

_PDF_LANGUAGE = {"en": "en-US", "es": "es-US"}


@on_paper()
def build_packets(
    sheets: Iterable[PacketSheet],
    catalog: Catalog,
    progress: Callable[[int], None] | None = None,
    ends: list[int] | None = None,
) -> bytes:
    """Return the packets of several students as one PDF, in order.

    `progress` is called with the number of finished packets; what it raises ends the work. `ends`
    takes the number of the last page of each packet. Raises `KnownError` (letters_missing, no_room)
    for what can't be printed, ValueError without a sheet.
    """

    def draw(paper: Paper, sheet: PacketSheet) -> None:
        with language(sheet.language):
            paper.structure.open("Sect", f"/Lang({_PDF_LANGUAGE[sheet.language]})")
            draw_letter(paper, sheet.letter)
            draw_plan(paper, sheet.plan, catalog)
            draw_findings_of(paper, sheet.findings, catalog)
            paper.structure.close()
        if ends is not None:
            ends.append(paper.page_count)

    return draw_one_after_other(
        sheets,
        lambda sheet: Paper(author=sheet.plan.district, day=sheet.plan.printed_on),
        draw,
        lambda sheet: sheet.plan.student.legal_name,
        _title,
        progress,
        what="packet",
    )


def _title(names: Sequence[str]) -> str:
    if len(names) == 1:
        return tr("Packet for the family: {name}", name=names[0])
    return trn(
        "Packet for {shown} family",
        "Packets for {shown} families",
        len(names),
        shown=f"{len(names):,}",
    )
