"""Keys of the pages and sheets on top of the main screen that only they have."""

from __future__ import annotations

from readlist.tui.keys.key import Key, Place, Screen

IN_OUT, REVIEW, DOUBLES = "Importing and exporting", "Looking an import over", "Possible doubles"
HISTORY, STATS = "History", "Statistics"
NOTE, EDIT, WORDS, SHEETS = "Notes", "Correcting", "My words", "Choosing"
SETTINGS, HELP = "Settings", "Help"

_SPANS = ("four weeks", "twelve weeks", "a year", "all of it")


def _key(
    id: str,
    keys: str,
    action: str,
    text: str,
    section: str,
    *where: Screen,
    first: tuple[Place, ...] = (),
) -> Key:
    return Key(id, keys, action, text, section, where, palette=False, first=first)


def _number(screen: Screen, number: int, text: str, section: str) -> Key:
    return _key(f"{screen}_{number}", str(number), f"number({number})", text, section, screen)


PAGES: tuple[Key, ...] = (
    _key("note_save", "ctrl+s", "save", "save at once; it is saved while you type", NOTE, "note"),
    _key("note_editor", "ctrl+o", "editor", "go on in $EDITOR", NOTE, "note"),
    _key("note_preview", "ctrl+p", "beside('preview')", "show or hide the preview", NOTE, "note"),
    _key(
        "note_abstract", "ctrl+g", "beside('abstract')", "show or hide the abstract", NOTE, "note"
    ),
    _key("note_time", "ctrl+t", "time", "put in the date and the time", NOTE, "note"),
    _key("note_down", "ctrl+down", "scroll_abstract('down')", "down in the abstract", NOTE, "note"),
    _key("note_up", "ctrl+up", "scroll_abstract('up')", "up in the abstract", NOTE, "note"),
    _key(
        "note_leave",
        "ctrl+l",
        "leave_copy",
        "leave although it cannot be saved; a file then has the text",
        NOTE,
        "note",
    ),
    _key("edit_save", "ctrl+s", "save", "save the fields", EDIT, "edit", first=("edit",)),
    # History
    _key(
        "history_open", "enter", "open", "the papers of the step, in the list", HISTORY, "history"
    ),
    _key(
        "where_open",
        "enter",
        "open",
        "of a paper's steps: this one in the history, to undo it",
        HISTORY,
        "where",
    ),
    _key("history_earlier", "J", "day(1)", "to the day before", HISTORY, "history"),
    _key("history_later", "K", "day(-1)", "to the day after", HISTORY, "history"),
    _key("history_find", "/", "find", "find steps by their words or their day", HISTORY, "history"),
    _key("history_told", "l,right", "told", "to what the step did", HISTORY, "history"),
    _key("history_list", "h,left", "list", "to the list of steps", HISTORY, "history"),
    _key("history_other", "tab,shift+tab", "other_pane", "to the other pane", HISTORY, "history"),
    # Statistics
    _key("stats_longer", "right,l", "longer(1)", "over a longer time", STATS, "stats"),
    _key("stats_shorter", "left,h", "longer(-1)", "over a shorter time", STATS, "stats"),
    *(_number("stats", n, f"over {name}", STATS) for n, name in enumerate(_SPANS, 1)),
    # Importing
    _key("import_now", "enter", "import", "import what is named or pasted", IN_OUT, "import"),
    _key(
        "import_review",
        "ctrl+l",
        "review",
        "look it over before, or make papers of what is left after",
        IN_OUT,
        "import",
    ),
    _key(
        "import_format",
        "ctrl+t",
        "choose_format",
        "say what format it is, seeing what each makes of it",
        IN_OUT,
        "import",
    ),
    _key("import_triage", "T", "triage", "go through what came in", IN_OUT, "import"),
    _key("formats_take", "enter", "take", "read it so", IN_OUT, "formats"),
    _key("formats_next", "l,right,tab", "step(1)", "next format", IN_OUT, "formats"),
    _key("formats_before", "h,left,shift+tab", "step(-1)", "the format before", IN_OUT, "formats"),
    *(_number("formats", n, "a format by its number", IN_OUT) for n in range(1, 10)),
    _key("export_write", "enter", "write", "write the file", IN_OUT, "export"),
    # Looking an import over
    _key("review_import", "i,ctrl+s", "import", "import it as it stands now", REVIEW, "review"),
    _key(
        "review_choose",
        "enter,X",
        "choose",
        "to its lines; on a line: a paper begins here",
        REVIEW,
        "review",
    ),
    _key("review_lines", "l,right", "lines", "to its lines", REVIEW, "review"),
    _key("review_list", "h,left", "list", "to the list", REVIEW, "review"),
    _key("review_other", "tab,shift+tab", "other_pane", "to the other pane", REVIEW, "review"),
    _key("review_edit", "E", "edit", "correct its title, authors, year, …", REVIEW, "review"),
    _key("review_drop", "D", "drop", "leave it out", REVIEW, "review"),
    _key("review_join", "M", "join", "join it with the next", REVIEW, "review"),
    _key(
        "review_give",
        "a",
        "give",
        "add lines that were not understood to the paper above",
        REVIEW,
        "review",
    ),
    _key("review_next", "J", "next(1)", "next, also from among the lines", REVIEW, "review"),
    _key("review_before", "K", "next(-1)", "previous", REVIEW, "review"),
    _key("review_doubt", "]", "doubt(1)", "next that somebody should look at", REVIEW, "review"),
    _key("review_doubted", "[", "doubt(-1)", "the one before", REVIEW, "review"),
    # Possible doubles
    _key("doubles_merge", "M,enter", "merge", "merge them: the left one stays", DOUBLES, "doubles"),
    _key("doubles_keep", "x", "keep", "keep both: they are no doubles", DOUBLES, "doubles"),
    _key("doubles_next", "J,l,right", "next(1)", "next pair", DOUBLES, "doubles"),
    _key("doubles_before", "K,h,left", "next(-1)", "previous pair", DOUBLES, "doubles"),
    _key("doubles_swap", "tab", "swap", "the other one stays", DOUBLES, "doubles"),
    _key("doubles_all", "A", "all", "several pairs at once", DOUBLES, "doubles"),
    # Choosing
    _key("batch_take", "enter", "take", "do it", SHEETS, "batch"),
    *(_number("links", n, "a link by its number", SHEETS) for n in range(1, 10)),
    _key("recent_down", "down,ctrl+n,ctrl+r", "move(1)", "an older search", SHEETS, "recent"),
    _key("recent_up", "up,ctrl+p", "move(-1)", "a newer search", SHEETS, "recent"),
    _key("palette_down", "down,ctrl+n", "move(1)", "down in the palette", SHEETS, "palette"),
    _key("palette_up", "up,ctrl+p", "move(-1)", "up in the palette", SHEETS, "palette"),
    _key("palette_page_down", "pagedown", "move(10)", "ten down in it", SHEETS, "palette"),
    _key("palette_page_up", "pageup", "move(-10)", "ten up in it", SHEETS, "palette"),
    _key("tag_down", "down,ctrl+n", "move(1)", "down in the list of tags", SHEETS, "tag"),
    _key("tag_up", "up,ctrl+p", "move(-1)", "up in the list of tags", SHEETS, "tag"),
    _key("tag_complete", "tab", "complete", "complete the tag", SHEETS, "tag", first=("tag",)),
    _key(
        "tag_mark",
        "space",
        "mark",
        "mark the tag, or take its mark off",
        SHEETS,
        "tag",
        first=("tag",),
    ),
    # My words
    _key("words_open", "enter", "open", "the papers that have the word", WORDS, "words"),
    _key("words_add", "a", "add", "add a word to the list", WORDS, "words"),
    _key("words_other", "tab,shift+tab", "other", "to the other list", WORDS, "words"),
    Key(
        "words_box_other",
        "down,up",
        "other",
        "in the box: to the other list",
        WORDS,
        ("word",),
        palette=False,
    ),
    _key("words_delete", "D", "delete", "take the word off its list", WORDS, "words"),
    _key("words_raise", "alt+up", "raise", "to those looked for", WORDS, "words"),
    _key("words_lower", "alt+down", "lower", "to those to watch out for", WORDS, "words"),
    # Settings
    _key("settings_copy", "enter,y", "copy_line", "copy what to write", SETTINGS, "settings"),
    _key("settings_next", "right,l", "choose(1)", "what else it can be", SETTINGS, "settings"),
    _key("settings_before", "left,h", "choose(-1)", "the choice before", SETTINGS, "settings"),
    # Help
    _key("help_down", "down", "scroll('down')", "down in the help", HELP, "help"),
    _key("help_up", "up", "scroll('up')", "up in the help", HELP, "help"),
    _key("help_page_down", "pagedown", "scroll('page_down')", "a page down", HELP, "help"),
    _key("help_page_up", "pageup", "scroll('page_up')", "a page up", HELP, "help"),
    _key("help_top", "ctrl+home", "scroll('home')", "to its top", HELP, "help"),
    _key("help_bottom", "ctrl+end", "scroll('end')", "to its bottom", HELP, "help"),
)
