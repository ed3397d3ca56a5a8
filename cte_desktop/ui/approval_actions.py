"""The actions about what is agreed on plans, for the list of all (`action_list.py`)."""

from __future__ import annotations

from cte_desktop.ui.action_spec import ActionSpec
from cte_desktop.wording.translate import noop

AGREEMENT_MENU = ("agreement", noop("&Agreement"))
PROPOSE_PLAN, ANSWER_PLAN, SIGN_PLAN = "propose_plan", "answer_plan", "sign_plan"
OPEN_PLAN_AGAIN, LOCK_PLAN, APPROVALS = "open_plan_again", "lock_plan", "approvals"
SIGN_MANY, LOCK_MANY, UNLOCK_MANY = "sign_many", "lock_many", "unlock_many"

APPROVAL_ACTIONS = (
    ActionSpec(
        PROPOSE_PLAN,
        "agreement",
        1,
        noop("&Propose the plan…"),
        noop("Note that this plan was given to the family; a dated copy is kept"),
        "external-link",
        ("Ctrl+Shift+O",),
    ),
    ActionSpec(
        ANSWER_PLAN,
        "agreement",
        1,
        noop("&Answer of the family…"),
        noop("Note that the family accepts or declines the plan that was proposed"),
        "users",
        ("Ctrl+Shift+Y",),
    ),
    ActionSpec(
        SIGN_PLAN,
        "agreement",
        1,
        noop("&Sign the plan…"),
        noop("Sign on the screen, or note who signed on paper; a dated copy is kept"),
        "pencil",
        ("Ctrl+Shift+G",),
    ),
    ActionSpec(
        OPEN_PLAN_AGAIN,
        "agreement",
        2,
        noop("&Open the plan again…"),
        noop("Make the plan a draft again; what was signed stays among the dated copies"),
        "rotate-cw",
    ),
    ActionSpec(
        LOCK_PLAN,
        "agreement",
        2,
        noop("&Lock the plan"),
        noop("Let nobody change this plan until it is unlocked"),
        "lock",
        ("Ctrl+Shift+L",),
        checkable=True,
    ),
    ActionSpec(
        APPROVALS,
        "agreement",
        3,
        noop("&What was agreed…"),
        noop("See every dated copy of the plans, compare it with the plan as it is, print it"),
        "history",
        ("Ctrl+Shift+I",),
    ),
    ActionSpec(
        SIGN_MANY,
        "agreement",
        4,
        noop("Si&gned on paper for many…"),
        noop("Note for all selected students that their plans were signed on paper"),
        "users",
    ),
    ActionSpec(
        LOCK_MANY,
        "agreement",
        4,
        noop("Lo&ck plans of many…"),
        noop("Lock the plans of all selected students, or courses in them"),
        "lock",
    ),
    ActionSpec(
        UNLOCK_MANY,
        "agreement",
        4,
        noop("&Unlock plans of many…"),
        noop("Unlock the plans of all selected students, or courses in them"),
        "lock",
    ),
)
