"""Any verbs in any order, by two windows that each know papers the other may have taken away: each
is done, or says in a sentence why not; and afterwards lists, counts and search agree."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from readlist import Library
from readlist.errors import ReadlistError
from readlist.library.sentences import sentences
from readlist.library.triage import Decision
from readlist.paper import Paper, Status, WordKind
from tests.copying import filled

WORDS = ("kettles", "tides", "moss", "birds", "maps", "songs")
T = TypeVar("T")


class Chosen:
    """What the numbers that were drawn mean, one after the other."""

    def __init__(self, numbers: Sequence[int], ids: Sequence[str]) -> None:
        self._numbers = cycle(numbers)
        self._ids = ids

    def of(self, things: Sequence[T]) -> T:
        return things[next(self._numbers) % len(things)]

    def paper(self) -> str:
        return self.of(self._ids)

    def papers(self) -> list[str]:
        return [self.paper() for _ in range(self.of((1, 2, 3)))]

    def pairs(self) -> list[tuple[str, str]]:
        return [(self.paper(), self.paper()) for _ in range(self.of((1, 2)))]

    def step(self, library: Library) -> int:
        return self.of(library.history(12)).number

    def source(self, library: Library) -> int:
        return self.of([each.row for each in library.sources()] or [1])

    def tag(self, library: Library) -> str:
        return self.of([name for name, _ in library.tags.all()] or ["none"])


def bring(library: Library, to: Chosen) -> None:
    """A listing of papers of which some are known, by title, by abstract, or by neither."""
    lines = []
    for _ in range(to.of((1, 2, 3))):
        title = to.of(("A Survey", *(f"Of {word}" for word in WORDS)))
        one, other = to.of(WORDS), to.of(WORDS)
        lines += [title, f"We study {one} and {other} at length. They are {to.of(WORDS)} in turn."]
    library.import_text("\n".join(lines), to.of(("monday", "friday")), format="trending")


def go_through(library: Library, to: Chosen) -> None:
    waiting = library.queues.unfinished()
    number = waiting[0].number if waiting else library.queues.start(ids=to.papers()).number
    triage = library.queues.resume(number)
    if triage.paper is None:
        library.queues.discard(number)
        return
    paper, decision = triage.paper, to.of([*Decision])
    triage.decide(decision)
    library.queues.decide(number, paper, decision, triage.place, None)
    library.queues.reorder(triage, to.of(("newest", "file")))


def mark(library: Library, to: Chosen) -> None:
    paper = library.paper(to.paper())
    start, end = to.of(sentences(paper.abstract or "None."))
    quote = (paper.abstract or "None.")[start:end]
    if to.of((True, False)):
        library.highlights.toggle(paper.id, quote)
    else:
        library.highlights.remark(paper.id, quote, to.of(("", "birds", "why")))


def look(library: Library, to: Chosen) -> None:
    number = to.step(library)
    library.log.touched(number, library.log.details(number).papers)
    library.log.in_the_way(number)
    library.log.of_paper(to.paper())
    library.places(to.paper())


VERBS: dict[str, Callable[[Library, Chosen], object]] = {
    "bring": bring,
    "forget": lambda on, to: on.forget_source(to.source(on)),
    "star": lambda on, to: on.star(to.papers(), to.of((True, False))),
    "status": lambda on, to: on.set_status(to.papers(), to.of([*Status])),
    "tag": lambda on, to: on.tag(to.papers(), [to.of("ab")], [to.of("cd")]),
    "rename tag": lambda on, to: on.tags.rename(to.tag(on), to.of("abc")),
    "move tag": lambda on, to: on.tags.move_papers(
        to.tag(on), to.papers(), down=to.of((True, False))
    ),
    "note": lambda on, to: on.append_note(to.paper(), to.of(WORDS)),
    "edit": lambda on, to: on.edit(to.paper(), title=to.of(("", "Maps", "Songs"))),
    "delete": lambda on, to: on.delete(to.papers()),
    "merge": lambda on, to: on.merge(to.papers()),
    "merge pairs": lambda on, to: on.merge_pairs(to.pairs()),
    "keep both": lambda on, to: on.keep_both(to.pairs()),
    "split": lambda on, to: on.split(to.paper()),
    "mark": mark,
    "go through": go_through,
    "word": lambda on, to: on.words.add([to.of(WORDS)], to.of([*WordKind])),
    "search": lambda on, to: on.searches.save(to.of(WORDS), to.of(WORDS)),
    "look": look,
    "undo": lambda on, to: on.undo(),
    "undo only": lambda on, to: on.log.undo_only(to.step(on)),
    "undo chain": lambda on, to: on.log.undo_chain(to.step(on)),
    "redo": lambda on, to: on.redo(),
}


class Windows(RuleBasedStateMachine):
    stock: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(self.stock, self.folder, dirs_exist_ok=True)
        self.windows = [self.opened(), self.opened()]
        self.ids = list(self.windows[0].select("").ids)
        self.visits = [each.visit_note(self.ids[0]) for each in self.windows]

    def opened(self) -> Library:
        return Library.open(self.folder / "library.db", indexes=self.folder / "index")

    def teardown(self) -> None:
        agree(self.windows[0])
        for window in self.windows:
            window.close()
        shutil.rmtree(self.folder)

    @rule(
        window=st.integers(0, 1),
        verb=st.sampled_from([*VERBS]),
        numbers=st.lists(st.integers(0, 30), min_size=5, max_size=5),
    )
    def act(self, window: int, verb: str, numbers: list[int]) -> None:
        library = self.windows[window]
        with suppress(ReadlistError):
            VERBS[verb](library, Chosen(numbers, self.ids))
        known = set(self.ids)
        self.ids += [each for each in library.select("").ids if each not in known]

    @rule(window=st.integers(0, 1), word=st.sampled_from(WORDS))
    def go_on_writing(self, window: int, word: str) -> None:
        """On a note that was opened at the beginning, whatever became of its paper."""
        visit = self.visits[window]
        with suppress(ReadlistError):
            visit.save(f"{visit.text}\n{word}")


def agree(library: Library) -> None:
    papers = library.papers(library.select("").ids)
    counts = library.counts()
    assert (counts.papers, counts.starred) == (len(papers), sum(each.starred for each in papers))
    assert dict(counts.tags) == {
        name: sum(name in each.tags for each in papers) for each in papers for name in each.tags
    }
    for word in WORDS:
        found = library.search(word)
        wanted = {each.id for each in papers if word in said(each)}
        assert (set() if found.partly else set(found.ids)) == wanted


def said(paper: Paper) -> list[str]:
    title = "" if paper.title_derived else paper.title
    marks = [part for each in paper.highlights for part in (each.quote, each.remark)]
    text = " ".join(filter(None, [title, paper.abstract, paper.note, *marks]))
    return text.casefold().replace(".", " ").split()


@pytest.fixture(scope="module", autouse=True)
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    def fill(library: Library) -> None:
        for numbers in ((2, 1, 3, 0, 2), (0, 5, 4, 1, 1)):
            bring(library, Chosen(numbers, ()))

    Windows.stock = filled(tmp_path_factory.mktemp("stock"), fill)
    yield
    del Windows.stock


class TestWindows(Windows.TestCase):
    settings = settings(max_examples=6, stateful_step_count=25)


@pytest.mark.long
class TestLongWindows(Windows.TestCase):
    settings = settings(max_examples=200, stateful_step_count=60)
