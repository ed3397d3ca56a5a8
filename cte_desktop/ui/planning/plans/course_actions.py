"""Putting courses into the plan in one go: sequences and templates, chosen with what they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.domain.findings import values
from cte_desktop.services import plan_templates
from cte_desktop.services.plan_templates import LONGEST_NAME, PLAN
from cte_desktop.services.sequences import list_sequences, place_tray, save_sequence
from cte_desktop.services.template_plans import (
    list_plan_templates,
    save_as_template,
    try_courses,
)
from cte_desktop.ui.plan_actions import ADD_SEQUENCE, APPLY_TEMPLATE, PLACE_PARKED, SAVE_TEMPLATE
from cte_desktop.ui.planning.catalog_rows import catalog_rows
from cte_desktop.ui.planning.edits import Edit
from cte_desktop.ui.planning.plans.courses_dialog import CoursesDialog
from cte_desktop.ui.planning.plans.offers import sequence_offers, template_offers
from cte_desktop.ui.planning.plans.sequence_dialog import SequenceDialog
from cte_desktop.ui.planning.plans.template_dialog import TemplateDialog
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.widgets.name_dialog import NameDialog
from cte_desktop.wording.placing import not_placed_sentence, summary_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QDialog, QWidget

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.placing import CourseAsked, PlacedAll
    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor
    from cte_desktop.ui.planning.plans.offers import CoursesOffer

NAMES = (ADD_SEQUENCE, APPLY_TEMPLATE, PLACE_PARKED, SAVE_TEMPLATE)
_OFFERS = "plan.offers"
_PREVIEW = "plan.preview"


class CourseActions(QObject):
    """Offers the actions and carries them out on the plan on the table."""

    def __init__(
        self, desk: Desk, bench: Workbench, editor: PlanEditor, over: QWidget, page: str
    ) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._editor = editor
        self._over = over
        self._open: QDialog | None = None
        bench.actions.offer(ADD_SEQUENCE, self.choose_sequence, page=page, enabled=False)
        bench.actions.offer(APPLY_TEMPLATE, self.choose_template, page=page, enabled=False)
        bench.actions.offer(PLACE_PARKED, self.place_parked, page=page, enabled=False)
        bench.actions.offer(SAVE_TEMPLATE, self.save_template, page=page, enabled=False)

    def forget(self) -> None:
        """Another student comes to the table: what was opened about this one closes."""
        if self._open is not None:
            self._open.reject()

    def choose_sequence(self) -> None:
        """Choose a sequence: the steps of a pathway, mathematics, a language, an own one."""
        case = self._editor.case()
        if case is None:
            return
        dialog = CoursesDialog(
            tr("Add a course sequence"),
            tr("Each course goes into the earliest term that the rules allow. Nothing moves."),
            tr("Find a sequence"),
            tr("New sequence…"),
            case.district.catalog,
            self._over.window(),
        )
        dialog.taken.connect(lambda offer, found: self._put(case, offer, found, "add_sequence"))
        dialog.made_wanted.connect(lambda: self._make_sequence(dialog, case))
        self._begin(dialog, case, lambda: self._sequences(case))

    def choose_template(self) -> None:
        """Choose a template of a plan, to be laid around what the student has."""
        case = self._editor.case()
        if case is None:
            return
        dialog = CoursesDialog(
            tr("Apply a template"),
            tr("Its courses go around what is earned, running and planned. Nothing moves."),
            tr("Find a template"),
            tr("Save this plan as a template…"),
            case.district.catalog,
            self._over.window(),
            can_plan_anew=True,
        )
        dialog.taken.connect(lambda offer, found: self._put(case, offer, found, "apply_template"))
        dialog.made_wanted.connect(lambda: self._make_template(dialog, case))
        self._begin(dialog, case, lambda: self._templates(case))

    def place_parked(self) -> None:
        """Put the courses of the tray where the rules allow it; the rest says why it stays."""
        case, desk = self._editor.case(), self._desk
        if case is None or case.plan is None or not case.plan.parked:
            self._bench.notices.information(tr("Nothing is set aside."))
            return
        self._bench.tasks.read(
            lambda: place_tray(desk, case),
            lambda found: self._on_tray_placed(case, found),
            channel=_PREVIEW,
        )

    def save_template(self) -> None:
        """Keep the courses of record and plan as a template."""
        case, desk = self._editor.case(), self._desk
        if case is not None:
            self._bench.tasks.read(
                lambda: plan_templates.list_templates(desk, PLAN),
                lambda known: self._ask_template(case, known, None),
                channel=_OFFERS,
            )

    def _begin(
        self, dialog: CoursesDialog, case: Case, offers: Callable[[], tuple[CoursesOffer, ...]]
    ) -> None:
        dialog.preview_wanted.connect(
            lambda asked, anew: self._preview(dialog, case, tuple(asked), anew=anew)
        )
        dialog.rename_wanted.connect(lambda offer: self._rename(dialog, offer, offers))
        dialog.delete_wanted.connect(lambda offer: self._delete(dialog, offer, offers))
        self._show(dialog)
        self._list(dialog, offers)

    def _show(self, dialog: QDialog) -> None:
        self.forget()
        self._open = dialog
        dialog.finished.connect(lambda _how: self._on_finished(dialog))
        dialog.open()

    def _on_finished(self, dialog: QDialog) -> None:
        if self._open is dialog:
            self._open = None

    def _list(
        self,
        dialog: CoursesDialog,
        offers: Callable[[], tuple[CoursesOffer, ...]],
        chosen: str = "",
    ) -> None:
        def show(found: tuple[CoursesOffer, ...]) -> None:
            if self._open is dialog:
                dialog.show_offers(found, chosen)

        self._bench.tasks.read(offers, show, channel=_OFFERS)

    def _sequences(self, case: Case) -> tuple[CoursesOffer, ...]:
        found = list_sequences(self._desk, case)
        return sequence_offers(found, case.file.pathways, case.district.catalog)

    def _templates(self, case: Case) -> tuple[CoursesOffer, ...]:
        return template_offers(list_plan_templates(self._desk, case), case.district.catalog)

    def _preview(
        self, dialog: CoursesDialog, case: Case, asked: Sequence[CourseAsked], *, anew: bool
    ) -> None:
        desk = self._desk

        def show(found: PlacedAll) -> None:
            if self._open is dialog:
                dialog.show_found(tuple(asked), found)

        self._bench.tasks.read(
            lambda: try_courses(desk, case, asked, anew=anew), show, channel=_PREVIEW
        )

    def _put(self, case: Case, offer: CoursesOffer, found: PlacedAll, action: str) -> None:
        """Put the courses into the plan as one step, unless it was changed meanwhile."""
        word = "sequence" if action == "add_sequence" else "template"
        if self._is_as_it_was(case):
            named = values(**{word: offer.title})
            self._editor.make(lambda _plan: Edit(found.plan, action, named), _sections_of(found))
            text = tr("{title}: {summary}.", title=offer.title, summary=summary_text(found))
            (self._bench.notices.information if found.parked else self._bench.notices.done)(text)

    def _on_tray_placed(self, case: Case, found: PlacedAll) -> None:
        if not self._is_as_it_was(case):
            return
        edit = Edit(found.plan, "place_parked", ())
        self._editor.make(lambda _plan: edit, _sections_of(found))
        catalog = case.district.catalog
        words = [f"{summary_text(found)}."]
        words += [not_placed_sentence(one, catalog) for one in found.parked]
        tell = self._bench.notices.information if found.parked else self._bench.notices.done
        tell(" ".join(words))

    def _is_as_it_was(self, case: Case) -> bool:
        """Say whether a plan is still the one that was looked at, and tell of it when it isn't."""
        now = self._editor.case()
        if now is not None and (now.plan, now.file) == (case.plan, case.file):
            return True
        self._bench.notices.information(tr("The plan has changed; this is no longer possible."))
        return False

    def _make_sequence(self, dialog: CoursesDialog, case: Case) -> None:
        made = SequenceDialog(catalog_rows(case), dialog)
        made.made.connect(
            lambda name, codes: self._write(
                lambda: save_sequence(self._desk, name, codes),
                lambda _changes: self._list(dialog, lambda: self._sequences(case), name),
            )
        )
        made.open()

    def _make_template(self, dialog: CoursesDialog, case: Case) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: plan_templates.list_templates(desk, PLAN),
            lambda known: self._ask_template(case, known, dialog),
            channel=_OFFERS,
        )

    def _ask_template(
        self, case: Case, known: Sequence[plan_templates.Template], over: CoursesDialog | None
    ) -> None:
        names = [(one.name, one.pathway, one.school) for one in known]
        dialog = TemplateDialog(case, names, over or self._over.window())

        def save(name: str, pathway: str, school: str, from_grade: int) -> None:
            desk = self._desk
            self._write(
                lambda: save_as_template(
                    desk, case, name, pathway=pathway, school=school, from_grade=from_grade
                ),
                lambda changes: self._on_template(case, over, name, changes),
            )

        dialog.saved.connect(save)
        if over is None:
            self._show(dialog)
        else:
            dialog.open()

    def _on_template(
        self, case: Case, over: CoursesDialog | None, name: str, changes: Changes
    ) -> None:
        if over is not None:
            self._list(over, lambda: self._templates(case), name)
        elif changes.step is not None:
            button = undo_button(self._desk, self._bench, changes.step)
            text = tr("The template “{template}” was saved.", template=name)
            self._bench.notices.done(text, button)

    def _rename(
        self,
        dialog: CoursesDialog,
        offer: CoursesOffer,
        offers: Callable[[], tuple[CoursesOffer, ...]],
    ) -> None:
        asked = NameDialog(
            tr("Rename “{name}”", name=offer.title),
            tr("Plans that were made with it stay as they are."),
            tr("Rename"),
            offer.title,
            (),
            LONGEST_NAME,
            dialog,
        )
        asked.named.connect(
            lambda name: self._write(
                lambda: plan_templates.rename_template(self._desk, offer.uid, name),
                lambda _changes: self._list(dialog, offers, offer.uid),
            )
        )
        asked.open()

    def _delete(
        self,
        dialog: CoursesDialog,
        offer: CoursesOffer,
        offers: Callable[[], tuple[CoursesOffer, ...]],
    ) -> None:
        def deleted(changes: Changes) -> None:
            self._list(dialog, offers)
            if changes.step is not None:
                button = undo_button(self._desk, self._bench, changes.step)
                text = tr("“{name}” was deleted.", name=offer.title)
                self._bench.notices.done(text, button)

        self._write(lambda: plan_templates.delete_template(self._desk, offer.uid), deleted)

    def _write(self, deed: Callable[[], Changes], done: Callable[[Changes], None]) -> None:
        def written(changes: Changes) -> None:
            self._bench.refresh.tell(changes)
            done(changes)

        self._bench.tasks.write(deed, written, failed=self._bench.notices.error)


def _sections_of(found: PlacedAll) -> list[Section]:
    """Return the sections that came into the plan."""
    return [one.section for one in found.placed if one.section is not None]
