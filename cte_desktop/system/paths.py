"""Where things are: the only module that knows a folder.

Shipped files lie in `resources/`, beside the package in a source checkout and inside the bundle of
the frozen program. The counselor's own files lie in the per-user, non-synced data folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

APPLICATION = "CTE Desktop"
DATA_FOLDER_VARIABLE = "CTE_DATA_FOLDER"
"""Environment variable that moves everything the program keeps, for try-outs and tests."""


def resources() -> Path:
    """Return the folder of the shipped files."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(str(bundle)) / "resources"
    return Path(__file__).resolve().parents[2] / "resources"


def resource(*names: str) -> Path:
    """Return a shipped file or folder, for example `resource("catalog", "courses.csv")`."""
    return resources().joinpath(*names)


def licence_texts() -> str:
    """Return the licence of the program and those of what it uses, as Markdown."""
    root = resources().parent
    own, others = root / "LICENSE", root / "THIRD-PARTY.md"
    return "\n\n".join(file.read_text(encoding="utf-8") for file in (own, others) if file.exists())


def data_folder() -> Path:
    """Return the folder of the database; local to this machine, never the roaming one."""
    moved = os.environ.get(DATA_FOLDER_VARIABLE)
    if moved:
        return Path(moved)
    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False, roaming=False))


def default_database() -> Path:
    """Return the database that the window opens when it is told nothing else."""
    return data_folder() / "district.cte"


def sample_database() -> Path:
    """Return the database of the sample district, in a folder of its own."""
    return data_folder() / "sample" / "sample.cte"


def settings_file() -> Path:
    """Return the file with the settings of this program on this machine."""
    return data_folder() / "settings.json"


def log_folder() -> Path:
    """Return the folder of the log and the crash reports."""
    if os.environ.get(DATA_FOLDER_VARIABLE):
        return data_folder() / "log"
    return Path(platformdirs.user_log_dir(APPLICATION, appauthor=False))


def serial_notes_folder() -> Path:
    """Return the folder of the notes which serials this machine gave out last.

    It lies apart from the data, so that copying a folder of data back leaves it as it is.
    """
    if os.environ.get(DATA_FOLDER_VARIABLE):
        return data_folder() / "serials"
    return Path(platformdirs.user_state_dir(f"{APPLICATION} Serials", appauthor=False))
