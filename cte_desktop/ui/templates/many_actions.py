"""Applies a template of a plan to all students that are selected in a list, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cte_desktop.services.template_plans import (
    apply_template,
    list_plan_templates,
    preview_template,
)
from cte_desktop.ui.for_selected import ForSelected
from cte_desktop.ui.plan_actions import TEMPLATE_FOR_MANY
from cte_desktop.ui.templates.many_dialog import ManyTemplatesDialog
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.templates import PlanTemplate
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.template_plans import StudentTemplate, TemplateApplied
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter


class ManyTemplates(ForSelected):
    """Offers the action on a page, for the students whom `selected` returns."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        selected: Callable[[], tuple[str, ...]],
        page: tuple[str, QWidget],
    ) -> None:
        super().__init__(desk, bench, selected, page)
        bench.actions.offer(TEMPLATE_FOR_MANY, self.open, page=self._page_name)

    def open(self) -> None:
        """Open the dialog for the selected students; without any, say what to do."""
        uids, desk = self._chosen(), self._desk
        if uids:
            self._bench.tasks.read(
                lambda: (list_plan_templates(desk), desk.catalog()),
                lambda found: self._show(uids, *found),
            )

    def _show(
        self, uids: tuple[str, ...], templates: tuple[PlanTemplate, ...], catalog: Catalog
    ) -> None:
        if not templates:
            self._bench.notices.information(
                tr("There is no template yet. Save one on the page Plan.")
            )
            return
        dialog = ManyTemplatesDialog(len(uids), templates, catalog, self._page.window())
        dialog.preview_wanted.connect(
            lambda template, anew: self._look(dialog, uids, template, anew=anew)
        )
        dialog.kept.connect(self._keep)
        dialog.student_wanted.connect(self._bench.requests.student_requested)
        dialog.student_wanted.connect(dialog.reject)
        dialog.open()

    def _look(
        self,
        dialog: ManyTemplatesDialog,
        uids: tuple[str, ...],
        template: PlanTemplate,
        *,
        anew: bool,
    ) -> None:
        desk = self._desk

        def work(report: Reporter) -> tuple[StudentTemplate, ...]:
            return preview_template(desk, uids, template, anew=anew, progress=report)

        def show(found: tuple[StudentTemplate, ...]) -> None:
            if isValid(dialog):
                dialog.show_found(template, found, anew=anew)

        text = tr("Looking what the template would do…")
        self._bench.tasks.long(work, show, text=text, writes=False)

    def _keep(self, template: PlanTemplate, looked: Sequence[StudentTemplate]) -> None:
        desk = self._desk

        def kept(done: TemplateApplied) -> None:
            text = trn(
                "The template was applied to {count} plan.",
                "The template was applied to {count} plans.",
                done.plans,
            )
            if done.kept_apart:
                text += " " + trn(
                    "{count} was changed meanwhile and left as it is.",
                    "{count} were changed meanwhile and left as they are.",
                    len(done.kept_apart),
                )
            self._tell(done, text)

        self._bench.tasks.write(
            lambda: apply_template(desk, template, looked), kept, text=tr("Applying the template…")
        )
