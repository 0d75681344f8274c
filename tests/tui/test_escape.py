from __future__ import annotations

import sys

import pytest
from textual import events

if sys.platform == "win32":
    pytest.skip("the terminal is read in another way there", allow_module_level=True)

from readlist.tui.escape import Parser


def keys_of(sent: str) -> list[str]:
    """The keys that are made of what a terminal sends at once, with nothing more to come."""
    parser = Parser()
    messages = [*parser.feed(sent), *parser.feed("")]
    return [message.key for message in messages if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b?q", ["escape", "question_mark", "q"]),
        ("\x1b:", ["escape", "colon"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b j", ["escape", "space", "j"]),
        ("\x1b1", ["alt+1"]),
        ("\x1bj\x1bj", ["ctrl+left_square_bracket", "j", "alt+j"]),
        ("\x1bj\x1b[A", ["ctrl+left_square_bracket", "j", "up"]),
        ("\x1bj", ["alt+j"]),
        ("\x1b[A", ["up"]),
        ("\x1b[1;3A", ["alt+up"]),
        ("\x1bOP", ["f1"]),
        ("\x1b", ["escape"]),
        ("?", ["question_mark"]),
    ],
)
def test_esc_is_kept_before_whatever_comes_with_it(sent: str, keys: list[str]) -> None:
    assert keys_of(sent) == keys
