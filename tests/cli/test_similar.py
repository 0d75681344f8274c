"""`readlist similar`."""

from __future__ import annotations

from tests.cli.conftest import Run


def first_id(stocked: Run, query: str) -> str:
    return stocked("search", "--ids", query).lines[0]


def test_similar_prints_papers_like_search(stocked: Run) -> None:
    moss = first_id(stocked, "moss")
    found = stocked("similar", moss)
    assert found.code == 0
    everything = stocked("list").lines
    for line in found.lines:
        assert line in everything
        assert not line.startswith(moss)
    assert stocked("similar", moss, "--ids").lines == [line.split("\t")[0] for line in found.lines]
    assert stocked("similar", moss, "--ids", "--limit", "1").lines == [
        found.lines[0].split("\t")[0]
    ]


def test_json_has_scores_and_the_words(stocked: Run) -> None:
    papers = stocked("similar", first_id(stocked, "moss"), "--json").json
    assert papers
    for paper in papers:
        assert paper["score"] > 0
        assert 1 <= len(paper["why"]) <= 4
        text = f"{paper['title']} {paper['abstract']}"
        assert all(word in text for word in paper["why"])
    assert "why" not in stocked("search", "moss", "--json").json[0]
    assert "why" in stocked("search", f"similar:{first_id(stocked, 'moss')}", "--json").json[0]


def test_similar_to_what_is_starred(stocked: Run) -> None:
    nothing = stocked("similar", "starred")
    assert (nothing.code, nothing.out) == (1, "")
    assert "nothing is starred yet" in nothing.err
    assert nothing.err.endswith("\nreadlist: no paper matches\n")
    moss = first_id(stocked, "moss")
    stocked("star", moss)
    assert stocked("similar", "starred").lines == stocked("similar", moss).lines


def test_an_unknown_paper_is_one_sentence(stocked: Run) -> None:
    wrong = stocked("similar", "zzzzzzzz")
    assert (wrong.code, wrong.out, wrong.err.count("\n")) == (1, "", 1)
    assert stocked("similar", "zzzzzzzz", "--json").code == 1
    searched = stocked("search", "similar:zzzzzzzz", "--json")
    assert (searched.code, searched.json) == (1, [])
    assert "zzzzzzzz" in searched.err
