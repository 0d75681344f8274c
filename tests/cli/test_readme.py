"""What the README shows of the command line and of Python is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from readlist.cli import cli

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
SECTION = README.split("\n## The command line\n")[1].split("\n## ")[0]


def used() -> Iterator[list[str]]:
    """The words behind `readlist` in each example."""
    blocks = [part.split("```")[0] for part in README.split("```console\n")[1:]]
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$")]
    lines += re.findall(r"`(readlist [^`]+)`", README)
    for line in lines:
        words = shlex.split(line)
        for at, word in enumerate(words):
            if word == "readlist":
                rest = words[at + 1 :]
                yield rest[: rest.index("|")] if "|" in rest else rest


@pytest.mark.parametrize("words", list(used()), ids=" ".join)
def test_commands_and_options_of_examples_are_there(words: list[str]) -> None:
    if not words or words[0] == "COMMAND":
        return
    context = click.Context(cli)
    command = cli.get_command(context, words[0])
    assert command is not None, words
    known = {option for each in command.params for option in each.opts}
    assert {word for word in words if word.startswith("--") and word != "--"} <= known


def test_the_table_has_every_command() -> None:
    rows = [line.split("|")[1] for line in SECTION.split("\n") if line.startswith("| `")]
    named = {cell.split()[0] for row in rows for cell in re.findall(r"`([^`]+)`", row)}
    assert named == set(cli.list_commands(click.Context(cli)))


def test_every_option_in_the_table_is_one_of_the_row() -> None:
    context = click.Context(cli)
    for line in SECTION.split("\n"):
        if not line.startswith("| `"):
            continue
        _, names, told, _ = line.split("|")
        known = {
            option for name in re.findall(r"`([a-z]+)", names) for option in _options(context, name)
        }
        assert set(re.findall(r"--[a-z-]+", told + names)) <= known, line


def _options(context: click.Context, name: str) -> Iterator[str]:
    command = cli.get_command(context, name)
    assert command is not None
    for each in command.params:
        yield from each.opts
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from (option for each in inner.params for option in each.opts)


def test_the_example_in_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    listing = "@article{k, title = {Editing by Diffusion}, year = {2020}}\n"
    (tmp_path / "monday.txt").write_text(listing)
    said: list[object] = []
    code = README.split("```python\n")[1].split("```")[0]
    exec(compile(code, "README.md", "exec"), {"print": said.append})
    assert "Editing by Diffusion" in str(said)


def test_links_lead_somewhere() -> None:
    root = Path(__file__).parents[2]
    for page in (root / "README.md", *(root / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page, target)
