"""Which keys work at the same time."""

from __future__ import annotations

from readlist.tui.keys.key import Place, Screen

CONTEXTS: tuple[tuple[Place, Screen], ...] = (
    *((place, "main") for place in ("list", "pane", "sidebar", "search")),
    ("pane", "triage"),
    ("view", "triage_end"),
    ("view", "stats"),
    ("lines", "settings"),
    ("view", "doubles"),
    ("view", "formats"),
    ("view", "import"),
    ("path", "import"),
    ("paste", "import"),
    ("path", "export"),
    ("pick", "export"),
    ("lines", "history"),
    ("lines", "review"),
    ("lines", "where"),
    ("lines", "words"),
    ("word", "words"),
    *(("choices", screen) for screen in ("links", "batch", "kept")),
    *(
        ("line", screen)
        for screen in ("help", "tag", "edit", "recent", "name", "remark", "palette")
    ),
    ("note", "note"),
)
"""What can have the focus, and on which screen: the keys of both work then."""
