"""The actions about completed pathways and their certificates, for the list of all
(`action_list.py`).
"""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

COMPLETION_PARTS = (
    "completers_find",
    "completers_register",
    "completers_figures",
    "completers_forecast",
)
"""The actions that open the parts of the page Completers, in their order."""

COMPLETION_ACTIONS = (
    ActionSpec(
        "completers_find",
        "completion",
        1,
        noop("&Completers"),
        noop("Show who completed a pathway in the school year, and who nearly did"),
        "award",
        ("Alt+4",),
    ),
    ActionSpec(
        "completers_register",
        "completion",
        1,
        noop("&Register"),
        noop("Show every award of the school year, and what became of it"),
        "book-open",
        ("Alt+5",),
    ),
    ActionSpec(
        "completers_figures",
        "completion",
        1,
        noop("&Figures"),
        noop("Show how many completed, by pathway, sector, school and year"),
        "layout-grid",
        ("Alt+6",),
    ),
    ActionSpec(
        "completers_forecast",
        "completion",
        1,
        noop("F&orecast"),
        noop("Show who will complete by the plans, who is one course away and who needs help now"),
        "calendar-clock",
        ("Alt+7",),
    ),
    ActionSpec(
        "award_selected",
        "completion",
        2,
        noop("&Award…"),
        noop("Award the selected completed pathways"),
        "award",
        ("Ctrl+Shift+C",),
    ),
    ActionSpec(
        "withdraw_award",
        "completion",
        2,
        noop("&Take an award back…"),
        noop("Take the chosen award back, with a reason"),
        "undo-2",
    ),
    ActionSpec(
        "print_certificates",
        "completion",
        3,
        noop("&Print certificates…"),
        noop("Print the certificates of one, of some or of everyone"),
        "printer",
        ("Ctrl+Alt+P",),
    ),
    ActionSpec(
        "certificate_template",
        "completion",
        3,
        noop("&Edit the certificate…"),
        noop("Change the wording, the signatures and the seal of the certificates"),
        "pencil",
    ),
    ActionSpec(
        "cords",
        "completion",
        3,
        noop("Cords and &seals…"),
        noop("List which cord and seal each graduating completer gets, and what to order"),
        "users",
    ),
    ActionSpec(
        "reissue_certificate",
        "completion",
        4,
        noop("&Issue anew…"),
        noop("Issue the chosen certificate anew, by the record as it is now"),
        "rotate-cw",
    ),
    ActionSpec(
        "revoke_certificate",
        "completion",
        4,
        noop("Re&voke…"),
        noop("Make the chosen certificate invalid for good, with a reason"),
        "x",
    ),
    ActionSpec(
        "verify_certificate",
        "completion",
        5,
        noop("Verif&y a certificate…"),
        noop("See whether a certificate is genuine and in force"),
        "circle-check",
        ("Ctrl+Shift+V",),
    ),
    ActionSpec(
        "export_public_keys",
        "completion",
        5,
        noop("Export &keys…"),
        noop("Write what others need to check certificates: public keys and revocations"),
        "upload",
    ),
    ActionSpec(
        "join_key_lists",
        "completion",
        5,
        noop("&Join key lists…"),
        noop("Add the keys of the district's other laptops"),
        "import",
    ),
    ActionSpec(
        "enter_earlier_totals",
        "completion",
        6,
        noop("Enter ear&lier years…"),
        noop("Enter or import how many completed in years before this record"),
        "history",
    ),
)
