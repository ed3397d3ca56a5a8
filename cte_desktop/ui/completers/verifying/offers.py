"""The actions about checking certificates, offered on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


def offer_verifying(bench: Workbench, desk: Desk, window: QWidget) -> None:
    """Offer to verify certificates, to publish keys and to join those of other laptops."""

    def verify() -> None:
        from cte_desktop.ui.completers.verifying.verify_dialog import VerifyDialog

        VerifyDialog(desk, bench, window).show()

    def keys(*, joining: bool = False) -> None:
        from cte_desktop.ui.completers.verifying.keys_dialog import KeysDialog

        dialog = KeysDialog(desk, bench, window)
        dialog.open()
        if joining:
            dialog.ask_list()

    bench.actions.offer("verify_certificate", verify)
    bench.actions.offer("export_public_keys", keys)
    bench.actions.offer("join_key_lists", lambda: keys(joining=True))
