"""readlist: an offline reading list of research papers for the terminal.

``from readlist import Library`` is the program as a Python object. The import is lazy, so that
``readlist --version`` does not pay for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.library import Library

__version__ = "0.1.0"
__all__ = ["Library", "__version__"]


def __getattr__(name: str) -> object:
    if name == "Library":
        from readlist.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
