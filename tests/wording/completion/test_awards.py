"""Every reason and state of awards has its words."""

from __future__ import annotations

import re
from pathlib import Path

from cte_desktop.domain.audit.result import Reason
from cte_desktop.domain.completion import borne, finding
from cte_desktop.domain.completion.finding import TakenBack
from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.services.awards import finding as finders
from cte_desktop.services.awards.papers import RECORD_DIFFERS
from cte_desktop.wording.completion.awards import (
    BECAUSE,
    because_text,
    differs_text,
    left_out_text,
    missing_text,
    state_text,
)
from tests.builders import catalog


def test_every_reason_has_a_sentence() -> None:
    files = (finding.__file__, finders.__file__, borne.__file__)
    source = "".join(Path(str(file)).read_text(encoding="utf-8") for file in files)
    codes = set(re.findall(r'(?:because|Reason)\(\s*"(\w+)"', source))
    differing = {f"award_{what}" for what in ("name", "student_id")}
    assert codes | differing | {f"award_{how.value}" for how in TakenBack} == set(BECAUSE)
    said = because_text(Reason("mark_pending", (("course", "SM2"), ("year", "2026-27"))))
    assert said == "The mark of SM2 is still missing in 2026-27."


def test_states_and_differences_have_words() -> None:
    assert all(state_text(state.value) for state in AwardState)
    assert state_text("in_force") == "in force"
    assert differs_text("name") == "The legal name is another by now."
    assert left_out_text(RECORD_DIFFERS).startswith("The record says otherwise")
    assert missing_text("capstone", catalog(), "Sports Medicine") == "Capstone"
