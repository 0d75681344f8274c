"""A formula of TeX as Unicode, if Unicode can say exactly that."""

from __future__ import annotations

import re
import unicodedata

from readlist.tui.symbols import (
    ALPHABETS,
    FRACTIONS,
    FUNCTIONS,
    MARKS,
    NOTHING,
    PLAIN,
    SPACES,
    SUB,
    SUPER,
    SWITCHES,
    SYMBOLS,
)

_DEEPEST = 8
"""Groups inside of groups. What is deeper is shown as it is written."""
_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|[\s\S])|\s+|[\s\S]")
_ESCAPED = {**dict.fromkeys("{}%$#_&", ""), "|": "‖"}
_SPACED = frozenset(",;:> \n")
_AS_IT_IS = frozenset("+-=<>()[]/|,.;:!?*'\"@…×·−–≤≥∈→∞°±")


class _Inexact(Exception):
    """Unicode has not all of it."""


def formula(tex: str) -> str | None:
    """What stands between the dollars, in Unicode; None if that cannot say exactly the same."""
    try:
        return unicodedata.normalize("NFC", _Reader(tex).all())
    except _Inexact:
        return None


def _is_prose(tex: str) -> bool:
    """Are these words, or sums of money, that happen to stand between two dollars?"""
    if " " not in tex:
        return False
    bare = re.sub(r"\\[A-Za-z]+\*?(?:\{[^{}]*\})?", "\\\\", tex)
    if re.search("[a-z]{2,}", bare):
        return True
    return tex[0].isdigit() and not re.search(r"[\\^_=<>+*/-]", tex)


class _Reader:
    def __init__(self, tex: str) -> None:
        self._tokens = _TOKEN.findall(tex)
        self._at = 0
        self._depth = 0

    def all(self) -> str:
        out = self._until("")
        if not out.strip() or _is_prose("".join(self._tokens)):
            raise _Inexact
        return " ".join(out.split())

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _until(self, end: str) -> str:
        """All up to the token `end`, which is passed."""
        out = ""
        while True:
            token = self._next()
            if token == end:
                return out
            if not token or token == "}":
                raise _Inexact
            if token[1:] in SWITCHES and token[0] == "\\":
                self._skip_space()
                return out + _in_alphabet(self._until(end), SWITCHES[token[1:]])
            if token in "^_":
                out += self._script(token)
            else:
                out = self._joined(out, token)

    def _joined(self, out: str, token: str) -> str:
        name = token[1:]
        if token[0] == "\\" and name in FUNCTIONS:
            before = " " if out[-1:].isalnum() or out[-1:] in (")", "]") else ""
            self._skip_space()
            after = " " if self._peek()[:1].isalnum() or self._peek()[:1] == "\\" else ""
            return out + before + name + after
        if token[0] == "\\" and name == "frac":
            return out + self._fraction(out)
        return out + self._one(token)

    def _one(self, token: str) -> str:
        """What one token, with its arguments, stands for."""
        if token == "{":
            return self._group()
        if token.isspace():
            return " "
        if token[0] == "\\":
            return self._command(token[1:])
        if token == "~":
            return " "
        if token == "'":
            return "′"
        if token.isalnum() or token in _AS_IT_IS:
            return token
        raise _Inexact

    def _group(self) -> str:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Inexact
        out = self._until("}")
        self._depth -= 1
        return out

    def _command(self, name: str) -> str:
        if not name[:1].isalpha():
            if name in _SPACED:
                return " "
            if name in _ESCAPED:
                return _ESCAPED[name] or name
            if name == "!":
                return ""  # space taken back
            raise _Inexact
        spaced = self._spaced_before()
        if name in SYMBOLS:
            self._skip_space(unless=spaced)
            return SYMBOLS[name]
        if name in NOTHING:
            self._skip_space()
            if name in ("left", "right") and self._peek() == ".":
                self._next()
            return ""
        if name in SPACES:
            return " "
        if name in PLAIN:
            return self._argument()
        if name in ALPHABETS:
            return _in_alphabet(self._argument(), ALPHABETS[name])
        if name in MARKS:
            return _marked(self._argument(), MARKS[name])
        if name == "sqrt":
            return self._root()
        if name == "not":
            return self._not()
        raise _Inexact

    def _spaced_before(self) -> bool:
        return self._at > 1 and self._tokens[self._at - 2].isspace()

    def _skip_space(self, unless: bool = False) -> None:
        if not unless and self._peek().isspace():
            self._next()

    def _argument(self) -> str:
        """What a command is given: a group, or one token."""
        self._skip_space()
        token = self._next()
        if not token or token in "}^_":
            raise _Inexact
        return self._one(token)

    def _script(self, which: str) -> str:
        """What is raised, or lowered."""
        argument = "".join(self._argument().split())
        if which == "^" and argument in ("∘", "°"):
            return "°"
        table = SUPER if which == "^" else SUB
        if not argument or any(each not in table for each in argument):
            raise _Inexact
        return "".join(table[each] for each in argument)

    def _root(self) -> str:
        degree = "√"
        if self._peek() == "[":
            self._next()
            degree = {"2": "√", "3": "∛", "4": "∜"}.get(self._until("]").strip(), "")
        inside = self._argument().strip()
        if not degree or not inside:
            raise _Inexact
        return degree + (inside if len(inside) == 1 or inside.isdecimal() else f"({inside})")

    def _fraction(self, before: str) -> str:
        """One that stands for itself: in a product `1/2` would be something else."""
        over, under = self._argument().strip(), self._argument().strip()
        if (over, under) in FRACTIONS:
            return FRACTIONS[over, under]
        after = self._peek()[:1]
        beside = before[-1:].isalnum() or after.isalnum() or after in ("\\", "^", "_", "(", "{")
        if beside or not all(part.isalnum() for part in (over, under)):
            raise _Inexact
        return f"{over}/{under}"

    def _not(self) -> str:
        self._skip_space()
        struck = unicodedata.normalize("NFC", self._argument() + "\u0338")
        if len(struck) != 1:
            raise _Inexact
        return struck


def _in_alphabet(text: str, alphabet: dict[str, str]) -> str:
    if not text or any(each not in alphabet and not each.isspace() for each in text):
        raise _Inexact
    return "".join(alphabet.get(each, each) for each in text)


def _marked(text: str, mark: str) -> str:
    if len(text) != 1 or not text.isalnum():
        raise _Inexact
    return unicodedata.normalize("NFC", text + mark)
