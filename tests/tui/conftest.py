"""A library with the shelf in it, and an empty one."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from readlist import Library
from readlist.tui import jobs, typeahead, upkeep
from readlist.tui.screens import finding, triage
from tests.copying import copied, filled
from tests.tui.shelf import fill


@pytest.fixture(autouse=True)
def no_upkeep(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is over before the app looks after its index, however slow the machine is: where
    searches are held up at a gate, that would be too."""
    monkeypatch.setattr(upkeep, "SOON", 3600)
    monkeypatch.setattr(upkeep, "IDLE", 3600)


@pytest.fixture(autouse=True)
def patient_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key waits for the one before it as long as that takes: on a slow machine, too, each test
    sees what a person on a fast one would."""
    monkeypatch.setattr(typeahead, "PATIENCE", 30)
    monkeypatch.setattr(finding, "KEYS_WAIT", 20)
    monkeypatch.setattr(triage, "KEYS_WAIT", 20)


class Late(ThreadPoolExecutor):
    """A thread whose jobs begin some time after they were asked for, up to READLIST_LATE seconds:
    with a slow disk or a busy machine, other orders of things are usual than those one sees."""

    def submit(self, job: Callable[..., Any], /, *args: Any, **options: Any) -> Future[Any]:
        def late() -> Any:
            time.sleep(random.random() * float(os.environ["READLIST_LATE"]))
            return job(*args, **options)

        return super().submit(late)


@pytest.fixture(autouse=True)
def late_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of the screen holds also then: `READLIST_LATE=0.1 pytest tests/tui`."""
    if os.environ.get("READLIST_LATE"):
        monkeypatch.setattr(jobs, "ThreadPoolExecutor", Late)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("shelf"), fill)


@pytest.fixture
def library(tmp_path: Path, shelf: Path) -> Iterator[Library]:
    with copied(shelf, tmp_path / "library.db") as library:
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "empty.db") as library:
        yield library
