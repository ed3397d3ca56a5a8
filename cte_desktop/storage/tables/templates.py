"""What the district plans with again and again: templates of plans, course sequences, wishes."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Json, Row, Uuid
from cte_desktop.storage.tables.columns import Key, Name, Word, WrittenIn, checked


@checked
class PlanTemplateRow(Row):
    """Courses or wishes kept under a name, for a pathway and a school or for any ("").

    `kind` is plan (courses with grade, term and lane), sequence (courses one after the other) or
    wishes; `content` holds them as JSON.
    """

    __tablename__ = "plan_template"
    __table_args__ = (UniqueConstraint("kind", "name", "pathway", "school"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    kind: Mapped[Word]
    name: Mapped[Name]
    pathway: Mapped[Name]
    school: Mapped[Name]
    content: Mapped[Json]
    step: Mapped[WrittenIn]
