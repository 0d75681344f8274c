"""Tags themselves: their names, their order, and the order of the papers in each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist import Library
from readlist.errors import BadValue, UnknownTag
from readlist.store import Store


def papers(library: Library, number: int) -> list[str]:
    entries = "\n".join(f"@misc{{k{n}, title={{Paper number {n}}}}}" for n in range(number))
    library.import_text(entries, "some.bib", format="bibtex")
    return list(library.select().ids)


@pytest.fixture
def six(library: Library) -> list[str]:
    return papers(library, 6)


def in_order(library: Library, tag: str, ids: Sequence[str]) -> str:
    """The papers of a tag's list, as digits."""
    return "".join(str(ids.index(id)) for id in library.search(f"tag:{tag}").ids)


def test_a_comma_parts_tags_and_a_space_becomes_a_hyphen(library: Library, six: list[str]) -> None:
    library.tag(six[:1], ["reading group, RL,", "#rl"])
    assert [name for name, _ in library.tags.all()] == ["reading-group", "RL"]
    library.tag(six[:1], [], ["rl,reading group"])
    assert library.tags.all() == ()
    for nothing in ("", " , ", "!", "a, !"):
        with pytest.raises(BadValue):
            library.tag(six[:1], [nothing])


def test_renaming_keeps_papers_and_order_and_is_one_step(library: Library, six: list[str]) -> None:
    library.tag([six[3], six[1]], ["rl"])
    library.tag(six[4:], ["vision"])
    library.tags.move("vision", 0)
    assert library.tags.rename("RL", "policy search").message == (
        "Renamed tag #rl to #policy-search"
    )
    assert library.tags.rename("vision", "Vision").changed == 2
    assert library.tags.all() == (("Vision", 2), ("policy-search", 2))
    assert library.tags.rename("vision", "sight").changed == 2
    assert [name for name, _ in library.tags.all()] == ["sight", "policy-search"]  # in its place
    assert in_order(library, "policy-search", six) == "31"
    assert library.tags.rename("sight", "sight").changed == 0
    library.tag(six[:1], ["rl"])  # the old name is free
    (renamed,) = [step for step in library.history() if step.label.endswith("#policy-search")]
    library.undo(renamed.number)  # and does not keep that from being undone by itself
    assert dict(library.tags.all()) == {"sight": 2, "rl": 3}


def test_renaming_to_a_tag_there_is_merges_and_says_so(library: Library, six: list[str]) -> None:
    library.tag(six[:3], ["a"])
    library.tag(six[2:4], ["b"])
    library.tag(six[5:], ["c"])
    assert library.tags.rename("a", "B").message == "Merged tag #a into #b"
    assert library.tags.all() == (("b", 4), ("c", 1))
    assert in_order(library, "b", six) == "2301"
    assert library.tags.merge(["b", "c", "C"], "c").message == "Merged tag #b into #c"
    assert library.tags.all() == (("c", 5),)
    for _ in range(2):
        library.undo()
    assert library.tags.all() == (("a", 3), ("b", 2), ("c", 1))
    assert in_order(library, "b", six) == "23"
    with pytest.raises(UnknownTag):
        library.tags.merge(["a", "nope"], "b")
    with pytest.raises(UnknownTag):
        library.tags.merge(["a"], "nope")
    with pytest.raises(BadValue, match="comma"):
        library.tags.rename("a", "x, y")
    assert len(library.tags.all()) == 3


def test_a_deleted_tag_is_nowhere_until_undone(library: Library, six: list[str]) -> None:
    library.tag([six[2], six[0]], ["a"])
    assert library.tags.delete(["A"]).message == "Deleted tag #a from 2 papers"
    assert library.tags.all() == () == library.papers(six[:1])[0].tags
    assert library.tags.used_last() == []
    assert library.counts().untagged == 6
    with pytest.raises(UnknownTag):
        library.tags.delete(["a"])
    library.undo()
    assert in_order(library, "a", six) == "20"


