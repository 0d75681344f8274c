"""Papers merged by hand, split again, and kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist import Library
from readlist.errors import BadValue, UndoBlocked, UnknownPaper
from readlist.paper import Highlight, Paper, Status

KETTLES = "Kettles that talk to each other boil water later but together, and nobody waits longer."
BIRDS = "Microphones in a wood hear forty kinds of bird, and we count each from its songs at dawn."
MOSS = "Moss grows on the north side of stones in some woods only; wind matters more than light."


def bring(library: Library, source: str, *papers: tuple[str, str]) -> list[str]:
    """Import a listing of titles and abstracts; the ids of its papers in order."""
    before = {paper.id for paper in library.papers(library.select("").ids)}
    library.import_text(
        "".join(f"{title}\n{abstract}\n" for title, abstract in papers), source, format="trending"
    )
    return [each for each in library.select("").ids if each not in before]


@pytest.fixture
def three(library: Library) -> list[str]:
    """Three papers of two sources."""
    ids = bring(library, "monday", ("Networks of Kettles", KETTLES), ("Birds at Dawn", BIRDS))
    return ids + bring(library, "tuesday", ("Moss on Stones", MOSS))


def all_of(library: Library) -> list[Paper]:
    return library.papers(library.select("").ids)


def test_the_first_stays_and_shows_what_it_showed(library: Library, three: list[str]) -> None:
    kettles, birds, _ = three
    done = library.merge([birds, kettles])
    assert (done.changed, done.message) == (1, "Merged “Networks of Kettles” into “Birds at Dawn”")
    paper = library.paper(birds)
    assert (paper.title, paper.abstract) == ("Birds at Dawn", BIRDS)
    assert [each.name for each in paper.sources] == ["monday", "monday"]
    assert library.paper(kettles).id == library.paper(kettles[:3]).id == birds
    assert library.counts().papers == 2


def test_what_the_kept_one_lacks_is_filled_in(library: Library) -> None:
    (titled,) = bring(library, "titles", ("Networks of Kettles", KETTLES[:60] + "…"))
    (other,) = bring(library, "abstracts", ("Kettle Networks", KETTLES))
    library.edit(other, year="2020", venue="Teatime", authors="Ann Oolong")
    library.edit(titled, venue="")
    library.merge([titled, other])
    paper = library.paper(titled)
    assert paper.title == "Networks of Kettles"
    assert paper.abstract == KETTLES  # of a text that was cut off, the whole one is shown
    assert (paper.year, paper.authors) == (2020, ("Ann Oolong",))


def test_three_at_once_are_one_step(library: Library, three: list[str]) -> None:
    before = all_of(library)
    for each, text in zip(three, ("one", "two", "three"), strict=True):
        library.set_note(each, text)
    done = library.merge(three)
    assert (done.changed, done.message) == (2, "Merged 2 papers into “Networks of Kettles”")
    assert library.paper(three[2]).note == "one\n\ntwo\n\nthree"
    assert [each.message for each in [library.split(three[0])]] == [
        "Split “Networks of Kettles” into 3 papers"
    ]
    for _ in range(5):
        library.undo()
    assert all_of(library) == before


def test_found_by_the_words_of_both_notes(library: Library, three: list[str]) -> None:
    library.set_note(three[1], "zymurgy")
    library.merge(three[:2])
    assert library.search("zymurgy").ids == [three[0]]
    assert library.search("dawn").ids == []  # the kept abstract is the one that is shown
    library.undo()
    assert library.search("zymurgy").ids == library.search("dawn").ids == [three[1]]


def test_a_paper_is_not_merged_with_itself_or_an_old_id_of_its_own(
    library: Library, three: list[str]
) -> None:
    kettles, birds, moss = three
    assert library.merge([kettles, kettles]).changed == 0
    library.merge([kettles, birds])
    assert library.merge([kettles, birds]).changed == 0
    assert library.merge([birds, kettles]).message.startswith("Nothing changed")
    # An old id is the paper it means by now.
    library.merge([moss, birds])
    assert library.paper(kettles).id == library.paper(birds).id == moss
    assert len(library.history()) == 4


def test_a_deleted_or_unknown_paper_is_not_merged(library: Library, three: list[str]) -> None:
    library.delete(three[:1])
    for ids in ([three[0], three[1]], [three[1], three[0]]):
        with pytest.raises(BadValue, match="was deleted"):
            library.merge(ids)
    with pytest.raises(BadValue, match="was deleted"):
        library.split(three[0])
    with pytest.raises(UnknownPaper):
        library.merge([three[1], "zzzzzzzz"])
    assert library.counts().papers == 2


def test_importing_either_again_adds_nothing(library: Library, three: list[str]) -> None:
    library.merge([three[0], three[2]])
    report = library.import_text(
        f"Birds at Dawn\n{BIRDS}\nMoss on Stones\n{MOSS}\n", "friday", format="trending"
    )
    assert (report.total("new"), report.papers_after) == (0, 2)
    assert len(library.paper(three[0]).sources) == 3


def test_the_id_of_a_merged_paper_is_never_that_of_another(
    library: Library, three: list[str]
) -> None:
    _, birds, moss = three
    library.merge([moss, birds])
    for source in ("tuesday", "monday"):
        library.forget_source(source)
    number = library.history()[0].number
    assert bring(library, "friday", ("Birds at Dawn", BIRDS)) == [birds]
    with pytest.raises(UndoBlocked, match="Imported friday"):
        library.undo(number)
    library.log.undo_chain(number)
    assert library.paper(birds).id == moss


# Splitting


def test_what_was_merged_comes_back_as_it_was(library: Library, three: list[str]) -> None:
    kettles, birds, _ = three
    library.edit(kettles, year="1999", venue="Same")
    library.edit(birds, year="2001", venue="Same", authors="Ann Oolong")
    before = library.papers(three)
    library.merge([kettles, birds])
    assert library.paper(kettles).authors == ("Ann Oolong",)
    library.set_note(kettles, "mine")
    done = library.split(kettles)
    assert (done.changed, done.ids) == (1, (birds,))
    library.set_note(kettles, "")
    assert library.papers(three) == before


def test_each_has_its_own_again_and_what_came_since_stays_with_the_first(
    library: Library, three: list[str]
) -> None:
    kettles, birds, _ = three
    library.star([birds])
    library.set_status([birds], Status.READ)
    library.tag([birds], add=["bbb", "off", "old"])
    library.tag([kettles], add=["aaa"])
    library.set_note(birds, "note of birds")
    library.highlights.toggle(birds, BIRDS)
    before = library.papers(three)
    library.merge([kettles, birds])
    library.split(kettles)
    assert library.papers(three) == before

    library.merge([kettles, birds])
    library.tag([kettles], add=["since"], remove=["off"])
    library.tags.rename("old", "new")
    library.append_note(kettles, "said of both")
    library.highlights.remark(kettles, BIRDS, "mine")
    library.split(kettles)
    first, second = library.papers([kettles, birds])
    assert (first.starred, first.status, first.note) == (False, Status.UNREAD, "said of both")
    assert (first.tags, second.tags) == (("aaa", "new", "since"), ("bbb",))
    assert (second.starred, second.status, second.note) == (True, Status.READ, "note of birds")
    assert (first.highlights, second.highlights) == ((), (Highlight(BIRDS, "mine"),))
    assert library.search("dawn").ids == library.search("mine").ids == [birds]


@pytest.mark.parametrize(
    ("ours", "theirs", "since", "left"),
    [
        ("a", "b", "a\n\nb\n\nc", "a\n\nc"),
        ("", "b", "b\n\nc", "c"),
        ("a", "b", "aa\n\nb", "aa"),
        ("a", "b", "a\n\nb goes on", "a\n\nb goes on"),
        ("a", "a", "a\n\nc", "a\n\nc"),
        ("a", "b", "c", "c"),
        ("a", "b", "", None),
        ("a", "", "a\n\nc", "a\n\nc"),
    ],
)
def test_a_note_that_went_on_loses_what_is_the_others(
    library: Library, three: list[str], ours: str, theirs: str, since: str, left: str | None
) -> None:
    for each, text in zip(three, (ours, theirs), strict=False):
        library.set_note(each, text)
    library.merge(three[:2])
    library.set_note(three[0], since)
    library.split(three[0])
    assert [each.note for each in library.papers(three[:2])] == [left, theirs or None]


def test_an_edit_made_since_stays_with_the_kept_paper(library: Library, three: list[str]) -> None:
    library.edit(three[1], venue="Theirs")
    library.merge(three[:2])
    library.edit(three[0], venue="Mine")
    library.split(three[0])
    assert [library.paper(each).venue for each in three[:2]] == ["Mine", "Theirs"]


def test_who_was_kept_apart_from_whom_comes_back_too(library: Library, three: list[str]) -> None:
    kettles, birds, moss = three
    (tides,) = bring(library, "friday", ("Tides", "Tides come twice a day, and go, in most seas."))
    library.keep_both([(birds, moss)])
    library.keep_both([(kettles, tides)])
    library.merge([kettles, birds])
    assert library.keep_both([(kettles, moss)]).changed == 0  # birds is not moss, so it is not
    library.split(kettles)
    assert library.keep_both([(birds, moss), (kettles, tides), (kettles, birds)]).changed == 0
    assert library.keep_both([(kettles, moss), (birds, tides)]).changed == 2


def test_a_chain_of_merges_comes_apart_into_all_of_them(library: Library, three: list[str]) -> None:
    kettles, birds, moss = three
    before = {each.id: each for each in all_of(library)}
    library.merge([kettles, birds])
    library.merge([moss, kettles])
    assert set(library.split(moss).ids) == {kettles, birds}
    assert {each.id: each for each in all_of(library)} == before


def test_one_title_for_two_abstracts_comes_apart(library: Library) -> None:
    bring(library, "monday", ("A Survey", KETTLES))
    assert bring(library, "tuesday", ("A Survey", BIRDS)) == []
    bring(library, "friday", ("A survey.", KETTLES))
    (only,) = library.select("").ids
    done = library.split(only)
    assert done.message == "Split “A Survey” into 2 papers"
    one, two = library.papers([only, *done.ids])
    assert (one.abstract, two.abstract) == (KETTLES, BIRDS)
    assert [[each.name for each in paper.sources] for paper in (one, two)] == [
        ["monday", "friday"],
        ["tuesday"],
    ]
    assert library.select("").ids == [two.id, one.id]  # newest first, each where it was seen


def test_records_that_only_differ_a_little_come_apart_last(library: Library) -> None:
    bring(library, "monday", ("A Survey", KETTLES))
    bring(library, "tuesday", ("A survey.", KETTLES))
    (only,) = library.select("").ids
    done = library.split(only)
    assert [paper.title for paper in library.papers([only, *done.ids])] == ["A Survey", "A survey."]


@pytest.mark.parametrize("times", [1, 2])
def test_a_paper_of_one_record_is_not_split(library: Library, times: int) -> None:
    for source in ("monday", "tuesday\n")[:times]:
        bring(library, source, ("A Survey", KETTLES), *([("Moss", MOSS)] if times == 2 else []))
    library.import_text(f"A Survey\n{KETTLES}\n\n" * 1, "again", format="trending")
    only = next(each.id for each in all_of(library) if each.title == "A Survey")
    done = library.split(only)
    assert (done.changed, done.ids) == (0, ())
    assert done.message.startswith("Nothing to split: “A Survey” was seen")
    assert "Split" not in library.history()[0].label


# Many at once


def test_pairs_are_merged_in_one_step_also_where_they_share_papers(
    library: Library, three: list[str]
) -> None:
    kettles, birds, moss = three
    before = all_of(library)
    done = library.merge_pairs([(kettles, birds), (birds, moss), (moss, kettles)])
    assert (done.changed, done.message) == (2, "Merged 2 pairs; 1 merged or deleted already")
    assert [each.id for each in all_of(library)] == [kettles]
    library.undo()
    assert all_of(library) == before


def test_pairs_that_are_settled_already_are_said_to_be(library: Library, three: list[str]) -> None:
    library.merge(three[:2])
    library.delete(three[2:])
    done = library.merge_pairs([(three[0], three[1]), (three[0], three[2]), ("zzz", three[0])])
    assert (done.changed, done.message) == (
        0,
        "Nothing changed: these are merged or deleted already",
    )
    assert library.keep_both([(three[0], three[1]), (three[0], three[2])]).changed == 0


def test_keeping_both_is_remembered_and_undone(library: Library, three: list[str]) -> None:
    pair = (three[1], three[0])
    done = library.keep_both([pair])
    assert (done.changed, done.message) == (
        1,
        "Kept both: “Birds at Dawn” and “Networks of Kettles”",
    )
    assert library.keep_both([pair[::-1]]).message.startswith("Nothing changed")
    assert library.undo().label == done.message
    done = library.keep_both([pair, (three[0], three[2])])
    assert (done.changed, done.message) == (2, "Kept 2 pairs apart")
    done = library.keep_both([pair, (three[1], three[2])])  # one of them it knows
    assert (done.changed, done.message) == (1, "Kept 1 pair apart")


def test_a_pair_kept_apart_can_still_be_merged_by_hand(library: Library, three: list[str]) -> None:
    library.keep_both([(three[0], three[1])])
    assert library.merge(three[:2]).changed == 1


marks = st.lists(
    st.tuples(
        st.sampled_from(
            ["star", "status", "tag", "same", "note", "mark", "year", "venue", "title"]
        ),
        st.integers(0, 2),
        st.sampled_from(["1990", "2020"]),
    ),
    max_size=8,
)


@settings(max_examples=15)
@given(before=marks, between=marks, order=st.permutations([0, 1, 2]), steps=st.booleans())
def test_nothing_anyone_wrote_is_lost_and_all_is_undone(
    before: list[tuple[str, int, str]],
    between: list[tuple[str, int, str]],
    order: list[int],
    steps: bool,
) -> None:
    with Library.open("/nowhere/at/all.db", create=False) as library:
        ids = bring(library, "one", ("Kettles", KETTLES), ("Birds", BIRDS))
        ids += bring(library, "two", ("Moss", MOSS))
        _mark(library, ids, before)
        was = all_of(library)
        done = len(library.history())
        kept, *others = [ids[at] for at in order]
        if steps:  # a chain: the last one went into another that went into the first
            library.merge(others)
            library.merge([kept, others[0]])
        else:
            library.merge([kept, *others])
        (paper,) = all_of(library)
        assert paper.starred == any(each.starred for each in was)
        assert set(paper.tags) == {tag for each in was for tag in each.tags}
        notes = [each.note for each in was if each.note]
        assert all(note in (paper.note or "") for note in notes)
        assert (paper.status is Status.UNREAD) == all(each.status is Status.UNREAD for each in was)
        shown = next(each for each in was if each.id == kept)
        edited = {verb for verb, *_ in before}
        for field in {"title", "abstract", "year", "venue"} - edited:
            assert getattr(paper, field) == getattr(shown, field)
        _mark(library, [kept], between)
        library.split(kept)
        back = {each.id: each for each in all_of(library)}
        assert set(back) == set(ids)
        for each in was:
            if not between:
                assert back[each.id] == each
            elif each.id != kept:
                again = back[each.id]
                assert (again.status, again.note) == (each.status, each.note)
                assert (again.title, again.year, again.venue) == (
                    each.title,
                    each.year,
                    each.venue,
                )
        while len([step for step in library.history() if not step.undone]) > done:
            library.undo()
        assert all_of(library) == was


def _mark(library: Library, ids: list[str], verbs: list[tuple[str, int, str]]) -> None:
    for verb, at, value in verbs:
        each = ids[at % len(ids)]
        match verb:
            case "star":
                library.star([each])
            case "status":
                library.set_status([each], Status.READ)
            case "tag":
                library.tag([each], add=[f"t{value}{at}"])
            case "same":
                library.tag([each], add=[value])
            case "mark":
                library.highlights.toggle(each, f"Sentence {value}.")
            case "note":
                library.append_note(each, f"note {value} {at}")
            case _:
                library.edit(each, **{verb: value})
