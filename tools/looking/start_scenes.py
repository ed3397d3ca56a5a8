"""Pictures of what belongs to starting and updating: recent databases, what's new, the update."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from cte_desktop.exchange.updates.manifest import Manifest, UpdateFile
from cte_desktop.exchange.updates.package import UpdatePackage
from cte_desktop.services.updates import Update
from cte_desktop.system import paths
from cte_desktop.system.recent_databases import note_database
from cte_desktop.ui.help.updating.dialog import UpdateDialog
from cte_desktop.ui.help.updating.news import NewsDialog
from cte_desktop.ui.opening.recent.dialog import RecentDialog
from cte_desktop.ui.opening.start_panel import StartPanel
from tools.looking.stage import Variant, staged

_MEGABYTE = 1_000_000


def start_pictures(application: QApplication, out: Path, variant: Variant, folder: Path) -> None:
    """Take the pictures; `folder` is for databases of their own."""
    there, gone = folder / "valencia.cte", folder / "usb" / "saugus.cte"
    with staged(application, out, variant) as stage:
        stage.wait_for(StartPanel)
        for file in (gone, there):
            note_database(paths.data_folder(), file)
        opener = stage.program.opener
        if opener is not None:
            opener.start()
        stage.grab("opening-start-recent")
        parent = stage.program.window
        recent = RecentDialog((gone, there), parent)
        news = NewsDialog(parent)
        update = UpdateDialog(_update(folder), parent)
        for name, dialog in (("recent-databases", recent), ("whats-new", news), ("update", update)):
            dialog.open()
            stage.grab(name, dialog)
            if dialog is update:
                update.install.click()
                update.show_progress(40 * _MEGABYTE, 112 * _MEGABYTE)
                stage.grab("update-at-work", update)
                update.say("There is no room left. Nothing was changed.")
                stage.grab("update-refused", update)
            dialog.close()


def _update(folder: Path) -> Update:
    size = 112 * _MEGABYTE
    file = UpdateFile("CTE-Desktop.AppDir.tar.gz", size, "0" * 64)
    manifest = Manifest("1.1", "linux-x86_64", "0001", file.name, (file,))
    return Update(UpdatePackage(folder / "new.cte-update", manifest), "1.1", "1.0")
