"""What is dragged or carried from place to place on the plan page: ids of the domain as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from PySide6.QtCore import QMimeData

PLAN_MIME = "application/x-cte-desktop-course"


@dataclass(frozen=True, slots=True)
class Carried:
    """A course on its way: out of the catalog, or with `placement_uid` out of the plan or tray."""

    course_code: str
    placement_uid: str = ""
    only_this_half: bool = False


def to_mime(carried: Carried) -> QMimeData:
    """Return the payload of a drag."""
    mime = QMimeData()
    mime.setData(PLAN_MIME, json.dumps(asdict(carried)).encode())
    return mime


def from_mime(mime: QMimeData) -> Carried | None:
    """Return what a drag carries, or None when it is not a course of this page."""
    if not mime.hasFormat(PLAN_MIME):
        return None
    try:
        values = json.loads(bytes(mime.data(PLAN_MIME).data()))
        return Carried(
            str(values["course_code"]),
            str(values["placement_uid"]),
            bool(values["only_this_half"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
