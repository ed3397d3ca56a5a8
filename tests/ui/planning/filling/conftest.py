"""Zoë's page with two planned courses, and a proposal that changes both and adds a third."""

from __future__ import annotations

import pytest

from cte_desktop.domain.planning.plan import Lane, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.services.filling.proposals import Proposal
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import case_of, changed_plan, proposal
from tests.ui.planning.steps import FALL_12_P3, FALL_12_P4


@pytest.fixture
def planned_page(page: PlanPage, settle: Settle) -> PlanPage:
    """The page with English 12 in period 3 and Art 1 in period 4 of grade 12."""
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    page.editor.put(Carried("ART1"), FALL_12_P4)
    settle()
    return page


@pytest.fixture
def proposed(planned_page: PlanPage) -> Proposal:
    """Psychology added, English 12 moved to period 5, Art 1 taken out."""
    case = case_of(planned_page)
    return proposal(case, changed_plan(case))


@pytest.fixture
def proposing(planned_page: PlanPage, proposed: Proposal, settle: Settle) -> PlanPage:
    """The page with the proposal on the table."""
    planned_page.filling.table.put(proposed, "Best plan", "Art 1 could not stay")
    settle()
    planned_page.grid.setFocus()
    return planned_page


FALL_12_P7 = Spot(12, Term.FALL, Lane.DAY, "P7")
