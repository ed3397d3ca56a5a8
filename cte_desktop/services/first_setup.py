"""What the assistant of the first start asks for, and the database made of its answers."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_of
from cte_desktop.exchange.plain.catalog import read_shipped_catalog
from cte_desktop.services.districts import new_district
from cte_desktop.services.settings import change_setting
from cte_desktop.storage.creation import remove_files
from cte_desktop.system.settings import parse_setting, setting_named

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.system.clock import Clock

_DISTRICT_NAME = "district_name"


@dataclass(frozen=True, slots=True)
class SchoolOffered:
    """A school that a counselor may be at."""

    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What the assistant begins with: the day it is by this computer, with its school year, the
    name of the district, and its schools.
    """

    today: date
    school_year: int
    district: str
    schools: tuple[SchoolOffered, ...]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a new database is made of. `name` is who makes it; an empty district keeps the default.

    The passphrase is not shown where the answers are written out.
    """

    file: Path
    name: str
    district: str
    passphrase: str = ""

    def __repr__(self) -> str:
        """Return the answers without the passphrase."""
        return f"Setup({self.file!r}, {self.name!r}, {self.district!r})"


def offered(clock: Clock) -> Offered:
    """Return what the assistant begins with; nothing is written."""
    today = clock.today()
    schools = tuple(
        SchoolOffered(school.short, school.name)
        for school in read_shipped_catalog().schools
        if school.district_run and school.grade_high >= 7 and school.enrollment
    )
    default = str(setting_named(_DISTRICT_NAME).default)
    return Offered(today, school_year_of(today), default, schools)


def set_up(setup: Setup, clock: Clock) -> Desk:
    """Make the database and open it for writing; its recovery code is known only now.

    Raises `KnownError` when a name is too long or the file can't be made; nothing is left behind.
    """
    name = setting_named(_DISTRICT_NAME)
    district = " ".join(setup.district.split())
    parse_setting(name, district)
    with contextlib.suppress(
        OSError
    ):  # then making the database says what is wrong with its folder
        setup.file.parent.mkdir(parents=True, exist_ok=True)
    desk = new_district(setup.file, setup.passphrase or None, clock, actor=setup.name)
    if district in ("", name.default):
        return desk
    try:
        change_setting(desk, _DISTRICT_NAME, district)
    except BaseException:
        desk.close()
        remove_files(setup.file)
        raise
    return desk