def test_tags_stand_by_name_until_they_are_moved(library: Library, six: list[str]) -> None:
    library.tag(six[:1], ["b", "d", "a"])

    def names() -> str:
        return "".join(name for name, _ in library.tags.all()).lower()

    assert library.tags.move("d", 1).message == "Moved tag #d"
    assert names() == "adb"
    library.tag(six[:1], ["c", "A0"])
    assert names() == "ada0bc"  # new ones by name behind those that have a place
    library.tags.move("a", 99)
    assert names() == "da0bca"
    assert library.tags.move("a", 99).changed == 0
    library.undo()
    assert names() == "ada0bc"
    assert [name.lower() for name in library.tags.used_last()] == ["a0", "c", "a", "d", "b"]


def test_a_tag_has_an_order_of_its_own(library: Library, six: list[str]) -> None:
    library.tag([six[4], six[2]], ["group"])
    library.tag([six[0], six[5], six[4]], ["group"])
    assert in_order(library, "group", six) == "4205"
    move = library.tags.move_papers
    assert move("Group", [six[5]], down=False).message == (
        "Moved “Paper number 5” in #group to place 3"
    )
    steps = len(library.history())
    move("group", [six[5]], down=False)
    move("group", [six[5]], down=False)
    assert move("group", [six[5]], down=False).changed == 0
    assert in_order(library, "group", six) == "5420"
    assert len(library.history()) == steps  # moved on: one step
    assert library.search("tag:group").sort == "tag:group"
    assert library.export(library.select("tag:group").ids, title="").find("number 5") < 40
    move("group", [six[2], six[0]], down=False)
    assert in_order(library, "group", six) == "5204"
    move("group", [six[5], six[2], six[3]], down=True)
    assert in_order(library, "group", six) == "0524"
    assert in_order(library, "group is:unread", six) == "0245"  # that is another list
    assert in_order(library, "gr*", six) == "0245"
    assert library.search("tag:group sort:title").sort == "title"
    for _ in range(3):
        library.undo()
    assert in_order(library, "group", six) == "4205"


def test_deleted_papers_are_no_neighbours(library: Library, six: list[str]) -> None:
    library.tag(six, ["all"])
    library.delete(six[1:4])
    library.tags.move_papers("all", [six[4]], down=False)
    assert in_order(library, "all", six) == "405"
    library.tags.move_papers("all", [six[4]], down=True)
    assert in_order(library, "all", six) == "045"


def test_there_is_room_for_any_number_of_moves(library: Library, six: list[str]) -> None:
    library.tag(six, ["all"])
    for turn in range(80):
        library.tags.move_papers("all", [six[3 if turn % 2 else 2]], down=True)
        library.tags.move_papers("all", [six[2 if turn % 2 else 3]], down=False)
    assert in_order(library, "all", six) == "012345"


_CHOSEN = st.sets(st.integers(0, 4), min_size=1, max_size=3)


@given(st.lists(st.tuples(_CHOSEN, st.booleans()), max_size=6))
@settings(max_examples=25)
def test_papers_move_as_they_would_in_a_list(moves: list[tuple[set[int], bool]]) -> None:
    library = Library(Store.in_memory(), None)
    ids = papers(library, 5)
    library.tag(ids, ["t"])
    model = list(range(5))
    for chosen, down in moves:
        library.tags.move_papers("t", [ids[n] for n in chosen], down=down)
        places = [place for place, n in enumerate(model) if n in chosen]
        step = 1 if down else -1
        for place in reversed(places) if down else places:
            to = place + step
            if 0 <= to < 5 and model[to] not in chosen:
                model[place], model[to] = model[to], model[place]
        assert in_order(library, "t", ids) == "".join(map(str, model))
    library.close()


def test_a_move_among_many_papers_touches_only_that_one(library: Library) -> None:
    ids = papers(library, 500)
    library.tag(ids, ["many"])
    for _ in range(3):
        library.tags.move_papers("many", [ids[250]], down=True)
    step = library.history()[0].number
    library.star(ids[250:251])
    library.tags.move_papers("many", [ids[100]], down=True)
    library.undo(step)  # nothing of it is in the way of the other moves
    ids.insert(101, ids.pop(100))
    assert library.search("tag:many").ids == ids
