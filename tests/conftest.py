"""Shared by all tests: hypothesis without deadlines, and a home of its own for every test."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples every time: only what was changed can fail. `make test-long` tries others.
settings.register_profile(
    "readlist",
    deadline=None,
    max_examples=50,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("random", settings.get_profile("readlist"), derandomize=False)
settings.load_profile("readlist")


def pytest_collection_finish() -> None:
    """All that was loaded, thousands of tests, stays: Python need not look through it for garbage
    over and over."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything readlist writes in a test goes below this folder, never into the user's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("READLIST_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real listings (READLIST_SEEDS); tests that want it skip without it."""
    folder = os.environ.get("READLIST_SEEDS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("READLIST_SEEDS names no folder of real listings")
    return Path(folder)
