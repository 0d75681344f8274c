"""Random verbs, undos and redos by two windows, compared with plain copies of all logged tables."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import combinations, count
from pathlib import Path

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from readlist.errors import (
    BadValue,
    NothingToUndo,
    UndoBlocked,
    UnknownQueue,
    UnknownSearch,
    UnknownTag,
)
from readlist.library.parting import works
from readlist.paper import Highlight, MyWord, Status, WordKind
from readlist.store import Store, flip
from tests.store.build import keys_of, record
from tests.store.model import Model, ModelStep


@pytest.fixture(scope="module", autouse=True)
def small_flips() -> Iterator[None]:
    """Flips of few rows a transaction, so that small steps take several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flip, "ROWS", 3)
        yield


@pytest.fixture(scope="module", autouse=True)
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A library to copy for every run; making one takes longer than a run."""
    History.empty = tmp_path_factory.mktemp("empty") / "library.db"
    Store.open(History.empty).close()
    yield
    del History.empty


class History(RuleBasedStateMachine):
    empty: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "library.db"
        shutil.copy(self.empty, self.path)
        self.windows = [Store.open(self.path), Store.open(self.path)]
        self.reader = sqlite3.connect(self.path, isolation_level=None)
        self.model = Model(self.reader)
        self.names = count(1)
        self.joined: dict[tuple[int, str], ModelStep] = {}
        self.indexed: dict[int, object] = {}

    def teardown(self) -> None:
        for store in self.windows:
            store.close()
        self.reader.close()
        shutil.rmtree(self.folder)

    # Doing

    @contextmanager
    def doing(self, window: int, join: str | None = None) -> Iterator[Store]:
        """One step; the model takes note of it."""
        store, newest = self.windows[window], self.model.newest()
        with store.step(f"step {next(self.names)}", join=join) as step:
            yield store
        done = self.model.note(window, step.leader, newest)
        if join is not None and done is not None:
            known = self.joined.get((window, join))
            assert done is known or known is None or known.state != "done"
            self.joined[window, join] = done

    def pick(self, table: str, numbers: list[int]) -> list[int]:
        rows = [int(str(key)) for name, key in self.model.current if name == table]
        return list(dict.fromkeys(rows[number % len(rows)] for number in numbers)) if rows else []

    window = st.integers(0, 1)
    some = st.lists(st.integers(0, 30), min_size=1, max_size=4)

    @initialize()
    def start(self) -> None:
        self.bring(0, 5, 2, False)

    @rule(window=window, papers=st.integers(0, 7), batch=st.integers(1, 4), finish=st.booleans())
    def bring(self, window: int, papers: int, batch: int, finish: bool) -> None:
        """An import over several transactions, of papers that are new."""
        name = next(self.names)
        with self.doing(window) as store:
            with store.transaction():
                source = store.sources.begin(f"s{name}", f"sha{name}", "trending", "utf-8", [])
                store.sources.keep_text(f"sha{name}", "text")
            for start in range(0, papers, batch):
                with store.transaction():
                    for number in range(start, min(papers, start + batch)):
                        read = record(f"title {name} {number}", number * 2 + 1, abstract="a")
                        row = store.insert_paper(
                            f"id{name}x{number}",
                            read,
                            title_derived=bool(number % 2),
                            source=source,
                            position=number,
                        )
                        store.add_sighting(row, source, read, keys_of(read))
            if finish:
                with store.transaction():
                    store.sources.finish(source)

    @rule(window=window, some=some)
    def bring_known(self, window: int, some: list[int]) -> None:
        """An import that sees known papers, and changes what they are shown as."""
        name = next(self.names)
        papers = self.pick("papers", some)
        with self.doing(window) as store, store.transaction():
            source = store.sources.begin(f"s{name}", f"sha{name}", "trending", "utf-8", [])
            for number, row in enumerate(papers):
                read = record(f"title {name}", number * 2 + 1, venue=f"venue {name}")
                store.add_sighting(row, source, read, keys_of(read))
                store.update_fields(row, read, False, keys_of(read))

    @rule(window=window, which=st.integers(0, 30))
    def bring_again(self, window: int, which: int) -> None:
        """A file whose import was undone: the same hash and the same ids, in other rows."""
        lost = [
            (part, place)
            for step in self.model.undone()
            for part in step.parts
            for place in part.touched
            if place[0] == "sources" and place in part.after and place not in self.model.current
        ]
        if not lost:
            return
        part, place = lost[which % len(lost)]
        _, name, sha, *_ = part.after[place]
        ids = [
            str(row[1])
            for (table, key), row in part.after.items()
            if table == "papers" and (table, key) in part.touched
        ]
        present = self.model.values("papers", "id") | self.model.values("aliases", "alias")
        if sha in self.model.values("sources", "sha"):
            return
        with self.doing(window) as store, store.transaction():
            source = store.sources.begin(str(name), str(sha), "trending", "utf-8", [])
            for public_id in ids:
                if public_id not in present:
                    store.insert_paper(
                        public_id, record("again"), title_derived=False, source=source, position=1
                    )

    @rule(window=window, some=some, on=st.booleans())
    def star(self, window: int, some: list[int], on: bool) -> None:
        with self.doing(window) as store, store.transaction():
            store.set_starred(self.pick("papers", some), on)

    @rule(window=window, some=some, status=st.sampled_from(Status))
    def set_status(self, window: int, some: list[int], status: Status) -> None:
        with self.doing(window) as store, store.transaction():
            store.set_status(self.pick("papers", some), status)

    @rule(window=window, some=some, name=st.sampled_from(["rl", "RL", "gan", "to read"]))
    def tag(self, window: int, some: list[int], name: str) -> None:
        with self.doing(window) as store, store.transaction():
            store.add_tags(self.pick("papers", some), [name])

    @rule(window=window, some=some, name=st.sampled_from(["rl", "gan"]))
    def untag(self, window: int, some: list[int], name: str) -> None:
        with self.doing(window) as store, store.transaction():
            store.remove_tags(self.pick("papers", some), [name, "to read"])

    @rule(window=window, some=some, text=st.sampled_from(["", "a note", "ünïcödé \x00\ud800"]))
    def write(self, window: int, some: list[int], text: str) -> None:
        with self.doing(window) as store:
            for row in self.pick("papers", some):
                with store.transaction():
                    store.set_note(row, text, store.note(row).version)

    @rule(window=window, which=st.integers(0, 30), join=st.sampled_from(["visit 1", "visit 2"]))
    def autosave(self, window: int, which: int, join: str) -> None:
        text = f"saved {next(self.names)}"
        with self.doing(window, join=join) as store:
            for row in self.pick("papers", [which]):
                with store.transaction():
                    store.set_note(row, text, store.note(row).version)

    @rule(window=window, some=some)
    def remove(self, window: int, some: list[int]) -> None:
        with self.doing(window) as store, store.transaction():
            store.remove(self.pick("papers", some))

    @rule(window=window, some=some)
    def edit(self, window: int, some: list[int]) -> None:
        with self.doing(window) as store, store.transaction():
            for row in self.pick("papers", some):
                title = f"edited {next(self.names)}"
                store.set_edits(row, {**store.edits(row), "title": title})
                store.update_fields(row, record(title), False)

    @rule(window=window, some=some)
    def merge(self, window: int, some: list[int]) -> None:
        """Into the first of them; what it shows is folded anew."""
        kept, *others = self.pick("papers", some) or [0]
        with self.doing(window) as store, store.transaction():
            for row in others:
                store.merging.merge(kept, row)
                (fields, *_) = (*store.records_of(kept), record("nothing"))
                store.update_fields(kept, fields, False, keys_of(fields))

    @rule(window=window, which=st.integers(0, 30))
    def split(self, window: int, which: int) -> None:
        """The last sighting becomes a paper again: what it was, if it was merged in."""
        for row in self.pick("papers", [which]):
            with self.doing(window) as store, store.transaction():
                for each in store.merging.seen(row)[1:][-1:]:
                    if each.origin in {merge.alias for merge in store.merging.merges(row)}:
                        group = [
                            one.row for one in store.merging.seen(row) if one.origin == each.origin
                        ]
                        public_id = str(each.origin)
                    else:
                        group, public_id = [each.row], f"split{next(self.names)}"
                    new = store.merging.split_off(
                        group, public_id, each.fields, title_derived=False
                    )
                    made = works(store, row, "kept", {public_id})
                    store.merging.set_work(row, made["kept"])
                    if public_id in made:
                        store.merging.set_work(new, made[public_id])
                    store.doubles.keep_apart([(row, new)])

    @rule(window=window, some=some)
    def keep_apart(self, window: int, some: list[int]) -> None:
        with self.doing(window) as store, store.transaction():
            store.doubles.keep_apart(list(combinations(self.pick("papers", some), 2)))

    @rule(window=window, which=st.integers(0, 30), most=st.integers(1, 4))
    def forget(self, window: int, which: int, most: int) -> None:
        """A source, a few papers a transaction."""
        for source in self.pick("sources", [which]):
            with self.doing(window) as store:
                tags, after = store.sources.import_tags(source), 0
                while True:
                    with store.transaction():
                        batch = store.sources.forget_some(
                            source, after=after, most=most, import_tags=tags
                        )
                        if batch is None:
                            store.sources.finish_forgetting(source)
                            break
                    after = batch.last

    @rule(window=window, some=some)
    def rename_source(self, window: int, some: list[int]) -> None:
        with self.doing(window) as store, store.transaction():
            for row in self.pick("sources", some):
                store.sources.rename(row, f"renamed {next(self.names)}")

    @rule(
        window=window,
        verb=st.sampled_from(["save", "save", "rename", "delete", "move"]),
        name=st.sampled_from(["gan", "GAN", "to read"]),
        to=st.integers(0, 3),
    )
    def search(self, window: int, verb: str, name: str, to: int) -> None:
        """Saved searches; a name that is taken, or that of none, changes nothing."""
        with self.doing(window) as store, suppress(BadValue, UnknownSearch), store.transaction():
            match verb:
                case "save":
                    store.searches.add(name if to else f"search {next(self.names)}", "is:unread")
                case "rename":
                    store.searches.rename(name, ["GAN", "other", "to read", "Gan"][to])
                case "delete":
                    store.searches.delete(name)
                case "move":
                    store.searches.move(name, to)

    @rule(
        window=window,
        verb=st.sampled_from(["rename", "delete", "move", "move papers"]),
        name=st.sampled_from(["rl", "gan", "to read"]),
        to=st.integers(0, 3),
        some=some,
    )
    def tags(self, window: int, verb: str, name: str, to: int, some: list[int]) -> None:
        """Tags renamed (into one there is: merged), deleted, and put in order."""
        with self.doing(window) as store, suppress(UnknownTag), store.transaction():
            match verb:
                case "rename":
                    store.tags.rename(name, ["GAN", "other", "rl", "Rl"][to])
                case "delete":
                    store.tags.delete(name)
                case "move":
                    store.tags.move(name, to)
                case "move papers":
                    store.tags.move_papers(name, self.pick("papers", some), down=bool(to % 2))

    @rule(window=window, word=st.sampled_from(["toy", "novel"]), kind=st.sampled_from(WordKind))
    def words(self, window: int, word: str, kind: WordKind) -> None:
        """A word on one list, then on the other, then on none."""
        with self.doing(window) as store, store.transaction():
            if not store.words.put(MyWord(word, kind), word):
                store.words.remove(word)

    @rule(window=window, some=some, verb=st.sampled_from(["mark", "remark", "unmark"]))
    def highlight(self, window: int, some: list[int], verb: str) -> None:
        with self.doing(window) as store, store.transaction():
            for row in self.pick("papers", some):
                match verb:
                    case "mark":
                        store.highlights.add(row, [Highlight("A sentence.")])
                    case "remark":
                        store.highlights.set_remark(row, "A sentence.", f"re {next(self.names)}")
                    case "unmark":
                        store.highlights.remove(row, ["A sentence."])

    @rule(window=window, some=some, decision=st.sampled_from(["read", "later"]))
    def decide(self, window: int, some: list[int], decision: str) -> None:
        """A decision in a triage: on the paper, and in the queue, where one is somewhere else
        then."""
        if not self.pick("queues", [0]):
            self.queue(window, 0, "start")
        rows, (queue,) = self.pick("papers", some), self.pick("queues", some[:1])
        with self.doing(window) as store, store.transaction():
            for row in rows:
                store.queues.decide(queue, row, decision, 1, next(self.names))
                if decision == "read":
                    store.set_status([row], Status.READ)
                finished = bool(row % 2)
                store.queues.keep_place(queue, row, 1, row, 9, finished=finished)

    @rule(
        window=window,
        which=st.integers(0, 30),
        verb=st.sampled_from(["start", "finish", "reorder", "leave", "discard"]),
    )
    def queue(self, window: int, which: int, verb: str) -> None:
        """Of what becomes of a queue, only that it is deleted is part of the history."""
        store = self.windows[window]
        if verb == "start":
            store.queues.start("q", "", "list", list(store.ids_of([1, 2, 3]).values()))
            self.model.current = self.model.copy()
        for queue in self.pick("queues", [which]):
            match verb:
                case "finish":
                    store.queues.keep_place(queue, 3, 1, 3, 3, finished=bool(which % 3))
                case "reorder":
                    with suppress(UnknownQueue):  # one that was made by hand has no papers
                        before = store.queues.papers(queue)
                        store.queues.reorder(queue, before.ids[::-1], "random", 0)
                        assert store.queues.papers(queue).listed == before.listed
                case "leave":
                    store.queues.forget(queue)
                    self.model.current = self.model.copy()
                case "discard":
                    with self.doing(window), store.transaction():
                        store.queues.discard(queue)

    @rule(window=window, which=st.integers(0, 30))
    def take_back(self, window: int, which: int) -> None:
        """What an older step did, whatever is in its way; a step like any other."""
        done = [step for step in self.model.steps if step.state == "done"]
        log = self.windows[window].log
        if not done or not log.can_take_back(number := done[which % len(done)].number):
            return
        changes = log.changes(number, log.papers_of(number))
        with self.doing(window) as store, store.transaction():
            event("taken back" if store.log.take_back(changes) else "nothing to take back")

    @rule(which=st.integers(0, 30))
    def look(self, which: int) -> None:
        """What the history says a step did to its rows is what it did."""
        steps = [step for step in self.model.steps if step.state != "dropped"]
        if not steps:
            return
        step, log = steps[which % len(steps)], self.windows[0].log
        papers = log.papers_of(step.number)
        changes = log.changes(step.number, papers) + log.changes(step.number, [])
        event("looked into")
        for change in changes:
            table = self.model.tables[change.table]
            row = change.after or change.before
            assert row is not None
            key = ":".join(str(row[column]) for column in table.key)
            place = (change.table, key if len(table.key) > 1 else row[table.key[0]])
            parts = [part for part in step.parts if place in part.touched]
            for said, was in ((change.before, parts[0].before), (change.after, parts[-1].after)):
                told = None if said is None else self.model.logged(change.table, said.values())
                assert told == was.get(place)

    @rule(window=window)
    def remember(self, window: int) -> None:
        """Settings, recent queries, sketches and suggestions are no part of the history."""
        with self.doing(window) as store:
            store.doubles.add_sketches([(next(self.names), 1)], up_to=1)
            store.doubles.suggest(1, [(2, "title", 0.5)])
            store.set_setting("theme", f"theme {next(self.names)}")
            store.searches.remember(f"query {next(self.names)}")

    @rule(window=window, which=st.integers(0, 30))
    def fail(self, window: int, which: int) -> None:
        """An error half-way: what was committed stays, the rest is as if it had not been."""
        rows = self.pick("papers", [which, which + 1])
        with self.doing(window) as store:
            with store.transaction():
                store.set_starred(rows[:1], True)
            with suppress(ZeroDivisionError), store.transaction():
                store.set_starred(rows, False)
                store.remove(rows)
                raise ZeroDivisionError

    @rule(window=window, some=some, meanwhile=st.sampled_from(["star", "undo", "autosave"]))
    def interleave(self, window: int, some: list[int], meanwhile: str) -> None:
        """A step of two transactions, and the other window's between them."""
        store, other = self.windows[window], 1 - window
        rows = self.pick("papers", some)
        newest = self.model.newest()
        with store.step(f"step {next(self.names)}") as step:
            with store.transaction():
                store.add_tags(rows[:1], ["before"])
                store.set_starred(rows, True)
            begun = self.model.note(window, step.leader, newest)
            if meanwhile == "undo" and begun is not None:
                self.try_undo(other, begun, begun.number)
            elif meanwhile == "autosave":
                self.autosave(other, some[0], "visit 1")
            else:
                self.star(other, some[:1], False)
            newest = self.model.newest()
            with store.transaction():
                store.set_starred(rows, False)
                store.add_tags(rows, ["after"])
        self.model.note(window, step.leader, newest)

    @rule(
        window=window,
        some=some,
        what=st.sampled_from(
            ["highlight", "alias", "queue", "decide", "merge", "split", "apart", "name", "clear"]
        ),
    )
    def by_hand(self, window: int, some: list[int], what: str) -> None:
        """Writes as no verb makes them, to tables that are logged."""
        papers, tags = self.pick("papers", some), self.pick("tags", some)
        new = next(self.names)
        with self.doing(window) as store, store.transaction():
            run = store._connections.get().execute
            for paper in papers:
                match what:
                    case "highlight":
                        run(
                            "INSERT INTO highlights (paper, quote, changed_at) VALUES (?, ?, '')",
                            (paper, f"quote {new}"),
                        )
                    case "alias":
                        run(
                            "INSERT INTO aliases (alias, paper, changed_at) VALUES (?, ?, '')",
                            (f"a{new}x{paper}", paper),
                        )
                    case "queue":
                        queue = run(
                            "INSERT INTO queues (name, query, created_at, changed_at)"
                            " VALUES ('q', '', '', '')"
                        ).lastrowid
                        run(
                            "INSERT INTO queue_items (queue, paper, decision, round, changed_at)"
                            " VALUES (?, ?, 'later', 1, '')",
                            (queue, paper),
                        )
                    case "decide":
                        run("UPDATE queue_items SET decision = ? WHERE paper = ?", (new, paper))
                        run("DELETE FROM highlights WHERE paper = ?", (paper,))
                        run("DELETE FROM apart WHERE one = ?", (paper,))
                    case "apart" if paper != papers[0]:
                        pair = sorted((paper, papers[0]))
                        run("INSERT OR IGNORE INTO apart VALUES (?, ?, ?)", (*pair, str(new)))
                    case "split":
                        row = store.insert_paper(
                            f"split{new}x{paper}",
                            record("split"),
                            title_derived=False,
                            source=None,
                            position=0,
                        )
                        run("UPDATE sightings SET paper = ? WHERE paper = ?", (row, paper))
                    case "merge":
                        run("UPDATE sightings SET paper = ? WHERE paper = ?", (papers[0], paper))
            for tag in tags:
                if what == "name":
                    name = f"T{new}x{tag}"
                    run("UPDATE tags SET name = ?, folded = ? WHERE row = ?", (name, name, tag))
                elif what == "clear":
                    run("DELETE FROM paper_tags WHERE tag = ?", (tag,))
                    run("DELETE FROM tags WHERE row = ?", (tag,))

    # Undoing and redoing

    move = st.sampled_from(["undo", "undo one", "redo", "redo one"])

    @rule(moves=st.lists(st.tuples(move, window, st.integers(0, 30)), min_size=1, max_size=6))
    def travel(self, moves: list[tuple[str, int, int]]) -> None:
        """Several at once, for there are many more rules that write."""
        for move, window, which in moves:
            if move == "undo":
                self.undo(window)
            elif move == "redo":
                self.redo(window)
            elif move == "redo one":
                self.redo_one(window, which)
            else:
                self.undo_one(window, which)

    @rule(window=window)
    def undo(self, window: int) -> None:
        """This window's newest step, else (and if it has to wait) the library's."""
        own = self.model.done(window)
        if not own:
            with pytest.raises(NothingToUndo):
                self.windows[window].undo()
            return
        newest = max(own, key=lambda step: step.last)
        if self.has_to_wait(newest):
            everyones = [step for step in self.model.steps if step.state == "done"]
            newest = max(everyones, key=lambda step: step.last)
        self.try_undo(window, newest, None)

    @rule(window=window, which=st.integers(0, 30))
    def undo_one(self, window: int, which: int) -> None:
        """Any step, by its number."""
        if not self.model.steps:
            return
        step = self.model.steps[which % len(self.model.steps)]
        if step.state != "done":
            with pytest.raises(NothingToUndo):
                self.windows[window].undo(step.number)
            return
        self.try_undo(window, step, step.number)

    def has_to_wait(self, step: ModelStep) -> bool:
        wanted = self.model.flipped(step, undoing=True)
        return self.model.blocks_undo(step) or self.model.unsound(wanted)

    def try_undo(self, window: int, step: ModelStep, number: int | None) -> None:
        model, store = self.model, self.windows[window]
        wanted = model.flipped(step, undoing=True)
        if self.has_to_wait(step):
            event("undo blocked")
            with pytest.raises(UndoBlocked):
                store.undo(number)
            model.check(model.current)
            return
        undone = store.undo(number)
        assert (undone.number, undone.undone) == (step.number, True)
        model.check(wanted)
        model.set_flipped(step, window, undoing=True)
        event("undone")

    @rule(window=window)
    def redo(self, window: int) -> None:
        """What this window undid last, else what was undone last, of what does not have to wait,
        if nothing else was done since."""
        candidates = self.model.to_redo(window)
        if candidates:
            self.try_redo(window, candidates, None)
            return
        event("redo of nothing" if not self.model.undone() else "redo after something else")
        with pytest.raises(NothingToUndo):
            self.windows[window].redo()

    @rule(window=window, which=st.integers(0, 30))
    def redo_one(self, window: int, which: int) -> None:
        """Any step that is undone, by its number."""
        if undone := self.model.undone():
            step = undone[which % len(undone)]
            self.try_redo(window, [step], step.number)

    def try_redo(self, window: int, candidates: list[ModelStep], number: int | None) -> None:
        model, store = self.model, self.windows[window]
        first = next((step for step in candidates if model.can_redo(step)), None)
        try:
            redone = store.redo(number)
        except UndoBlocked as error:
            model.check(model.current)
            if "no longer" not in str(error):
                event("redo blocked")
                assert first is None
                return
            event("redo impossible")
            (step,) = (step for step in candidates if model.is_dropped(step))
            passed = candidates[: candidates.index(step) + 1]
            assert first not in passed
            assert model.unsound(model.flipped(step, undoing=False))
            step.state = "dropped"
            model.drop_built_on(step)
        else:
            event("redone")
            assert first is not None
            assert redone.number == first.number
            model.check(model.flipped(first, undoing=False))
            model.set_flipped(first, window, undoing=False)

    @rule(window=window)
    def reopen(self, window: int) -> None:
        """Another run of the program is another window."""
        self.windows[window].close()
        self.windows[window] = Store.open(self.path)
        for step in self.model.steps:
            if step.window == window:
                step.window = -1
            if step.undone_by == window:
                step.undone_by = -1
        self.joined = {key: step for key, step in self.joined.items() if key[0] != window}

    @invariant()
    def history_agrees(self) -> None:
        shown = {step.number: step.undone for step in self.windows[0].history(None)}
        assert shown == {step.number: step.state != "done" for step in self.model.steps}

    # The index

    @rule(window=window, most=st.integers(1, 40))
    def follow(self, window: int, most: int) -> None:
        """The index follows some of the queue."""
        store = self.windows[window]
        entries = store.feed.pending(most)
        for _, row in entries:
            self.indexed.pop(row, None)
        self.indexed.update(
            (each.row, each) for each in store.feed.documents([row for _, row in entries])
        )
        if entries:
            store.feed.drop_pending(entries[-1][0], "")

    @invariant()
    def queue_knows(self) -> None:
        """Every paper whose text is not what the index has is in the queue."""
        store = self.windows[0]
        rows = [int(row) for (row,) in self.reader.execute("SELECT row FROM papers")]
        present = {each.row: each for each in store.feed.documents(rows)}
        waiting = {row for _, row in store.feed.pending(10**6)}
        for row in present.keys() | self.indexed.keys():
            assert row in waiting or present.get(row) == self.indexed.get(row)


class TestHistory(History.TestCase):
    settings = settings(max_examples=20, stateful_step_count=40)


@pytest.mark.long
class TestLongHistory(History.TestCase):
    settings = settings(max_examples=500, stateful_step_count=60)
