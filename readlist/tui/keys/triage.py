"""Keys of triage that are not those of the reading pane, which has the focus there."""

from __future__ import annotations

from readlist.tui.keys.key import Key

SECTION = "Triage"

TRIAGE: tuple[Key, ...] = (
    Key(
        "triage_later",
        "l,right",
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
        "h,left",
        "before",
        "the one before",
        SECTION,
        ("triage",),
        word="back",
        weight=70,
        palette=False,
    ),
    Key(
        "triage_export",
        "e",
        "export",
        "export what you starred",
        SECTION,
        ("triage_end",),
        word="export the starred",
        weight=90,
        palette=False,
    ),
    Key(
        "triage_again",
        "l,right,enter",
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
        "h,left",
        "before",
        "back to the last one",
        SECTION,
        ("triage_end",),
        word="the last one",
        weight=70,
        palette=False,
    ),
)
