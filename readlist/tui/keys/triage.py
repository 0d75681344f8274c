"""Keys of triage that are not those of the reading pane, which has the focus there."""

from __future__ import annotations

from readlist.tui.keys.key import Key

SECTION = "Triage"

TRIAGE: tuple[Key, ...] = (
    Key(
        "triage_later",
        "right,l",
        "later",
        "decide later; the next",
        SECTION,
        ("triage",),
        word="later",
        weight=91,
        palette=False,
    ),
    Key(
        "triage_before",
        "left,h",
        "before",
        "the one before",
        SECTION,
        ("triage",),
        word="back",
        weight=70,
        palette=False,
    ),
    Key(
        "triage_order",
        "S",
        "order",
        "put what is left in another order; again for the next order",
        SECTION,
        ("triage",),
        word="order",
        weight=30,
        palette=False,
    ),
    Key("triage_top", "g", "text_top", "to the top", SECTION, ("triage",), palette=False),
    Key(
        "triage_export",
        "e",
        "export",
        "export what you starred",
        SECTION,
        ("triage", "triage_end"),
        word="export the starred",
        weight=90,
        palette=False,
    ),
    Key(
        "triage_again",
        "right,l,enter",
        "again",
        "go on with those left for later",
        SECTION,
        ("triage_end",),
        word="decide those left",
        weight=91,
        palette=False,
    ),
    Key(
        "triage_last",
        "left,h",
        "before",
        "back to the last one",
        SECTION,
        ("triage_end",),
        word="the last one",
        weight=70,
        palette=False,
    ),
)
