"""Keys for what is done to papers: marks, notes, tags, the text, links, copies."""

from __future__ import annotations

from readlist.tui.keys.key import Key, Place

PAPER, ABSTRACT, COPYING = "The paper in hand", "Its abstract", "Copying"
_BOTH: tuple[Place, ...] = ("list", "pane")


def _paper(id: str, keys: str, action: str, text: str, word: str = "", weight: int = 0) -> Key:
    """Does something to the paper under the cursor, or to those selected."""
    return Key(id, keys, action, text, PAPER, word=word, weight=weight)


def _text(id: str, keys: str, text: str, word: str = "", weight: int = 0) -> Key:
    """Does something in the text of the paper."""
    return Key(id, keys, id, text, ABSTRACT, word=word, weight=weight)


def _copy(id: str, keys: str, what: str, text: str, word: str) -> Key:
    return Key(f"copy_{id}", keys, f"copy({what!r})", text, COPYING, after="copy", word=word)


PAPERS: tuple[Key, ...] = (
    _paper("star", "s", "star", "star; again takes it off", "star", 96),
    _paper("read", "r", "mark('read')", "mark as read; again takes it off", "read", 94),
    _paper("reading", "R", "mark('reading')", "mark as reading; again takes it off"),
    _paper("skip", "x", "mark('skipped')", "skip; again takes it off", "skip", 92),
    _paper("note", "n", "note", "write a note", "note", 88),
    _paper("edit_note", "N", "edit_note", "write the note in $EDITOR"),
    _paper("tag", "t", "tag", "tag", "tag", 84),
    _paper("repeat", ".", "repeat", "repeat the last tag or status on this paper"),
    _paper("open", "o", "open_link", "open the paper, or find it on the web", "open", 82),
    _paper("links", "O", "links", "choose a link to open"),
    _paper("where", "W", "where", "where it was seen, word by word, and what was done to it"),
    _paper("similar", "=", "similar", "similar papers; Esc leads back", "similar", 15),
    _paper("merge", "M", "merge", "merge: first the paper that stays, then the other", "merge", 12),
    _paper("split", "X", "split", "split: take apart what was merged, or seen differently"),
    _paper("edit", "E", "edit", "correct its title, authors, year, …"),
    _paper("delete", "D", "delete", "delete; undo brings it back"),
)

READING: tuple[Key, ...] = (
    _text("mark_sentence", "m", "mark the sentence; again takes it off", "mark", 72),
    _text("remark", "c", "write a remark on the sentence", "remark", 38),
    _text("next_sentence", ")", "next sentence", "sentence", 73),
    _text("previous_sentence", "(", "previous sentence"),
    Key(
        "copy",
        "y",
        "begin('copy')",
        "copy; a second key says what",
        COPYING,
        _BOTH,
        word="copy",
        weight=55,
        palette=False,
    ),
    _copy("markdown", "y", "markdown", "copy the paper as Markdown", "Markdown"),
    _copy("link", "l", "link", "copy its link", "link"),
    _copy("title", "t", "title", "copy its title", "title"),
    _copy("bibtex", "b", "bibtex", "copy it as BibTeX", "BibTeX"),
    _copy("id", "i", "id", "copy its id", "id"),
)
