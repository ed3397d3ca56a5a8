"""What the program does to its files, by name: the real operations, called as its window does.

Each deed takes an open desk and its place, and returns the files that it promises to have written.
`UPGRADE` is opening an older database: it has no desk before.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cte_desktop.services import history, planning
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.cases import open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.exporting import Disclosure, Order, export_to
from cte_desktop.services.importing import import_paths
from cte_desktop.services.printing import Whom, print_to
from cte_desktop.services.protection import (
    change_passphrase,
    replace_recovery_code,
    set_passphrase,
)
from cte_desktop.services.restoring import restore
from cte_desktop.services.settings import change_setting, list_settings
from cte_desktop.storage.backup import backup_folder
from cte_desktop.storage.key_file import keys_path
from tests.faults.places import (
    CHANGED,
    PASSPHRASE,
    Place,
    make_district,
    make_older,
    make_protected,
)

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


def restore_backup(desk: Desk, place: Place) -> tuple[Path, ...]:
    """Put the backup in the place of the database, which closes the desk."""
    restore(desk, backup_folder(place.file) / WEEKLY)
    return ()


def protect(desk: Desk, _place: Place) -> tuple[Path, ...]:
    """Give a database its first passphrase: every page is written anew."""
    set_passphrase(desk, "", PASSPHRASE)
    return ()


def new_passphrase(desk: Desk, place: Place) -> tuple[Path, ...]:
    """Change the passphrase."""
    change_passphrase(desk, PASSPHRASE, CHANGED)
    return (keys_path(place.file),)


def new_code(desk: Desk, place: Place) -> tuple[Path, ...]:
    """Replace the recovery code."""
    replace_recovery_code(desk, PASSPHRASE)
    return (keys_path(place.file),)


CLASS = 2025
WEEKLY = "district-20261121-120000-weekly.cte"
"""The backup that each district has."""
DEEDS: Mapping[str, Deed] = {
    "save_plan": save_plan,
    "set_setting": set_setting,
    "import": import_record,
    "award": give_awards,
    "undo": take_back,
    "backup": make_backup,
    "print": print_plans,
    "export": export_requests,
    "restore": restore_backup,
    "protect": protect,
    "passphrase": new_passphrase,
    "recovery_code": new_code,
}
PROTECTED = frozenset({"passphrase", "recovery_code"})
"""Deeds that need a place with a passphrase."""
CLOSING = "restore"
"""The deed that closes the desk: nothing can follow it."""
ONCE = frozenset({"import", "award", "restore", "protect", "passphrase", UPGRADE})
"""Deeds that find nothing to do a second time."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places to do deeds in, each to be copied first."""

    folder: Path
    district: Place
    older: Place
    protected: Place

    def base(self, name: str) -> Place:
        """The place in which a deed can be done."""
        if name == UPGRADE:
            return self.older
        return self.protected if name in PROTECTED else self.district


def make_places(folder: Path) -> Places:
    """Make the places, and do each deed once here: so children find every module loaded."""
    district = make_district(folder / "district")
    older = make_older(district, folder / "older")
    places = Places(folder, district, older, make_protected(district, folder / "protected"))
    for name in (*DEEDS, UPGRADE):
        place = places.base(name).copied_to(folder / "loading")
        desk = place.open()
        if name in DEEDS:
            DEEDS[name](desk, place)
        desk.close()
        shutil.rmtree(place.folder)
    return places
