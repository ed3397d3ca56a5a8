from __future__ import annotations

import json

from tools.development import ratchet

LIST = "# why\ncte_desktop/domain/credits.py\n\ncte_desktop/domain/grades.py\n"


def report(shares: dict[str, float]) -> str:
    files = {name: {"summary": {"percent_covered": share}} for name, share in shares.items()}
    return json.dumps({"files": files})


def test_a_file_of_the_list_that_falls_or_vanishes_is_named() -> None:
    measured = ratchet.percentages(report({"cte_desktop\\domain\\credits.py": 99.4}))
    assert ratchet.fallen(ratchet.held(LIST), measured) == [
        "cte_desktop/domain/credits.py fell to 99.4 %",
        "cte_desktop/domain/grades.py is in the list but was not measured",
    ]


def test_a_list_that_holds_is_quiet_and_a_full_file_is_offered() -> None:
    full = {"cte_desktop/domain/credits.py": 100.0, "cte_desktop/domain/grades.py": 100.0}
    measured = ratchet.percentages(report(full | {"cte_desktop/a.py": 100, "cte_desktop/b.py": 3}))
    assert ratchet.fallen(ratchet.held(LIST), measured) == []
    assert ratchet.could_join(ratchet.held(LIST), measured) == ["cte_desktop/a.py"]
