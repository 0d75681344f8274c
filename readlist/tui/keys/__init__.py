"""The one key table: the bindings, the footer, the help and the palette are all made from it.

Nothing else names a key. `table.TABLE` is as delivered; `KeyTable` is as one user has it.
"""

from readlist.tui.keys.contexts import CONTEXTS
from readlist.tui.keys.key import BOXES, SCREENS, Key, Place, Screen, Verb
from readlist.tui.keys.keytable import KeyTable, bindings
from readlist.tui.keys.lists import FOR_YOU, NEXT
from readlist.tui.keys.papers import ABSTRACT, COPYING, PAPER
from readlist.tui.keys.table import TABLE

__all__ = [
    "ABSTRACT",
    "BOXES",
    "CONTEXTS",
    "COPYING",
    "FOR_YOU",
    "NEXT",
    "PAPER",
    "SCREENS",
    "TABLE",
    "Key",
    "KeyTable",
    "Place",
    "Screen",
    "Verb",
    "bindings",
]
