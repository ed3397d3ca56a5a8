"""What the repairs say in words."""

from __future__ import annotations

from cte_desktop.services.plan_repairs import KeptApart, RepairedPlans
from cte_desktop.ui.data.repairs.repair_rows import outcome_words


def apart(*names: str) -> tuple[KeptApart, ...]:
    return tuple(KeptApart(name, name, name, "The plan was changed.") for name in names)


def test_a_few_that_were_kept_apart_are_named() -> None:
    done = RepairedPlans(plans=2, repairs=3, kept_apart=apart("Rivera, Ana"))
    assert outcome_words(done) == "2 plans were repaired. Rivera, Ana: The plan was changed."


def test_many_that_were_kept_apart_are_a_number() -> None:
    done = RepairedPlans(plans=1, repairs=1, kept_apart=apart("A", "B", "C", "D"))
    assert outcome_words(done) == (
        "1 plan was repaired. 4 repairs did not hold beside the others and are listed again."
    )
