"""Paper and window share one set of colours."""

from __future__ import annotations

from cte_desktop.reports.style import COLOURS
from cte_desktop.ui.theme import LIGHT


def test_the_colours_of_paper_are_those_of_the_light_window() -> None:
    only_on_paper = {"planned_soft"}
    named = {str(name): code for name, code in LIGHT.items()}
    shared = {name: code for name, code in COLOURS.items() if name not in only_on_paper}
    assert shared == {name: named[name] for name in shared}
