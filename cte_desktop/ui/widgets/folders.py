"""Where a file dialog begins, so that it is never the folder the program was started from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents_folder() -> Path:
    """Return the person's folder for documents, or their home when there is none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if Path(place).is_dir() else Path.home()
