"""The list of papers."""

from __future__ import annotations

from cte_desktop.reports.registry import (
    REPORTS,
    build_certificate,
    build_plan,
    build_weeks,
    find_report,
)
from tests.builders import catalog
from tests.reports import sheets, weeks
from tests.reports.certificates.drawn import shipped


def test_each_paper_has_a_name_of_its_own_and_a_title() -> None:
    assert [report.name for report in REPORTS] == [
        "plan",
        "packet",
        "certificate",
        "section-week",
        "evidence",
        "findings",
        "disclosures",
    ]
    assert all(report.title for report in REPORTS)
    assert find_report("plan") is REPORTS[0]
    assert find_report("poster") is None


def test_a_file_is_named_by_the_id_and_never_leaves_its_folder() -> None:
    assert REPORTS[0].file_name("0012345") == "plan-0012345.pdf"
    assert REPORTS[0].file_name("../a b") == "plan-___a_b.pdf"
    assert REPORTS[1].file_name("0012345") == "packet-0012345.pdf"
    assert REPORTS[2].file_name() == "certificate.pdf"


def test_the_list_builds_the_papers() -> None:
    assert build_plan((sheets.ana(),), sheets.catalog()).startswith(b"%PDF-1.7")
    assert build_certificate((sheets.certificate(),), shipped(), {}).startswith(b"%PDF-1.7")
    assert build_weeks((weeks.ana(),), catalog()).startswith(b"%PDF-1.7")
