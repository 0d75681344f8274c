"""What the store says of all papers, in the forms that searching wants, kept while it is so."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from readlist.search import ALL, Profile, State
from readlist.store import Store

if TYPE_CHECKING:
    from array import array

    from readlist.search.engine.arrays import Numbers

# NumPy is imported where arrays are wanted: only then is there text to search.

_MOST = 64  # states kept
_MOST_ROWS = 250_000  # of all states kept; a set of as many takes 20 MB


class Order:
    """All papers in view, in some order."""

    def __init__(self, papers: Sequence[tuple[int, str]]) -> None:
        """`papers`: row and id of each, in order."""
        self.papers = papers

    @cached_property
    def ids(self) -> Mapping[int, str]:
        """The id of each row, in order."""
        return dict(self.papers)

    @cached_property
    def rows(self) -> Numbers:
        """The rows, in order."""
        import numpy as np

        return np.fromiter((row for row, _ in self.papers), np.int64, len(self.papers))

    @cached_property
    def places(self) -> Numbers:
        """For each row up to the last, where it stands in the order; for others, after all."""
        import numpy as np

        places = np.full(int(self.rows.max(initial=0)) + 1, len(self.rows))
        places[self.rows] = np.arange(len(self.rows))
        return places


class _Matching:
    """The papers of a state."""

    def __init__(self, rows: array[int]) -> None:
        self.given = rows

    @cached_property
    def set(self) -> frozenset[int]:
        return frozenset(self.given)

    @cached_property
    def array(self) -> Numbers:
        import numpy as np

        return np.frombuffer(self.given, np.int64) if self.given else np.empty(0, np.int64)


class _Now(NamedTuple):
    orders: dict[str, Order]
    states: dict[State, _Matching]


class Known:
    """Any method may be called from any thread.

    The store gives the same answer for as long as what it says holds; so what was made of one is
    good while the store gives it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._version: object = None
        self._now = _Now({}, {})
        """What was asked for in this version."""
        self._orders: dict[str, Order] = {}
        self._states: dict[State, _Matching] = {}
        self._profiles: dict[str, Profile] = {}

    def look(self) -> int:
        """See whether anything has changed: what is asked for after this is at least as new.

        Returns how many papers wait to be indexed.
        """
        # Read before anything that is kept: if someone writes meanwhile, it is merely asked again.
        version, waiting = self._store.moment()
        with self._lock:
            if version != self._version:
                self._version = version
                self._now = _Now({}, {})
                self._profiles = {}
        return waiting

    def order(self, name: str) -> Order:
        """All papers in view in an order of the store."""
        now = self._now.orders
        if name not in now:
            papers = self._store.ordered(name)
            found = self._orders.get(name)
            if found is None or found.papers is not papers:
                found = self._orders[name] = Order(papers)
            now[name] = found
        return now[name]

    def rows(self, state: State) -> Collection[int]:
        """The rows of the papers of a state."""
        return self.order("added").ids.keys() if state == ALL else self._matching(state).set

    def array(self, state: State) -> Numbers:
        """The same as an array: the same array for as long as it holds."""
        return self.order("added").rows if state == ALL else self._matching(state).array

    def _matching(self, state: State) -> _Matching:
        now = self._now.states
        if state in now:
            return now[state]
        rows = self._store.matching(state.field, state.value)
        found = self._states.get(state)
        if found is None or found.given is not rows:
            held = sum(len(each.given) for each in list(self._states.values()))
            if len(self._states) >= _MOST or held + len(rows) > _MOST_ROWS:
                self._states.clear()
                now.clear()
            found = self._states[state] = _Matching(rows)
        if state.field != "added":  # that changes with the clock
            now[state] = found
        return found

    def profiles(self) -> dict[str, Profile]:
        """Of papers that others are to be near to, by what they are called: those known for this
        version of the library. More may be added."""
        return self._profiles
