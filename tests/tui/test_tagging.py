"""What is typed to tag papers, without the sheet around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import BadValue
from readlist.tui.tagging import Tagged, Tagging

NAMES = ("rl", "rl-late", "to-read", "a,b", "-odd")
HELD = st.dictionaries(st.sampled_from(NAMES), st.integers(1, 3))
TYPED = st.text(alphabet="rltoad-+,# b", max_size=12)


@given(HELD, TYPED, st.lists(st.sampled_from(NAMES), max_size=4))
def test_whatever_is_typed_only_what_would_change_is_changed(
    held: dict[str, int], typed: str, marks: list[str]
) -> None:
    tags = Tagging(Tagged(held, 3, [(name, 5) for name in NAMES]))
    for name in marks:
        tags.mark(name)
    parts = tags.parts(typed)
    rows = tags.fitting(parts[-1])
    for row in (None, *rows[:2]):
        try:
            add, remove = tags.outcome(parts, row)
        except BadValue:  # the other thing that may come of it
            continue
        assert all(held.get(name, 0) < 3 for name in add)
        assert all(name in held for name in remove)
        assert not set(add) & set(remove)


def test_three_marks_on_what_some_have_leave_it_as_it_was() -> None:
    tags = Tagging(Tagged({"rl": 1}, 3, [("rl", 5)]))
    seen = []
    for _ in range(3):
        tags.mark("rl")
        seen.append(tags.outcome([""], None))
    assert seen == [(("rl",), ()), ((), ("rl",)), ((), ())]
