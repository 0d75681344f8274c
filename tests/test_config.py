"""The user's config.toml: what it may say, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.config import Config, line_of, load_config
from readlist.errors import BadConfig


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    assert load_config(file) == Config(path=file)


def test_settings_are_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        """
        theme = "light"
        find = "arxiv"
        editor = "ed -s"
        hints = false
        [keys]
        star = "f"
        settings = ","
        search = ["/", "ctrl+f", ","]
        export = ""
        """
    )
    keys = {"star": "f", "settings": "comma", "search": "/,ctrl+f,comma", "export": ""}
    given = frozenset({"theme", "find", "editor", "hints", "keys"})
    assert load_config(file) == Config(
        "light", "arxiv", "ed -s", None, hints=False, keys=keys, path=file, given=given
    )


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('theme = "sepia"', 1, 'theme cannot be "sepia"'),
        ('theme = "drak"', 1, "did you mean dark?"),
        ('\n# where\nfind = "bing"', 3, "scholar, arxiv, semanticscholar"),
        ("editor = 3", 1, "editor is a text in quotes"),
        ('ascii = "yes"', 1, "ascii is true or false"),
        ("\r\n\r\ncolour = 1", 3, "no setting colour"),
        ("editr = 'vi'", 1, "did you mean editor?"),
        ("keys = 1", 1, "keys is a table"),
        ('[keys]\nread = "r"\nstar = [\n"s",\n3]', 3, "star is a key"),
    ],
)
def test_a_mistake_is_a_sentence_with_file_and_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode())
    with pytest.raises(BadConfig) as wrong:
        load_config(file)
    assert str(wrong.value).startswith(f"{file}, line {line}: ")
    assert said in str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = dark  # quiet", 'line 1: theme = dark: quotes are missing; write theme = "dark"'),
        (
            "\n\ntheme = “dark”\n",
            'line 3: theme = “dark”: quotes are missing; write theme = "dark"',
        ),
        ("editor = 'vi", """line 1: editor = 'vi: cannot be read; write editor = "vi\""""),
        ('[keys]\nlists = "\\"', """line 2: lists = "\\": cannot be read; write lists = '\\'"""),
        ("hints = True", "line 1: hints = True: it is true or false, in small letters"),
        ("find =", "line 1: find is set to nothing"),
        (
            '[keys]\nstar = "f"\n\n[keys]\nread = "e"\n',
            "line 4: line 1 has [keys] already; put the lines below this one there",
        ),
        (
            'x = "a"\n[keys]\nstar = "f"\nx = "b"\nstar = "g"',
            "line 5: star is set in line 3 already",
        ),
        ('theme "dark"', 'line 1: theme "dark" is not TOML'),
        (b"\xff\xfe", "is not UTF-8 text"),
    ],
)
def test_what_is_no_toml_is_said_with_what_to_write(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadConfig) as wrong:
        load_config(file)
    assert said in str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'star = "f"\n[keys]',
            "line 1: star is the name of a key and belongs below the line [keys]",
        ),
        ('star = "f"', "line 1: star is the name of a key and belongs below a line [keys]"),
        ("[keys]\nhints = false", "line 2: hints is a setting and belongs above the line [keys]"),
        ('[keys]\ntheme = "nord"', "line 2: theme is a setting and belongs above"),
    ],
)
def test_what_stands_in_the_wrong_place_is_sent_to_the_right_one(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(BadConfig) as wrong:
        load_config(file, key_names=["star", "theme"])
    assert str(wrong.value).startswith(f"{file}, {said}")
    file.write_text('[keys]\ntheme = "f"\nstar = "t"')
    assert load_config(file, key_names=["star", "theme"]).keys == {"theme": "f", "star": "t"}


def test_all_mistakes_are_told_at_once_those_of_keys_too(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theem = "x"\n[keys]\nstar = 1\nread = "f"\n')
    with pytest.raises(BadConfig) as wrong:
        load_config(file, lambda keys: [(name, f"{name} is wrong") for name in keys])
    told = [line.removeprefix(f"{file}, ") for line in str(wrong.value).split("\n")]
    assert told[0] == "line 1: there is no setting theem; did you mean theme?"
    assert told[1].startswith("line 3: star is a key")
    assert told[2] == "line 4: read is wrong"


_NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1)
_FORMS = st.sampled_from(
    ["{} = 1", "# {} = 0\n{} = 1", "{} = [\n1,\n# {}\n2]", '{} = """\nx = 1\n"""', "\n{}.x = 1"]
)


@given(_NAMES, st.data())
def test_the_line_of_a_setting_however_it_is_written(names: list[str], data: st.DataObject) -> None:
    """The line told is where the setting begins, or a blank or a comment right above it."""
    text, begins = "", {}
    for name in names:
        written = data.draw(_FORMS).replace("{}", name)
        begins[name] = text.count("\n") + 1
        text += written + "\n"
    for name in names:
        first = line_of(text, (name,))
        above = text.split("\n")[begins[name] - 1 : first - 1]
        assert first >= begins[name]
        assert all(not line.strip() or line.startswith("#") for line in above)
        assert text.split("\n")[first - 1].startswith(name)
