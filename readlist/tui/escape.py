"""Esc and a key right behind it: to a terminal the same as Alt and that key.

Textual makes ``alt+j`` of Esc, j (`typeahead` takes that apart again), but of Esc and a key that is
no letter it drops Esc, of Esc, 1 it makes ¡, and of Esc, j, Esc ^j. Here Esc is always there.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from readlist.tui.typeahead import ESCAPE_TOO

_ESC = "\x1b"
_LOOK = 0.1
"""Seconds between looks whether Esc was all that came, and whether the app has ended."""


class Parser(XTermParser):
    """Textual's, that drops no Esc."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """The keys of what a terminal sent; none if it is more than one key, or not whole yet.

        `alt`: Esc came right before it.
        """
        if sequence == _ESC:  # before keys and another Esc; Textual would make ^ of an ``escape``
            return [events.Key(ESCAPE_TOO, _ESC)]
        keys = list(super()._sequence_to_key_events(sequence, alt))
        if len(sequence) == 2 and sequence[0] == _ESC and any(key.character for key in keys):
            return []  # what Option and a key type on some computers
        if alt and not any(key.key.startswith("alt+") for key in keys):
            return [events.Key("escape", _ESC), *keys]
        return keys


class EscapeDriver(LinuxDriver):
    """Textual's driver, with our parser."""

    def run_input_thread(self) -> None:
        """Read what the terminal sends, until the app ends."""
        parser = Parser(self._debug)
        decoder = getincrementaldecoder("utf-8")(errors="replace")
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_LOOK):
                    text = decoder.decode(os.read(self.fileno, 4096))
                    # No text: half a character, or no terminal any more; `hangup` sees to that.
                    for message in parser.feed(text) if text else ():
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
