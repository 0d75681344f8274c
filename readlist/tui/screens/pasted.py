"""A pasted link, id or BibTeX: what it says of the paper in hand, and what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from difflib import SequenceMatcher

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from readlist.paper import FIELD_NAMES, Fields, Paper, one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Sheet
from readlist.tui.text import cut, drawable
from readlist.tui.widgets.boxes import Caption, Choices

_SAME_TITLE = 0.8
"""How much alike two titles of one paper are at least: as where records are matched."""
_LONGEST = 60
"""Columns of a title or a link that are shown: enough to know it by."""


class PastedScreen(Sheet[bool | None]):
    """Ask what a reference is for that names no paper here: True, to fill in the one in hand;
    False, to be imported."""

    DEFAULT_CSS = """
    PastedScreen Choices { margin-top: 1; }
    """
    AUTO_FOCUS = "Choices"
    BINDINGS = bindings("batch")

    def __init__(self, text: str, paper: Paper, news: Sequence[str]) -> None:
        """`news`: the fields that it would change, by name."""
        super().__init__()
        self._text = _short(text)
        names = ", ".join(label for name, label in FIELD_NAMES.items() if name in news)
        self._rows = (
            f"fill in {names} of “{_short(paper.title)}”",
            "import it as a paper of its own",
        )

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption("pasted")
                yield Static(Content.styled(self._text, "$dim"))
                yield Choices(*map(Content, self._rows))
            yield KeyLine(Key("enter", "do it", "take"), Key("esc", "neither", "back"))

    def action_take(self) -> None:
        self.query_one(Choices).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index == 0)


def news(paper: Paper, new: Fields) -> dict[str, object]:
    """What these fields would change of a paper, by name. An id that it has stays."""
    found: dict[str, object] = {}
    for name in (field.name for field in fields(Fields)):
        had, has = getattr(paper, name), getattr(new, name)
        if name == "urls":
            has = (*had, *(url for url in has if url not in had))
        if has and has != had and not (had and name in ("arxiv_id", "doi")):
            found[name] = has
    return found


def is_another(paper: Paper, new: Fields) -> bool:
    """Do these fields speak of another paper: another id, or another title?"""
    if has_its_id(paper, new):
        return False
    if (paper.arxiv_id and new.arxiv_id) or (paper.doi and new.doi):
        return True
    return bool(new.title) and not paper.title_derived and not has_its_title(paper, new)


def has_its_id(paper: Paper, new: Fields) -> bool:
    """Do these fields have an id of this paper?"""
    pairs = ((paper.arxiv_id, new.arxiv_id), (paper.doi, new.doi))
    return any(had is not None and had == has for had, has in pairs)


def has_its_title(paper: Paper, new: Fields) -> bool:
    """Do these fields have the title of this paper, or nearly so?"""
    if not new.title or paper.title_derived:
        return False
    one, other = (_letters(title) for title in (paper.title, new.title))
    return SequenceMatcher(None, one, other, False).ratio() >= _SAME_TITLE


def _letters(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())


def _short(text: str) -> str:
    return cut(drawable(one_line(text)), _LONGEST)
