"""The student's papers: built away from the window, previewed, printed or saved, and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cte_desktop.services import printing
from cte_desktop.services.approval_papers import copy_pdf
from cte_desktop.services.people.rights import require_disclosure
from cte_desktop.services.printing import Disclosure
from cte_desktop.system.errors import WrongCall
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.wording.completion.awards import before_graduation_note
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.planning.approval import Approval
    from cte_desktop.domain.school_year import Term
    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_CHANNEL = "plan.paper"
_TOUCHES = frozenset({"awards", "disclosures"})


class Papers(QObject):
    """Shows the preview of a plan or a certificate over `window`.

    Signal: `awarded(Changes)`: a completed pathway was awarded, since its certificate was wanted.
    """

    awarded = Signal(object)

    def __init__(self, desk: Desk, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._tasks = bench.tasks
        self._notices = bench.notices
        self._window = window
        self._keeper = PaperKeeper(desk, bench, window)

    def preview_plan(self, case: Case) -> None:
        """Preview the four-year plan."""
        self._build(lambda: printing.plan_pdf(case), "plan", case, tr("Four-year plan"), "plan")

    def preview_copy(self, case: Case, copy: Approval) -> None:
        """Preview the plan as it was when something was agreed on it."""
        name = f"plan-{copy.on.isoformat()}"
        self._build(
            lambda: copy_pdf(self._desk, case, copy),
            "plan",
            case,
            tr("Four-year plan"),
            name,
        )

    def preview_certificate(self, case: Case, pathway: str) -> None:
        """Preview the certificate of a completed pathway; one not awarded yet is asked about."""
        self._build(
            lambda: printing.certificate_pdf(self._desk, case, pathway),
            "certificate",
            case,
            tr("Certificate of completion"),
            f"certificate-{pathway.replace(' ', '-').replace('/', '-')}",
            pathway,
            lambda error: self._not_built(error, case, pathway),
        )

    def preview_week(self, case: Case, term: tuple[int, Term] | None) -> None:
        """Preview the week of a term, or of the present one."""
        self._build(
            lambda: printing.week_pdf(case, term), "section-week", case, tr("Week"), "section-week"
        )

    def _build(
        self,
        work: Callable[[], bytes],
        report: str,
        case: Case,
        title: str,
        name: str,
        pathway: str = "",
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        desk, file_name = self._desk, f"{name}-{case.file.student.student_id}.pdf"

        def built() -> bytes:
            # Before it is shown: a printer gives nothing back that the log would refuse.
            require_disclosure(desk, (case.file.student.uid,))
            return work()

        def show(content: bytes) -> None:
            paper = Paper(
                content,
                title,
                file_name,
                lambda path, given: printing.keep_pdf(
                    desk, report, case, content, path, given, pathway
                ),
                lambda given, _pages: printing.log_print(desk, report, case, given, pathway),
                usual=Disclosure(tr("The student"), tr("Advising")),
                note=before_graduation_note()
                if pathway and printing.is_before_graduation(case)
                else "",
                touches=_TOUCHES if pathway else frozenset({"disclosures"}),
            )
            self._keeper.preview(paper)

        self._tasks.read(
            built, show, channel=_CHANNEL, failed=failed, text=tr("Preparing the paper")
        )

    def _not_built(self, error: Exception, case: Case, pathway: str) -> None:
        if not isinstance(error, WrongCall) or error.code != "not_awarded":
            self._notices.error(error)
            return
        question = Question(
            "award_pathway",
            tr("Award {pathway} now?", pathway=pathway),
            tr(
                "The record proves the pathway; a certificate needs the award. It gets a serial "
                "number and stands in the register, and Undo takes it back."
            ),
            (Choice("award", tr("Award and show the certificate"), primary=True),),
        )
        self._notices.ask(
            self._window,
            question,
            lambda answer: self._award(case, pathway) if answer == "award" else None,
        )

    def _award(self, case: Case, pathway: str) -> None:
        from cte_desktop.services.awards.awarding import award_one

        desk, uid = self._desk, case.file.student.uid

        def done(changes: Changes) -> None:
            self.awarded.emit(changes)
            self.preview_certificate(case, pathway)

        self._tasks.write(lambda: award_one(desk, uid, pathway), done, failed=self._notices.error)
