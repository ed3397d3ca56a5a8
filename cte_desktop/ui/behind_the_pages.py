"""What goes on behind the pages of an open database, once its libraries are loaded: imports,
exports, backups, figures, reminders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.completers.verifying.offers import offer_verifying
from cte_desktop.ui.data.backups.keeper import BackupKeeper
from cte_desktop.ui.data.exports.export_dialog import offer_exports
from cte_desktop.ui.data.imports.importer import Importer
from cte_desktop.ui.figure_keeper import FigureKeeper
from cte_desktop.ui.reminders.caseload import CaseloadReminders
from cte_desktop.ui.widgets.table_saving import TableSaver

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.locking.locker import Locker
    from cte_desktop.ui.main_window import MainWindow
    from cte_desktop.ui.page import Workbench


def begin_behind(
    bench: Workbench, desk: Desk, window: MainWindow, locker: Locker | None, me: str = ""
) -> tuple[Importer, FigureKeeper]:
    """Begin all of it; returns what takes files in, and what keeps the figures right.

    `me` is the name of the caseload that was chosen on this computer, "" for none.
    """
    importer = Importer(bench, desk, window)
    offer_exports(bench, desk, window)
    offer_verifying(bench, desk, window)
    TableSaver(bench, desk, window)
    backups = BackupKeeper(bench, desk, window)
    window.closed.connect(backups.stop)
    if locker is not None:
        locker.unlocked.connect(backups.look_again)
    CaseloadReminders(desk, bench, me, window).tell_what_is_due()
    return importer, FigureKeeper(desk, bench, window)
