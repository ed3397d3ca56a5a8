"""The pages of the rail stand in the order in which a counselor needs them."""

from __future__ import annotations

from cte_desktop.services.desk import Desk
from cte_desktop.system.paths import data_folder
from cte_desktop.ui.home.page import HomePage
from cte_desktop.ui.home_choices import HomeChoices
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.rail_pages import page_records
from cte_desktop.ui.window_memory import WindowMemory


def test_home_comes_first_and_every_page_has_its_icon_and_word(
    bench: Workbench, desk: Desk
) -> None:
    choices = HomeChoices(WindowMemory(data_folder() / "window.json"), {}, lambda: None)
    records = page_records(bench, desk, lambda _files: None, choices)
    assert [record.id for record in records] == [
        "home",
        "students",
        "plan",
        "sections",
        "pathways",
        "completers",
        "data",
        "settings",
    ]
    assert all(record.title and record.icon for record in records)
    home = records[0].build()
    assert isinstance(home, HomePage)
    home.deleteLater()
