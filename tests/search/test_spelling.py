"""What a query that finds nothing may have been meant to be."""

from __future__ import annotations

import pytest

from readlist.search import Index, parse
from tests.search.shelf import Page, Shelf

PAPERS = (
    Page(1, "Diffusion models for text-to-image synthesis", "We study diffusion.", ("Ada Hinton",)),
    Page(2, "Diffusion for video", "Foundation models of vision."),
    Page(3, "A text and an image", "To attend is to read the image.", ("Bo Hilton",), "ICML"),
    Page(4, "Attention in transformers", "A transformer attends to a text.", ("Ada Hinton",)),
    Page(5, "Data sets of models", "Reading lists on attention; hyper, a hypertext."),
    Page(6, "Foundation models", "Data sets, rich in models; a foundation; the rarest vidxo."),
    Page(7, "A video shows it", "Much data, sets of text, some kites, an image, attention."),
    Page(8, None, "Image and video."),
)
NAMES = {
    "tag": {"reading-group": 4, "rl": 3, "two (2)": 1, 'a"b': 9},
    "source": {"monday.txt": 20, "My Papers.txt": 2},
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("spelling")
    shelf = Shelf(folder / "shelf.db")
    shelf.put(*PAPERS)
    index = Index(folder / "index", "here", shelf)
    index.update()
    return index


def suggested(index: Index, text: str, typing: bool = False, partly: bool = False) -> list[str]:
    return index.suggest(parse(text, typing), NAMES, partly)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("difusion", "diffusion"),
        ("difusion modles", "diffusion models"),
        ("the difusoin, of VIDEO", "the diffusion, of VIDEO"),
        ("atention -gan OR vae", "attention -gan OR vae"),
        ('"difusion models" x', '"diffusion models" x'),
        ('"difusion', '"diffusion"'),
        ("(title:(difusion", "(title:(diffusion))"),
        ("self-atention", "self-attention"),
        ("title:difusion", "title:diffusion"),
        ("author:hintom", "author:hinton"),
        ("author:hiltom", "author:hilton"),
        ("venue:imcl", "venue:icml"),
        ("transfrmoer~", "transformer~"),
        ("difus*", "diffusion*"),
        # words apart and together
        ("imagetext", "image text"),
        ("foundationmodels", "foundation models"),
        ("abstract:foundationmodels", 'abstract:"foundation models"'),
        ("x OR foundationmodels", 'x OR "foundation models"'),
        ('"foundationmodels of"', '"foundation models of"'),
        ("trans former", "transformer"),
        ("datasets", "data sets"),
        ("hyper text difusion", "hyper text diffusion"),
        ("foundationtextimage", "foundation text image"),
        # mended rather than taken apart
        ("diffuson", "diffusion"),
        ("diffuson models", "diffusion models"),
        ("models diffusin", "models diffusion"),
        # completed rather than changed into something else
        ("vid", "video"),
        ("vid models", "video models"),
        ("foundati", "foundation"),
        ("title:vid", "title:video"),
        ("author:hint", "author:hinton"),
        ("vidx", "vidxo"),
        # with its first letter, if possible
        ("kideo", "video"),
        ("bites", "kites"),
        # names
        ("titel:difusion", "title:diffusion"),
        ("titel:difusion is:stared", "title:diffusion is:starred"),
        ("is:stared gan", "is:starred gan"),
        ("gan sort:yaer", "gan sort:year"),
        ("tag:reding", "tag:reading-group"),
        ("tag:Reading", "tag:reading-group"),
        ('tag:"reading grp" x', 'tag:"reading-group" x'),
        ("tag:two", 'tag:"two (2)"'),
        ("source:munday", "source:monday.txt"),
        ("source:paper", "source:paper"),
        ("-tag:odd tag:l", "-tag:odd tag:rl"),
    ],
)
def test_the_likeliest(index: Index, text: str, best: str) -> None:
    found = suggested(index, text)
    assert (found[0] if found else text) == best


@pytest.mark.parametrize(
    "text",
    ["", "diffusion", "image attention", "-difusion", "NOT (difusion)", "xqzvkw",
     "zürich", "hyperrich", "gan", "witch", "tag:rl year:1999", "is:starred", 'tag:"rl"',
     "source:monday", "added:<1d", "a OR b", '"']
)  # fmt: skip
def test_nothing_to_suggest(index: Index, text: str) -> None:
    assert suggested(index, text) == []


def test_a_mended_name_is_a_suggestion_of_its_own(index: Index) -> None:
    assert suggested(index, "titel:difusion")[:2] == ["title:diffusion", "title:difusion"]
    assert suggested(index, "is:stared") == ["is:starred"]


def test_while_typing_the_last_word_may_be_a_beginning(index: Index) -> None:
    assert suggested(index, "difus", typing=True)[0] == "diffusion"
    assert suggested(index, "diffu", typing=True) == []
    assert suggested(index, "attantio", typing=True)[0] == "attention"
    assert suggested(index, '"text too im', typing=True) == ['"text to im']


def test_words_that_are_there_but_not_so(index: Index) -> None:
    assert suggested(index, '"models diffusion"') == ["models diffusion"]
    assert suggested(index, 'title:"models diffusion"') == [
        "title:(models diffusion)",
        '"models diffusion"',
    ]
    assert suggested(index, "author:video") == ["video"]
    assert suggested(index, '"models diffusion" x', partly=True) == []


def test_names_that_no_query_can_say_are_not_suggested(index: Index) -> None:
    assert suggested(index, "tag:a'b") == []


def test_many_wrong_words_cost_little(index: Index) -> None:
    text = " ".join(["difusion", "atention", "modles", "vidoe"] * 20)
    assert len(suggested(index, text)) <= 20
