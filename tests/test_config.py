"""The user's config.toml: what it may say, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist.config import Config, load_config
from readlist.errors import BadConfig


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.toml") == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theme = "light"\nfind = "arxiv"\neditor = "ed -s"\n[keys]\nstar = "f"\n')
    assert load_config(file) == Config("light", "arxiv", "ed -s", keys={"star": "f"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "sepia"', "sepia"),
        ('find = "bing"', "bing"),
        ("editor = 3", "editor"),
        ("colour = 1", "colour"),
        ("keys = 1", "keys"),
        ("[keys]\nstar = 3", "keys"),
        ("theme = sepia", "line 1"),
        (b"\xff\xfe", "TOML"),
    ],
)
def test_a_mistake_is_one_sentence_naming_the_file(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadConfig) as wrong:
        load_config(file)
    assert str(file) in str(wrong.value)
    assert said in str(wrong.value)
    assert "\n" not in str(wrong.value)
