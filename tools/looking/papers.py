"""Pictures of every kind of paper, page by page, in both languages."""

from __future__ import annotations

from pathlib import Path

from cte_desktop.reports.registry import build_certificate
from cte_desktop.services.awards.look.template import images, template
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.certificates import certificate_facts, completed_pathways
from cte_desktop.services.desk import Desk
from cte_desktop.services.packets import PacketOrder, draw_packets
from cte_desktop.services.printing import plan_pdf, week_pdf
from cte_desktop.services.protection import recovery_pdf
from cte_desktop.ui.widgets.pdf_view import PdfPages
from cte_desktop.wording.translate import LANGUAGES, language
from tools.looking.choice import Chosen

RECOVERY_CODE = "7KQM-0D3H-X4TD-9WFA-ENR2-5BZC-1PVY-GJ68-MS7T"
_DOTS_PER_POINT = 1.6


def paper_pictures(desk: Desk, chosen: Chosen, out: Path) -> None:
    """Print the papers of the chosen students and keep each page as a picture."""
    folder = out / "paper"
    folder.mkdir(parents=True, exist_ok=True)
    for code in LANGUAGES:
        with language(code):
            for name, uid in (("plan", chosen.planned), ("plan-findings", chosen.troubled)):
                _keep(plan_pdf(open_case_of(desk, uid)), folder, f"{name}-{code}")
            _keep(week_pdf(open_case_of(desk, chosen.planned)), folder, f"section-week-{code}")
            packet = draw_packets(desk, (chosen.planned,), PacketOrder(code)).content
            _keep(packet, folder, f"packet-{code}")
            case = open_case_of(desk, chosen.completer)
            pathway = completed_pathways(case)[0]
            facts = certificate_facts(case, pathway)
            certificate = build_certificate((facts,), template(desk), images(desk))
            _keep(certificate, folder, f"certificate-{code}")
            recovery = recovery_pdf("valencia", RECOVERY_CODE, desk.today())
            _keep(recovery, folder, f"recovery-{code}")


def _keep(content: bytes, folder: Path, name: str) -> None:
    pages = PdfPages(content)
    for number in range(len(pages)):
        picture = pages.picture(number, _DOTS_PER_POINT)
        picture.save(str(folder / f"{name}-{number + 1}.png"), quality=0)
    pages.close()
