"""What `.` repeats: the last status given, or the last tags put on and taken off."""

from __future__ import annotations

import json
from typing import NamedTuple

from readlist.paper import Status


class Again(NamedTuple):
    """Something done to papers that can be done to others; `status` or tags."""

    status: Status | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def kept(self) -> str:
        """As a text, to be remembered from one run of the program to the next."""
        return json.dumps(self._asdict())


def again_of(kept: str | None) -> Again | None:
    """What was kept as a text; None if nothing was."""
    if not kept:
        return None
    read = json.loads(kept)
    status = Status(read["status"]) if read["status"] else None
    return Again(status, tuple(read["add"]), tuple(read["remove"]))
