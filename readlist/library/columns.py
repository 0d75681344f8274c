"""Long answers made item by item, where they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from readlist.search.engine.arrays import Numbers

T = TypeVar("T")

_RUN = 1_000  # items made at once when all are gone through


class Column(Sequence[T]):
    """Items that are each made from a number of an array; equal to any sequence of equal items."""

    def __init__(self, numbers: Any, make: Callable[[Any], T]) -> None:
        """`numbers`: an array, not changed any more; `make`: the item of one of them."""
        self._numbers = numbers
        self._make = make

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self._make(number) for number in self._numbers[at].tolist()]
        return self._make(self._numbers[at].item())

    def __iter__(self) -> Iterator[T]:
        for start in range(0, len(self), _RUN):
            yield from self[start : start + _RUN]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of a list

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self[:20]!r}{', …' if len(self) > 20 else ''})"


class Ids(Column[str]):
    """Ids of papers, made from their rows."""

    def __init__(self, rows: Numbers, ids: Mapping[int, str]) -> None:
        super().__init__(rows, ids.__getitem__)
        self._ids = ids

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Where an id is; without making those before it. Raises ValueError."""
        row = next((row for row, known in self._ids.items() if known == value), None)
        places = (self._numbers == row).nonzero()[0].tolist() if row is not None else []
        for place in places:
            if start <= place < (len(self) if stop is None else stop):
                return int(place)
        raise ValueError(f"{value!r} is not here")

    def __contains__(self, value: object) -> bool:
        try:
            self.index(value)
        except ValueError:
            return False
        return True
