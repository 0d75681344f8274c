"""The first papers of the list: the same as the list itself has there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readlist.paper import Fields, Status
from readlist.store import Store

paper = st.tuples(
    st.sampled_from([None, 1, 2, 3]),  # the source
    st.integers(0, 3),  # the place in it
    st.sampled_from(["", "", "", "skipped", "removed"]),
)


@given(st.lists(paper, min_size=1, max_size=12), st.integers(0, 12), st.integers(1, 14))
def test_it_is_a_piece_of_the_list(
    papers: list[tuple[int | None, int, str]], asked: int, most: int
) -> None:
    store = _store(papers)
    skipped = {f"p{number}" for number, paper in enumerate(papers) if paper[2] == "skipped"}
    listed = [paper_id for _, paper_id in store.ordered() if paper_id not in skipped]
    wanted = f"p{asked}"

    found = store.beginning(wanted, most)

    assert len(found.ids) <= most
    assert found.whole == (len(listed) <= most)
    if wanted in listed:
        assert found.ids[found.at] == wanted
        start = listed.index(wanted) - found.at
    else:
        start = found.at
        assert start == 0
    assert found.ids == listed[start : start + len(found.ids)]
    if found.whole:
        assert found.ids == listed
    else:
        # Half of it may be above; only the end of the list cuts off what is below.
        assert found.at <= most // 2
        below = len(found.ids) - found.at
        assert below >= min(most - most // 2, len(listed) - start - found.at)
    store.close()


def _store(papers: list[tuple[int | None, int, str]]) -> Store:
    store = Store.in_memory()
    with store.step("Some papers"), store.transaction():
        for number in (1, 2, 3):
            store.sources.begin(f"{number}.txt", str(number), "text", "utf-8", [])
        for number, (source, position, state) in enumerate(papers):
            row = store.insert_paper(
                f"p{number}",
                Fields(title=f"Paper {number}"),
                title_derived=False,
                source=source,
                position=position,
            )
            if state == "skipped":
                store.set_status([row], Status.SKIPPED)
            elif state == "removed":
                store.remove([row])
    return store
