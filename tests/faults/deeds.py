"""What the program does to its files, by name: the real operations, called as its window does.

Each deed takes an open desk and its place, and returns the files that it promises to have written.
`UPGRADE` is opening an older database: it has no desk before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from cte_desktop.services import history, planning
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.cases import open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.exporting import Disclosure, Order, export_to
from cte_desktop.services.importing import import_paths
from cte_desktop.services.printing import Whom, print_to
from cte_desktop.services.settings import change_setting, list_settings
from cte_desktop.storage.key_file import keys_path
from tests.faults.places import Place

Deed = Callable[[Desk, Place], tuple[Path, ...]]
UPGRADE = "upgrade"
FOR_PARENT = Disclosure("parent", "advising")
MARGIN = "travel_margin_minutes"


def save_plan(desk: Desk, _place: Place) -> tuple[Path, ...]:
    """Take a course out of a plan."""
    full = max(
        (case for case in open_cases(desk) if case.plan is not None),
        key=lambda case: len(case.plan.placements if case.plan is not None else ()),
    )
    plan = open_case_of(desk, full.file.student.uid).plan
    assert plan is not None
    planning.save_plan(desk, replace(plan, placements=plan.placements[:-1]), "remove_course")
    return ()


def set_setting(desk: Desk, _place: Place) -> tuple[Path, ...]:
    """Change a setting of the district."""
    change_setting(desk, MARGIN, str((int(list_settings(desk)[MARGIN]) + 1) % 60))
    return ()


def import_record(desk: Desk, place: Place) -> tuple[Path, ...]:
    """Import rows of the record, after a backup."""
    assert import_paths(desk, [place.incoming]).step is not None
    return ()


def give_awards(desk: Desk, _place: Place) -> tuple[Path, ...]:
    """Award the completers of the last school year."""
    assert award(desk, find_completers(desk, CLASS).completed).step is not None
    return ()


def take_back(desk: Desk, _place: Place) -> tuple[Path, ...]:
    """Undo the last step: in a fresh place an import."""
    history.undo(desk)
    return ()


def make_backup(desk: Desk, _place: Place) -> tuple[Path, ...]:
    """Make a backup beside the database."""
    made = desk.database.back_up("daily").path
    return made, keys_path(made)


def print_plans(desk: Desk, place: Place) -> tuple[Path, ...]:
    """Print the plans of two students over those printed before."""
    ids = tuple(case.file.student.student_id for case in open_cases(desk))[:2]
    return print_to(desk, "plan", Whom(ids), place.out, FOR_PARENT).files


def export_requests(desk: Desk, place: Place) -> tuple[Path, ...]:
    """Export the course requests over those exported before."""
    made = export_to(desk, "requests", Order(place.out / "requests.csv"), FOR_PARENT)
    return tuple(file.path for file in made.files)


CLASS = 2025
DEEDS: Mapping[str, Deed] = {
    "save_plan": save_plan,
    "set_setting": set_setting,
    "import": import_record,
    "award": give_awards,
    "undo": take_back,
    "backup": make_backup,
    "print": print_plans,
    "export": export_requests,
}
ONCE = frozenset({"import", "award", UPGRADE})
"""Deeds that find nothing to do a second time."""
