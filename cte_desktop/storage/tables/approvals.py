"""What was agreed about a plan, what may no longer be changed, and when plans may be changed."""

from __future__ import annotations

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import UUID_LENGTH, Json, Row, Uuid
from cte_desktop.storage.tables.columns import (
    Day,
    Key,
    LongText,
    Name,
    StudentKey,
    Word,
    WrittenIn,
    checked,
)


@checked
class PlanApprovalRow(Row):
    """One thing that was said of a plan: proposed, accepted, declined, signed, opened again.

    `plan` is the plan's uid, which may be gone since; `content` the plan as it was that day, as
    JSON; `means` says whether it was signed on paper or on the screen, and `signatures` holds what
    was drawn there, as JSON. Who signed stands under the three names, "" for who did not.
    """

    __tablename__ = "plan_approval"
    __table_args__ = (Index(None, "student", "plan"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    plan: Mapped[Uuid]
    plan_name: Mapped[Name]
    state: Mapped[Word]
    on: Mapped[Day]
    means: Mapped[Word]
    student_name: Mapped[Name]
    guardian_name: Mapped[Name]
    counselor_name: Mapped[Name]
    remark: Mapped[LongText]
    content: Mapped[Json] = mapped_column(server_default="")
    signatures: Mapped[Json] = mapped_column(server_default="")
    step: Mapped[WrittenIn]


@checked
class PlanLockRow(Row):
    """A plan that nobody changes until it is unlocked; `plan` is its uid."""

    __tablename__ = "plan_lock"
    __table_args__ = (Index(None, "student"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    student: Mapped[StudentKey]
    plan: Mapped[str] = mapped_column(String(UUID_LENGTH), unique=True)
    on: Mapped[Day]
    by: Mapped[Name]
    reason: Mapped[LongText]
    step: Mapped[WrittenIn]


@checked
class EditWindowRow(Row):
    """From which day through which day the courses of a grade may be changed in plans."""

    __tablename__ = "edit_window"
    __table_args__ = (UniqueConstraint("grade_level"),)

    key: Mapped[Key]
    uid: Mapped[Uuid] = mapped_column(unique=True)
    grade_level: Mapped[int]
    opens: Mapped[Day | None]
    closes: Mapped[Day | None]
    step: Mapped[WrittenIn]
