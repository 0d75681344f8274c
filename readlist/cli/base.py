"""What every command shares: words with a dash, the library to work on, errors, exit codes."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from readlist.errors import AmbiguousPaper, BadConfig, ReadlistError, UnknownPaper

if TYPE_CHECKING:
    from readlist.config import Config
    from readlist.library import Library
    from readlist.paper import Paper
    from readlist.paths import Paths

DONE, NOT_ALL, WRONG, STOPPED = 0, 1, 2, 130
"""Exit codes: done; nothing matched or not all could be done; wrong use or unreadable input;
stopped by Ctrl-C."""

HELP = {"help_option_names": ["-h", "--help"]}


class Session:
    """One run of the program: the options given before the command, and what follows from them."""

    def __init__(self) -> None:
        self.library_option: Path | None = None

    @property
    def paths(self) -> Paths:
        from readlist.paths import find_paths

        return find_paths()

    @property
    def library_path(self) -> Path:
        return self.library_option or self.paths.library

    @property
    def config(self) -> Config:
        from readlist.config import load_config

        try:
            return load_config(self.paths.config)
        except BadConfig:
            return self.screen_config  # knows the keys, and so says better what is wrong

    @property
    def screen_config(self) -> Config:
        """The same for the screen: its keys are looked over as well."""
        from readlist.config import load_config
        from readlist.tui.keys import KeyTable

        table = KeyTable()
        return load_config(self.paths.config, table.problems, table.ids)

    @contextmanager
    def library(self, create: bool = False) -> Iterator[Library]:
        """The library, open. Only commands that add something create one that is not there."""
        from readlist.library import Library

        library = Library.open(self.library_path, create=create)
        if library.path is None:
            complain(f"there is no library at {self.library_path}; readlist import makes one")
        try:
            yield library
        finally:
            library.close()


pass_session = click.make_pass_decorator(Session, ensure=True)


def _remember_library(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Session).library_option = Path(value)


def library_option() -> click.Option:
    """`--library`, taken before the command and after it alike."""
    return click.Option(
        ["--library"],
        metavar="PATH",
        expose_value=False,
        callback=_remember_library,
        help="The library to use: an SQLite file.",
    )


class TextCommand(click.Command):
    """A command whose words may start with a dash.

    A word with one dash that is not exactly one of the command's options is text, so that
    ``readlist search diffusion -gan`` and ``readlist tag -rl ID`` mean what they say. A word with
    two dashes is an option, and an unknown one is an error.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context_settings = {**HELP, **self.context_settings}
        self.params.append(library_option())

    def invoke(self, ctx: click.Context) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
            return code
        except BrokenPipeError:
            _let_go_of_output()  # whoever read it had enough
            return DONE

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options, words = self._sort_out(ctx, args)
        return super().parse_args(ctx, [*options, "--", *words] if words else options)

    def _sort_out(self, ctx: click.Context, args: Sequence[str]) -> tuple[list[str], list[str]]:
        """Split `args` into options, each with its value, and words."""
        declared = {
            name: param
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            for name in (*param.opts, *param.secondary_opts)
        }
        options: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for arg in rest:
            if arg == "--":
                words.extend(rest)
            elif arg in declared:
                options.append(arg)
                if not declared[arg].is_flag and not declared[arg].count:
                    options.extend(islice(rest, 1))
            elif _is_long_option(arg):
                options.append(arg)
            else:
                words.append(arg)
        return options, words


def _is_long_option(arg: str) -> bool:
    name = arg.partition("=")[0]
    return name.startswith("--") and name[2:3].isalnum() and not any(map(str.isspace, name))


class Number(click.IntRange):
    """A whole number from `least` to `most`; `words`: what may stand for one."""

    def __init__(
        self, least: int = 0, most: int | None = None, words: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(least, most)
        self._least, self._most, self._words = least, most, dict(words or {})

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if value in self._words:
            return self._words[value]
        number = int(value) if value.lstrip("-").isdecimal() and len(value) < 19 else None
        if number is not None and self._least <= number <= (self._most or number):
            return number
        named = "this"
        if param is not None:
            option = isinstance(param, click.Option)
            named = param.opts[0] if option else param.human_readable_name.strip("[]")
        upto = f"to {self._most:,}" if self._most else "on"
        words = "".join(f", or {word}" for word in self._words)
        raise click.UsageError(
            f"{named} takes a number from {self._least} {upto}{words}, not {value!r}", ctx
        )


class CommandGroup(click.Group):
    """The `readlist` group; suggests the nearest command for one that does not exist."""

    command_class = TextCommand

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"There is no command {args[0]!r}{hint}", ctx)
        return super().resolve_command(ctx, args)


