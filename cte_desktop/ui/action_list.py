"""The list of every action of the program: its words, keys and icon, and the menu it stands in.

Texts are marked here and translated when the menus are made (`actions.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAction

from cte_desktop.wording.translate import noop


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `shortcuts` are portable texts such as "Ctrl+Shift+P"; `group` parts a menu by
    lines.
    """

    id: str
    menu: str
    group: int
    text: str
    tip: str
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole


MENUS = (
    ("file", noop("&File")),
    ("edit", noop("&Edit")),
    ("plan", noop("&Plan")),
    ("view", noop("&View")),
    ("help", noop("&Help")),
)

ACTIONS = (
    ActionSpec(
        "new_database",
        "file",
        1,
        noop("&New database…"),
        noop("Start an empty database with the shipped catalog"),
        "plus",
    ),
    ActionSpec(
        "open_database",
        "file",
        1,
        noop("&Open database…"),
        noop("Open another database"),
        "folder-open",
        ("Ctrl+O",),
    ),
    ActionSpec(
        "import_files",
        "file",
        2,
        noop("&Import files…"),
        noop("Read students, records and sections from files"),
        "import",
        ("Ctrl+I",),
    ),
    ActionSpec(
        "undo_import",
        "file",
        2,
        noop("&Undo the last import"),
        noop("Take back everything that the last import brought"),
        "undo-2",
    ),
    ActionSpec(
        "repair_plans",
        "file",
        2,
        noop("&Repair plans…"),
        noop("List plans that no longer fit the record, and repair them"),
        "rotate-cw",
    ),
    ActionSpec(
        "export_files",
        "file",
        2,
        noop("&Send out…"),
        noop("Write requests, rosters, the State's files or everything about a student"),
        "upload",
    ),
    ActionSpec(
        "print_plan",
        "file",
        3,
        noop("&Print plan…"),
        noop("Preview the four-year plan, then print or save it"),
        "printer",
        ("Ctrl+P",),
    ),
    ActionSpec(
        "print_certificate",
        "file",
        3,
        noop("Print &certificate…"),
        noop("Preview the certificate of completion of this student"),
        "award",
        ("Ctrl+Shift+P",),
    ),
    ActionSpec(
        "quit",
        "file",
        9,
        noop("&Quit"),
        noop("Close the program; everything is saved"),
        "log-out",
        ("Ctrl+Q",),
        role=QAction.MenuRole.QuitRole,
    ),
    ActionSpec(
        "undo", "edit", 1, noop("&Undo"), noop("Take back the last change"), "undo-2", ("Ctrl+Z",)
    ),
    ActionSpec(
        "redo",
        "edit",
        1,
        noop("&Redo"),
        noop("Make the change again"),
        "redo-2",
        ("Ctrl+Y", "Ctrl+Shift+Z"),
    ),
    ActionSpec(
        "find",
        "edit",
        2,
        noop("&Find"),
        noop("Go to the search field of this page"),
        "search",
        ("Ctrl+F",),
    ),
    ActionSpec(
        "settings",
        "edit",
        9,
        noop("&Settings…"),
        noop("School year, appearance, language"),
        "settings",
        ("Ctrl+,",),
        role=QAction.MenuRole.PreferencesRole,
    ),
    ActionSpec(
        "open_plan",
        "plan",
        1,
        noop("&Open the plan"),
        noop("Open the plan of the selected student"),
        "layout-grid",
        ("Ctrl+Return",),
    ),
    ActionSpec(
        "next_student",
        "plan",
        1,
        noop("&Next student"),
        noop("Open the next student of the list"),
        "chevron-down",
        ("Ctrl+PgDown",),
    ),
    ActionSpec(
        "previous_student",
        "plan",
        1,
        noop("&Previous student"),
        noop("Open the previous student of the list"),
        "chevron-up",
        ("Ctrl+PgUp",),
    ),
    ActionSpec(
        "pick_up",
        "plan",
        2,
        noop("Pick up or put &down"),
        noop("Take the selected course with the keyboard, or put it here"),
        "move-horizontal",
        ("Return",),
    ),
    ActionSpec(
        "choose_section",
        "plan",
        2,
        noop("Choose a &section…"),
        noop("Choose the section of the selected course"),
        "clock",
        ("F2",),
    ),
    ActionSpec(
        "choose_alternates",
        "plan",
        2,
        noop("&Alternates…"),
        noop("Choose what is taken when the selected course is full"),
        "circle-dashed",
        ("A",),
    ),
    ActionSpec(
        "set_aside",
        "plan",
        2,
        noop("&Set aside"),
        noop("Keep the selected course in mind without a place in the plan"),
        "download",
        ("S",),
    ),
    ActionSpec(
        "lock_placement",
        "plan",
        2,
        noop("&Lock in place"),
        noop("Keep the selected course where it is"),
        "lock",
        ("L",),
        checkable=True,
    ),
    ActionSpec(
        "remove_placement",
        "plan",
        2,
        noop("&Remove from the plan"),
        noop("Take the selected course out of the plan"),
        "trash-2",
        ("Del",),
    ),
    ActionSpec(
        "what_if",
        "plan",
        3,
        noop("&What if…"),
        noop("See how the student would stand in another pathway; nothing is stored"),
        "route",
        ("Ctrl+Shift+W",),
    ),
    ActionSpec(
        "add_program",
        "plan",
        3,
        noop("Add a pro&gram…"),
        noop("Audit a further program for this student"),
        "plus",
        ("Ctrl+Shift+A",),
    ),
    ActionSpec(
        "add_exception",
        "plan",
        3,
        noop("&Exception…"),
        noop("Approve a substitution, a waiver or an exemption for this student"),
        "pencil",
        ("Ctrl+Shift+E",),
    ),
    ActionSpec(
        "edit_student",
        "plan",
        4,
        noop("Goal, &major and preferred name…"),
        noop("Write down what the student wants after school, and the name the student goes by"),
        "pencil",
    ),
    ActionSpec(
        "pathway_students",
        "view",
        1,
        noop("Students of the &pathway"),
        noop("List everyone who is in the selected pathway"),
        "users",
        ("Ctrl+Shift+S",),
    ),
    ActionSpec(
        "back_to_pathway",
        "view",
        1,
        noop("&Back to the pathway"),
        noop("Close the list of students"),
        "arrow-left",
        ("Alt+Left",),
    ),
    ActionSpec(
        "other_part",
        "view",
        1,
        noop("Pathways or &requirements"),
        noop("Change between the pathways and the requirements"),
        "route",
        ("Ctrl+Shift+R",),
    ),
    ActionSpec(
        "dark_theme",
        "view",
        2,
        noop("&Dark colors"),
        noop("Light text on a dark ground"),
        "moon",
        ("Ctrl+Shift+D",),
        checkable=True,
    ),
    ActionSpec(
        "comfortable_rows",
        "view",
        2,
        noop("&Roomy rows"),
        noop("More space between the rows of tables"),
        "",
        (),
        checkable=True,
    ),
    ActionSpec(
        "larger",
        "view",
        3,
        noop("&Larger"),
        noop("Make everything larger, up to twice the size"),
        "zoom-in",
        ("Ctrl++", "Ctrl+="),
    ),
    ActionSpec(
        "smaller",
        "view",
        3,
        noop("&Smaller"),
        noop("Make everything smaller again"),
        "zoom-out",
        ("Ctrl+-",),
    ),
    ActionSpec(
        "actual_size", "view", 3, noop("&Usual size"), noop("Back to 100 percent"), "", ("Ctrl+0",)
    ),
    ActionSpec(
        "shortcuts",
        "help",
        1,
        noop("&Keyboard shortcuts"),
        noop("Every action and its keys"),
        "keyboard",
        ("F1",),
    ),
    ActionSpec(
        "about",
        "help",
        2,
        noop("&About CTE Desktop"),
        noop("Version and licences"),
        "info",
        role=QAction.MenuRole.AboutRole,
    ),
)
