"""The query language: what each form means, and that nothing is an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.search import And, Like, Node, Not, Or, Phrase, State, Word, parse
from readlist.search.tree import leaves

pieces = st.sampled_from(
    ["OR", "AND", "NOT", "-", "(", ")", '"', "“", "*", "~", ":", "is:", "tag:", "year>=", "year:",
     "added:<", "sort:", "title:", "titel:", "2020..", "7d", "gan", "text-to-image", "is:starred",
     " ", "\x00", "\ud800", "é", "日本", "\u202e"]
)  # fmt: skip
any_text = st.text() | st.lists(pieces, max_size=30).map("".join)


def show(node: Node | None) -> str:
    """A tree on one line, in the query language itself as far as that goes."""
    match node:
        case None:
            return ""
        case Word(text, field, prefix, fuzzy):
            return (f"{field}:" if field else "") + text + "*" * prefix + "~" * fuzzy
        case Phrase(text, field):
            return (f"{field}:" if field else "") + f'"{text}"'
        case State(field, value):
            return f"<{field}:{value}>"
        case Not(part):
            return f"-{show(part)}"
        case And(parts):
            return "(" + " ".join(map(show, parts)) + ")"
        case Or(parts):
            return "(" + " | ".join(map(show, parts)) + ")"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", ""),
        ("  ", ""),
        ("diffusion", "diffusion"),
        ("diffusion editing", "(diffusion editing)"),
        ("diffusion AND editing", "(diffusion editing)"),
        ("gan gan", "gan"),
        ('"text to image"', '"text to image"'),
        ("“text to image” x", '("text to image" x)'),
        ("text-to-image", "text-to-image"),
        ("image OR video", "(image | video)"),
        ("a image OR video b", "(a (image | video) b)"),
        ("a OR b OR c d", "((a | b | c) d)"),
        ("image or video", "(image or video)"),
        ("-gan", "-gan"),
        ("NOT gan", "-gan"),
        ("NOT -gan", "gan"),
        ("x -gan NOT vae", "(x -gan -vae)"),
        ("a OR -b", "(a | -b)"),
        ("-(a b)", "-(a b)"),
        ("(a OR b) c", "((a | b) c)"),
        ("((a))", "a"),
        ("pre-training -gan", "(pre-training -gan)"),
        ("a - b", "(a b)"),
        ("title:gan", "title:gan"),
        ("TITLE:gan", "title:gan"),
        ("title: gan x", "(title:gan x)"),
        ('abstract:"ablation study"', 'abstract:"ablation study"'),
        ("author:(ho OR song) x", "((author:ho | author:song) x)"),
        ("-author:ho", "-author:ho"),
        ("note:todo venue:icml", "(note:todo venue:icml)"),
        ("diff*", "diff*"),
        ("title:diff* -gan*", "(title:diff* -gan*)"),
        ("transfromer~", "transfromer~"),
        ("transfromer~1 x", "(transfromer~ x)"),
        ("author:hintom~2", "author:hintom~~"),
        ("transfromer~0", "transfromer"),
        ("-gann~", "-gann~"),
        ("is:starred", "<is:starred>"),
        ("IS:Starred", "<is:starred>"),
        ("gan OR is:starred", "(gan | <is:starred>)"),
        ("-is:read", "-<is:read>"),
        ("tag:rl", "<tag:rl>"),
        ('tag:"two words"', "<tag:two words>"),
        ("tag:(rl OR nlp)", "(<tag:rl> | <tag:nlp>)"),
        ("tag:-odd", "<tag:-odd>"),
        ("tag:OR", "<tag:OR>"),
        ('source:"my file.txt" x', "(<source:my file.txt> x)"),
        ("year:2021", "<year:2021..2021>"),
        ("year:2020..2023", "<year:2020..2023>"),
        ("year:2023..2020", "<year:2020..2023>"),
        ("year:2020-2023", "<year:2020..2023>"),
        ("year:2015..", "<year:2015..>"),
        ("year:..2019", "<year:..2019>"),
        ("year>=2020", "<year:2020..>"),
        ("year >= 2020 x", "(<year:2020..> x)"),
        ("year<=2020", "<year:..2020>"),
        ("year>2020", "<year:2021..>"),
        ("year<2020", "<year:..2019>"),
        ("year=2020", "<year:2020..2020>"),
        ("year:>=2020", "<year:2020..>"),
        ("(year>=2020)", "<year:2020..>"),
        ("-year>=2020", "-<year:2020..>"),
        ("year of wonders", "(year of wonders)"),
        ("year < x", "(year x)"),
        ("added:<7d", "<added:<7d>"),
        ("added:7d", "<added:<7d>"),
        ("added:>2w", "<added:>14d>"),
        ("added:<1y", "<added:<365d>"),
        ("added:<6h", "<added:<6h>"),
        ("added:>48H", "<added:>2d>"),
        ("gan sort:year", "gan"),
        ("f(x) O(n)", "(f(x) O(n))"),
        ("a (b c", "(a b c)"),
        ("a) b", "(a b)"),
        ("BERT:Pre-training", "BERT:Pre-training"),
        ("https://arxiv.org/abs/1", "https://arxiv.org/abs/1"),
        ("OR", "OR"),
        ("O'Brien C++ c#", "(O'Brien C++ c#)"),
        ("don\u2019t .net", "(don\u2019t .net)"),
        ('author:"Ł Kaiser"', 'author:"Ł Kaiser"'),
        ("year: 2020", "<year:2020..2020>"),
        ("is: starred", "<is:starred>"),
        ("title：注意", "title:注意"),
        ("（ａ ＯＲ b）　－c", "((a | b) -c)"),
        ("tag:ｒｌ「text to」", '(<tag:ｒｌ> "text to")'),
        ("year：２０２０", "<year:2020..2020>"),
    ],
)
def test_reading(text: str, tree: str) -> None:
    assert show(parse(text).tree) == tree


@pytest.mark.parametrize(
    ("text", "tree", "hint"),
    [
        ("titel:x", "titel:x", "no field titel: did you mean title:?"),
        ("autor:ho", "autor:ho", "no field autor: did you mean author:?"),
        ('"text to', '"text to"', "a quote was left open: read to the end"),
        ("a (b", "(a b)", "a bracket was left open: read to the end"),
        ("a) b", "(a b)", "a lone ) was left out"),
        ("is:stared", "()", "no is:stared: did you mean is:starred?"),
        ("sort:yaer x", "x", "no sort:yaer: did you mean sort:year?"),
        ("sort:-yaer x", "x", "no sort:-yaer: did you mean sort:-year?"),
        ("id:ab x", "(() x)", "id:ab is too short: give 3 characters or more"),
        ("year:soon", "()", "year:soon is no year: try year:2021, year:2020..2023 or year>=2020"),
        ("added:<soon", "()", "added:<soon is no time: try added:<7d or added:>1y"),
        ("a OR", "a", "OR needs something on both sides"),
        ("OR a", "a", "OR needs something on both sides"),
        ("a NOT", "a", "nothing after NOT"),
        ("a tag:", "a", "nothing after tag:"),
        ('tag:""', "()", "nothing after tag:"),
        ('a author:""', "a", "nothing after author:"),
        ("a title:()", "a", "nothing after title:"),
        ("+++", "()", "nothing to look for: a word needs a letter or a digit"),
        ("gan 🙂 ⌘ vae", "(gan vae)", "not searchable, left out: 🙂 ⌘"),
        ("🙂", "()", "nothing to look for: a word needs a letter or a digit"),
        ("rl~", "rl", "rl~: too short, taken as typed"),
        ("gan~2", "gan~", "gan~2: 1 slip forgiven"),
        ("transfromer~7", "transfromer~~", "transfromer~7: 2 slips forgiven"),
    ],
)
def test_what_does_not_fit_is_read_somehow_and_said(text: str, tree: str, hint: str) -> None:
    query = parse(text)
    assert show(query.tree) == tree
    assert hint in query.hints


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("diffusion or gan", "OR joins only in capitals: did you mean diffusion OR gan?"),
        ("x b or c or d", "OR joins only in capitals: did you mean x b OR c OR d?"),
        ("tag:rl or (x y)", "OR joins only in capitals: did you mean tag:rl OR (x y)?"),
        ("gan not title:vae", "NOT rules out only in capitals: did you mean gan NOT title:vae?"),
        ("x y", None),
        ("gan and vae", None),
        ('"diffusion or gan"', None),
        ("or gan", None),
        ("gan or", None),
        ("tag:or gan", None),
        ("diffusion OR gan", None),
        ("to be or not to be", None),
        ("attention is not all you need", None),
        ("papers about diffusion or gan", None),
    ],
)
def test_operators_in_small_letters_are_words_and_said_to_be(text: str, hint: str | None) -> None:
    assert parse(text).hints == ((hint,) if hint else ())
    assert parse(text, typing=True).hints == ((hint,) if hint else ())


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "transformer -transformation",
            "transformer and transformation are forms of one word here, so nothing can match",
        ),
        ("x title:gans -gan", "gans and gan are forms of one word here, so nothing can match"),
        ("gan -gan", "gan is asked for and ruled out, so nothing can match"),
        ("gan -title:gan", None),
        ("transformer -transfer", None),
        ("gan OR -gans", None),
    ],
)
def test_a_word_and_not_a_form_of_it_is_remarked_on(text: str, hint: str | None) -> None:
    assert parse(text).hints == ((hint,) if hint else ())


def test_punctuation_on_its_own_goes_without_remark() -> None:
    query = parse('a & b – c " "')
    assert (show(query.tree), query.hints) == ("(a b c)", ())


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("diff", "diff*"),
        ("diff ", "diff"),
        ("image diff", "(image diff*)"),
        ("image (diff", "(image diff*)"),
        ("title:diff", "title:diff*"),
        ("text-to-im", "text-to-im*"),
        ("image -diff", "(image -diff)"),
        ("image NOT diff", "(image -diff)"),
        ("image -", "image"),
        ("image OR", "image"),
        ("image OR ", "image"),
        ("image NOT", "image"),
        ("image title:", "image"),
        ("image is:", "image"),
        ("image is:sta", "image"),
        ("image is:starred", "(image <is:starred>)"),
        ("image year:20", "image"),
        ("image year>=20", "image"),
        ("image year>=2020", "(image <year:2020..>)"),
        ("image added:<7", "image"),
        ("image tag:r", "(image <tag:r*>)"),
        ("image sort:ye", "image"),
        ('"text to im', '("text to" im*)'),
        ('"text to ', '"text to "'),
        ('"text to"', '"text to"'),
        ('image "', "image"),
        ("image (", "image"),
        ("image +", "image"),
        ("image 🙂", "image"),
        ("image a)", "(image a)"),
        ("+", ""),
    ],
)
def test_while_typing_the_last_word_is_a_beginning_and_nothing_is_remarked_on(
    text: str, tree: str
) -> None:
    query = parse(text, typing=True)
    assert show(query.tree) == tree
    assert query.hints == ()


def test_a_misspelt_field_is_remarked_on_while_typing() -> None:
    assert parse("titel:x", typing=True).hints == ("no field titel: did you mean title:?",)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("a sort:year", "year"),
        ("sort:title sort:added", "added"),
        ("sort:-Year", "-year"),
        ("a", None),
    ],
)
def test_sort(text: str, sort: str | None) -> None:
    assert parse(text).sort == sort


def test_what_cannot_be_in_a_name_is_taken_out() -> None:
    assert show(parse("tag:r\x00l\u202e x\x07y").tree) == "(<tag:rl> xy)"
    assert show(parse("tag:\ud800").tree) == "<tag:\ufffd>"


def test_what_a_query_is_made_of() -> None:
    assert parse("gan -is:read").has_text
    assert not parse("is:read OR tag:x").has_text
    assert not parse("sort:year").has_text


def test_only_so_many_words_count() -> None:
    query = parse(" ".join(f"w{i}" for i in range(200)))
    assert len(list(leaves(query.tree))) == 100
    assert query.hints == ("only the first 100 words count",)


@pytest.mark.parametrize(
    "text", ["w " * 50 + '"' + "v " * 100_000, "a-" * 50_000, "a\u0301 " * 9000]
)
def test_of_a_pasted_book_the_beginning_counts(text: str) -> None:
    query = parse(text)
    texts = [leaf for leaf, _ in leaves(query.tree) if isinstance(leaf, Word | Phrase)]
    assert 0 < sum(len(leaf.parts()) for leaf in texts) <= 100
    assert "only the first 100 words count" in query.hints


def test_hints_repeat_only_so_much() -> None:
    for text in ("is:", "year:", "added:<", "sort:", "a~"):
        assert all(len(hint) < 150 for hint in parse(text + "x" * 1000 + "~").hints)


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "x", "-" * 5001 + "x", "- " * 5000 + "x", "title:" * 3000 + "x",
             "NOT " * 3000 + "x", "((x) " * 3000, "a OR " * 3000, "title: NOT " * 3000 + "x"]
)  # fmt: skip
def test_depth_and_length_are_no_error(text: str) -> None:
    query = parse(text)
    assert len(list(leaves(query.tree))) <= 100


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("similar:starred", "starred"),
        ("similar:STARRED", "starred"),
        ("similar:k3v9q2ma", "k3v9q2ma"),
        ("similar:10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ('similar:"math/0109999"', "math/0109999"),
    ],
)
def test_similar_names_a_paper_or_the_starred(text: str, of: str) -> None:
    assert parse(text).tree == Like(of)
    assert parse(f"{text} year>=2023 -survey").tree == And(
        (Like(of), State("year", "2023.."), Not(Word("survey")))
    )
    assert parse(f"-{text}").tree == Not(Like(of))


def test_what_similar_is_to_name_may_be_unfinished() -> None:
    for text in ("similar:", "similar:s", "similar:starre", "similar:k3"):
        query = parse(text, typing=True)
        assert (query.tree, query.hints) == (None, ())
    assert parse("similar:k3v", typing=True).tree == Like("k3v")
    assert parse("similar:stared").hints == ("no similar:stared: did you mean similar:starred?",)
    assert parse("similar: ").hints == ("nothing after similar:",)
    assert parse("gan similar:starred").ranked
    assert not parse("-similar:starred is:unread").ranked
    assert parse("-similar:abc gan similar:starred").likes() == (Like("starred"),)


@given(any_text, st.booleans())
def test_nothing_is_an_error(text: str, typing: bool) -> None:
    query = parse(text, typing)
    assert query.text == text
    for leaf, _ in leaves(query.tree):
        if isinstance(leaf, Word | Phrase):
            assert all(leaf.parts())
            assert all(row and all(row) for row in leaf.phrases())
        elif isinstance(leaf, Like):
            assert leaf.of.strip()
        else:
            assert leaf.field in {"is", "tag", "source", "step", "year", "added"}
            assert leaf.value
    assert query == parse(text, typing)
    assert all(hint == hint.strip() for hint in query.hints)


@given(st.lists(st.sampled_from(["gan", '"a b"', "is:read", "title:x"]), min_size=1, max_size=5))
def test_a_trailing_space_ends_the_last_word(parts: list[str]) -> None:
    text = " ".join(parts)
    assert parse(text + " ", typing=True).tree == parse(text).tree
