"""The query language as `parse` reads it, which never fails. `syntax` has the table of it.

Grammar, loosest first; OR, AND and NOT are operators only in capitals::

    query   = choice (["AND"] choice)*         every one of them
    choice  = term ("OR" term)*                binds tighter than standing side by side
    term    = ("NOT" | "-")* (field ":")? (word | "quoted words" | "(" query ")")

Whatever does not fit is read in the nearest sensible way and said in `Query.hints`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from readlist.paper import clean
from readlist.search.advice import one_word, small_operators
from readlist.search.lexing import OPERATORS, Item, Kind, Slip, lex
from readlist.search.query import Query, Typed
from readlist.search.states import NAMED, Meaning, short, state_of
from readlist.search.tree import (
    TEXT_FIELDS,
    And,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    State,
    Word,
)
from readlist.search.words import tokens

_MOST_WORDS = 100
_DEEPEST = 40
_FUZZY = re.compile(r"(.*\w)~([0-9]?)", re.DOTALL)
_MOST_SLIPS = 2
_LETTERS_PER_SLIP = 3


def parse(text: str, typing: bool = False) -> Query:
    """Read a query. Never raises, whatever the text.

    `typing`: the text is still being typed, so its last word (until a space ends it) is the
    beginning of one, and unfinished brackets, quotes and values are nothing to remark on.
    """
    parser = _Parser(clean(text), typing)  # as names of tags and sources are kept
    tree = parser.query()
    if tree is None and parser.unsearchable and not typing:
        parser.hints.append("nothing to look for: a word needs a letter or a digit")
        tree = Or(())
    elif parser.signs:
        parser.hints.append(f"not searchable, left out: {short(' '.join(parser.signs))}")
    parser.hints += [*small_operators(parser.text, parser.items), *one_word(tree)]
    hints = tuple(dict.fromkeys([*parser.hints, *(slip.hint for slip in parser.slips)]))
    lacking = tuple(dict.fromkeys(parser.lacking))
    return Query(text, tree, parser.sort, hints, lacking, tuple(parser.typed), tuple(parser.slips))


@dataclass
class _Parser:
    text: str
    typing: bool
    hints: list[str] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    sort: str | None = None
    unsearchable: bool = False
    """A word was left out because nothing of it can be searched."""
    signs: list[str] = field(default_factory=list)
    """Of such words, those that are more than punctuation."""
    items: list[Item] = field(init=False)
    at: int = 0
    count: int = 0
    ruled_out: bool = False
    """We are within an odd number of NOTs."""

    def __post_init__(self) -> None:
        self.items = lex(self.text, self.typing, self.hints, self.slips)
        # A query of operators alone is somebody looking for the word.
        if len(self.items) == 1 and self.items[0].text in OPERATORS:
            self.items = [replace(self.items[0], kind=Kind.WORD)]

    def query(self) -> Node | None:
        return self._all(None, 0)

    def _peek(self) -> Kind | None:
        return self.items[self.at].kind if self.at < len(self.items) else None

    def _take(self) -> Item:
        self.at += 1
        return self.items[self.at - 1]

    def _all(self, name: str | None, depth: int) -> Node | None:
        parts: list[Node] = []
        while (kind := self._peek()) is not None:
            if kind is Kind.CLOSE:
                if depth:
                    break
                self._take()  # of a bracket beyond _DEEPEST
            elif kind is Kind.AND:
                self._operator("AND", bool(parts))
            elif kind is Kind.OR:
                self._operator("OR", False)
            elif (part := self._any(name, depth)) is not None:
                parts.append(part)
        return _flat(And, parts)

    def _operator(self, name: str, sound: bool) -> None:
        self._take()
        sound = sound and self._peek() not in (None, Kind.CLOSE, Kind.AND, Kind.OR)
        if not sound and not (self.typing and self._peek() is None):
            self.hints.append(f"{name} needs something on both sides")

    def _any(self, name: str | None, depth: int) -> Node | None:
        parts = [self._term(name, depth)]
        while self._peek() is Kind.OR:
            self._operator("OR", True)
            if self._peek() in (None, Kind.CLOSE, Kind.AND, Kind.OR):
                break
            parts.append(self._term(name, depth))
        return _flat(Or, [part for part in parts if part is not None])

    def _term(self, name: str | None, depth: int) -> Node | None:
        negated = False
        while self._peek() is Kind.NOT:
            self._take()
            negated = not negated
        self.ruled_out ^= negated
        part = self._primary(name, depth)
        self.ruled_out ^= negated
        if part is None or not negated:
            return part
        return part.part if isinstance(part, Not) else Not(part)

    def _primary(self, name: str | None, depth: int) -> Node | None:
        kind = self._peek()
        while kind is Kind.FIELD:
            name = self._take().text
            kind = self._peek()
            if kind not in (Kind.FIELD, Kind.WORD, Kind.QUOTED, Kind.OPEN):
                self._lacks(f"{name}:", self.typing)
                return None
        if kind in (None, Kind.CLOSE, Kind.AND, Kind.OR):
            self._lacks("NOT", self.typing and kind is None)
            return None
        of_field = self.at > 0 and self.items[self.at - 1].kind is Kind.FIELD
        item = self._take()
        if item.kind is Kind.OPEN:
            # Brackets nested beyond all reason are read as if they were not there.
            group = self._all(name, depth + 1) if depth < _DEEPEST else None
            if depth < _DEEPEST and self._peek() is Kind.CLOSE:
                self._take()
            if group is None and of_field:
                self._lacks(f"{name}:", self.typing)
            return group
        return self._leaf(item, name)

    def _lacks(self, what: str, unfinished: bool) -> None:
        """Something is missing behind this; `unfinished`: it may be about to be typed."""
        if not unfinished:
            self.lacking.append(what)
            self.hints.append(f"nothing after {what}")

    def _leaf(self, item: Item, name: str | None) -> Node | None:
        if self.count >= _MOST_WORDS:
            self._enough()
            return None
        if name is not None and not item.text.strip():
            self._lacks(f"{name}:", item.last)
        if name is None or name in TEXT_FIELDS:
            return self._text(item, name)
        return self._state(item, name)

    def _enough(self) -> None:
        self.hints.append(f"only the first {_MOST_WORDS} words count")

    def _counted(self, text: str) -> str:
        """As much of a text as still counts: somebody may have pasted a book."""
        room = _MOST_WORDS - self.count
        last = 0
        for token in tokens(text):
            if token.position >= room:
                self._enough()
                self.count = _MOST_WORDS
                return text[: token.start]
            last = token.position
        self.count += last + 1
        return text

    def _state(self, item: Item, name: str) -> Node | None:
        self.count += 1
        end = item.start + len(item.text)
        # Names are as somebody wrote them, in wide letters or not.
        value = self.text[item.start : end] if name in NAMED else item.text
        meaning: Meaning = state_of(name, value, item.last)
        if meaning.hint and meaning.near:
            self.slips.append(Slip(item.start, end, meaning.near, meaning.hint))
        elif meaning.hint:
            self.hints.append(meaning.hint)
        if meaning.sort:
            self.sort = meaning.sort
        if isinstance(meaning.node, State):
            self._note(meaning.node, item.start, len(item.text), item.last)
        return meaning.node

    def _note(self, leaf: Leaf | State, start: int, length: int, last: bool) -> None:
        if not self.ruled_out:
            self.typed.append(Typed(leaf, start, start + length, last))

    def _text(self, item: Item, name: str | None) -> Node | None:
        if item.kind is Kind.QUOTED:
            return self._quoted(item, name)
        # What is being ruled out is ruled out as it stands: "-g" would take nearly all away.
        word, prefix, slips = item.text, item.last and not self.ruled_out, 0
        if word.endswith("*"):
            word, prefix = word.rstrip("*"), True
        elif fuzzy := _FUZZY.fullmatch(word):
            word, slips, prefix = fuzzy[1], int(fuzzy[2] or 1), False
        counted = self._counted(word)
        leaf = Word(counted, name, prefix and counted == word and _ends_in_word(word))
        if parts := leaf.parts():
            leaf = replace(leaf, fuzzy=self._slips(slips, parts[-1], item)) if slips else leaf
            self._note(leaf, item.start, len(leaf.text), item.last)
            return leaf
        self.unsearchable = True
        # "&", "–" and the like go without remark.
        if not item.last and any(unicodedata.category(char) == "So" for char in word):
            self.signs.append(word)
        return None

    def _slips(self, asked: int, word: str, item: Item) -> int:
        """How many slips to forgive: in short words they would make any word of any other."""
        allowed = min(_MOST_SLIPS, len(word) // _LETTERS_PER_SLIP)
        if asked > allowed and not item.last:
            forgiven = f"{allowed} slip{'' if allowed == 1 else 's'} forgiven" if allowed else ""
            self.hints.append(f"{short(item.text)}: {forgiven or 'too short, taken as typed'}")
        return min(asked, allowed)

    def _quoted(self, item: Item, name: str | None) -> Node | None:
        counted = self._counted(item.text)
        phrase = Phrase(counted, name)
        if not phrase.parts():
            self.unsearchable |= bool(item.text.strip())
            return None
        if not item.last or self.ruled_out or not _ends_in_word(counted) or counted != item.text:
            self._note(phrase, item.start, len(counted), item.last)
            return phrase
        # An open quote while typing: its last word is only begun.
        begun = item.text.split()[-1]
        before = item.text[: -len(begun)].rstrip()
        parts: list[Node] = []
        if Phrase(before).parts():
            parts.append(Phrase(before, name))
            self._note(Phrase(before, name), item.start, len(before), False)
        parts.append(Word(begun, name, prefix=True))
        start = item.start + len(item.text) - len(begun)
        self._note(Word(begun, name, prefix=True), start, len(begun), True)
        return _flat(And, parts)


def _ends_in_word(text: str) -> bool:
    return text[-1:].isalnum()


def _flat(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """One node for several: none, the only one, or all of them with nested ones taken in and
    repetitions dropped."""
    flat: dict[Node, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    if not flat:
        # An Or(()) among the parts must not vanish: it matches nothing.
        return Or(()) if parts else None
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))
