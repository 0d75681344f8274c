"""Papers near to one, or to those that are starred: from what a query names to its answer, and why
each paper is in it. How they are ranked says `readlist.search.likeness.profile`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from readlist.errors import AmbiguousPaper, IndexUnavailable, UnknownPaper
from readlist.search import STARRED, And, Like, Node, Not, Or, Profile, Query, State, Text
from readlist.store import Store

MOST = 200
"""So many of the papers starred last, and of those skipped last, say what is liked: tastes move."""

_REMEMBERED = 1_000  # papers whose words are remembered with an answer, which is drawn many times
_NOT_READY = "what is similar can be told as soon as the search index is ready"

ProfileOf = Callable[[Sequence[Text], Sequence[Text]], Profile]
"""`Index.profile`."""


@dataclass(slots=True)
class Likes:
    """What the papers that a query names are about. One query's."""

    store: Store
    profile_of: ProfileOf | None
    """None: there is no index to ask."""
    kept: dict[str, Profile]
    """Those that are known already; new ones are added."""
    hints: list[str] = field(default_factory=list)
    """Why nothing is near to some of them, a sentence each."""

    def known(self, query: Query) -> Query:
        """The query with everything the index has to know for it."""
        return query.with_likes(self._known)

    def _known(self, like: Like) -> Node:
        if self.profile_of is None:
            self.hints.append(_NOT_READY)
            return Or(())
        try:
            profile = self.kept.get(like.of) or self._profile(like.of, self.profile_of)
        except (UnknownPaper, AmbiguousPaper) as error:
            self.hints.append(f"similar:{like.of}: {error}".rstrip("."))
            return Or(())
        except IndexUnavailable:
            self.hints.append(_NOT_READY)
            return Or(())
        if not profile.telling():
            self.hints.append(_nothing_to_go_by(like.of, profile))
            return Or(())
        self.kept[like.of] = profile
        near = Like(like.of, profile)
        return And((near, Not(State("is", "starred")))) if like.of == STARRED else near

    def _profile(self, of: str, profile_of: ProfileOf) -> Profile:
        if of != STARRED:
            return profile_of(self._texts(self.store.rows_of([self.store.resolve(of)])), ())
        liked = self.store.newest_marked("starred", MOST)
        disliked = set(self.store.newest_marked("skipped", MOST)).difference(liked)
        return profile_of(self._texts(liked), self._texts(sorted(disliked)))

    def _texts(self, rows: Sequence[int]) -> list[Text]:
        return [
            Text(each.row, each.title, each.abstract) for each in self.store.feed.documents(rows)
        ]


def _nothing_to_go_by(of: str, profile: Profile) -> str:
    if of != STARRED and not profile.rows:
        return f"similar:{of}: that paper was deleted"
    if of != STARRED:
        return f"similar:{of}: none of its words are in another paper"
    if not profile.rows:
        return "similar:starred: nothing is starred yet, so nothing can be near to it"
    return "similar:starred: none of their words are in another paper"


@dataclass(frozen=True, slots=True)
class Why:
    """The words that brought papers up."""

    store: Store
    profiles: tuple[Profile, ...]
    known: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def __call__(self, paper_id: str) -> tuple[str, ...]:
        """The most telling words of a paper, as they are written in it; () if it is not there."""
        words = self.known.get(paper_id)
        if words is None:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            words = self.known[paper_id] = self._words(paper_id)
        return words

    def _words(self, paper_id: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for paper in self.store.papers([paper_id]):
            title = None if paper.title_derived else paper.title
            for profile in self.profiles:
                found.update(dict.fromkeys(profile.why(title, paper.abstract)))
        return tuple(found)


def why(store: Store, query: Query) -> Why | None:
    """For a query whose likes are known; None if it asks for nothing that is similar."""
    profiles = tuple(like.profile for like in query.likes() if like.profile)
    return Why(store, profiles) if profiles else None