class ListingGroup(CommandGroup):
    """A group that lists what it is about when called alone, or with options only."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        listing = not args or (args[0].startswith("-") and args[0] not in HELP["help_option_names"])
        return super().parse_args(ctx, ["list", *args] if listing else args)


def say_json(value: object) -> None:
    """Print JSON, the way all commands do."""
    import json  # which most runs do without

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """One line about what happened, where it does not mix with the output."""
    click.echo(text, err=True)


def complain(text: str) -> None:
    """One sentence on stderr about what was not as it should be."""
    say(f"readlist: {text.rstrip('.')}")


def fail(text: str, code: int) -> None:
    """End the command with one sentence and an exit code."""
    complain(text)
    raise SystemExit(code)


def words_from(arguments: Sequence[str]) -> list[str]:
    """The ids named on the command line; `-` alone reads the first word of each line of stdin."""
    if list(arguments) != ["-"]:
        return list(arguments)
    return [words[0] for words in map(str.split, sys.stdin) if words]


def papers_named(
    library: Library, arguments: Sequence[str], deleted: bool = False
) -> tuple[list[str], int]:
    """The ids of the papers named, each once, and NOT_ALL if some name none (which is said).

    `deleted`: deleted papers may be named, too.
    """
    ids: list[str] = []
    code = DONE
    names = words_from(arguments)
    if not names:
        fail("no ids came in; write them, or pipe lines that start with one", NOT_ALL)
    for name in names:
        try:
            ids.append(paper_named(library, name, deleted).id)
        except (UnknownPaper, AmbiguousPaper) as error:
            complain(str(error))
            code = NOT_ALL
    return list(dict.fromkeys(ids)), code


def paper_named(library: Library, name: str, deleted: bool = False) -> Paper:
    """The paper named. Raises `UnknownPaper` (deleted ones are, unless asked for) and
    `AmbiguousPaper`.
    """
    paper = library.paper(name)
    if paper.removed_at is not None and not deleted:
        raise UnknownPaper(f"{paper.id} was deleted; undo that step of readlist history first")
    return paper


def run(command: click.Command) -> None:
    """Run `command` as a program: one sentence for what goes wrong, and never a traceback."""
    _replace_closed_streams()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows a question mark instead of failing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        try:
            code = command.main(prog_name="readlist", standalone_mode=False)
        finally:
            _flush_output()
        raise SystemExit(code if isinstance(code, int) else DONE)
    except Exception as error:  # noqa: BLE001 (the last place where one can be told)
        code, sentence = _explained(error)
        if sentence:
            say(sentence)
        raise SystemExit(code) from None
    except KeyboardInterrupt:
        say("readlist: stopped")
        raise SystemExit(STOPPED) from None


def _replace_closed_streams() -> None:
    """Where the shell closed one (``<&-``), nothing comes in, or what is said goes nowhere.

    The next file to be opened would otherwise stand in its place, and be written to.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 (for good)
            setattr(sys, name, stream)


def _flush_output() -> None:
    """Write what stdout still holds. Raises `OSError`, and then lets go of it."""
    try:
        sys.stdout.flush()
    except OSError:
        _let_go_of_output()
        raise


def _let_go_of_output() -> None:
    """What stdout still holds goes nowhere: Python would try to write it once more when it ends,
    and complain in its own words."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def _explained(error: Exception) -> tuple[int, str]:
    """The exit code for an error, and the sentence to say."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code, ""
        case click.UsageError():
            where = error.ctx.command_path if error.ctx else "readlist"
            message = " ".join(error.format_message().split()).rstrip(".")
            return WRONG, f"{where}: {message} ({where} -h says more)"
        case click.ClickException():
            return WRONG, f"readlist: {error.format_message()}"
        case click.Abort():
            return STOPPED, "readlist: stopped"
        case ReadlistError():
            return error.exit_code, f"readlist: {error}".rstrip(".")
        case OSError() if error.errno in _NO_ROOM:
            return WRONG, f"readlist: not all could be written ({error.strerror}); make room first"
    import traceback

    from readlist.desktop import keep_text

    what = f"{type(error).__name__}: {error}".splitlines()[0]
    told = "".join(traceback.format_exception(error))
    try:
        kept = f"with what is in {keep_text(told, '.txt')}"
    except OSError:
        kept = f"with this:\n{told}"
    return WRONG, f"readlist: this is a bug ({what}); please report it {kept}"
