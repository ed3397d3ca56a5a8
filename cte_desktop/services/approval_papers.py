"""The paper of a dated copy: the plan as it was when something was agreed on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import Standing
from cte_desktop.reports import registry
from cte_desktop.services.as_of import on_the_table
from cte_desktop.services.printing import plan_sheet

if TYPE_CHECKING:
    from cte_desktop.domain.planning.approval import Approval
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk


def copy_pdf(desk: Desk, case: Case, copy: Approval) -> bytes:
    """Return the plan as it was then, which the paper says, in the language in force.

    What is earned since stands in it too: the record is that of the case.
    """
    then = on_the_table(desk, case, copy.plan)
    standing = Standing(copy.state, copy)
    sheet = replace(plan_sheet(then), standing=standing, is_copy=True)
    return registry.build_plan((sheet,), case.district.catalog)
