"""What somebody has begun to do with the sample papers, so that there is something of each kind."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from readlist.library import ImportReport, Library
from readlist.paper import Status, WordKind
from readlist.store.values import dated

_ATTENTION = "Attention Is All You Need"
_FLASH = "FlashAttention: Fast and Memory-Efficient"
_LORA = "LoRA: Low-Rank Adaptation"
_CLIP = "Learning Transferable Visual Models"
_IMAGE = "An Image is Worth 16x16 Words"
_RESIDUAL = "Deep Residual Learning"
_DIFFUSION = "Denoising Diffusion Probabilistic Models"
_TAIL = "The Tail at Scale"
_MAPREDUCE = "MapReduce: Simplified Data Processing"
_CLOCKS = "Time, Clocks, and the Ordering of Events"

_STARRED = (_ATTENTION, _FLASH, _LORA, _CLIP, _DIFFUSION, _TAIL)
_SKIPPED = ("D* Lite", "deoxyglucose method")
_TRUST = "Reflections on Trusting Trust"
_TAGS = {
    "reading-group": (_ATTENTION, _LORA, _IMAGE),
    "systems": (_FLASH, _TAIL, _MAPREDUCE, _CLOCKS),
    "vision": (_CLIP, _RESIDUAL, _IMAGE),
}
_NOTE = """\
The baseline for our **ablation**. Still to do:

- rerun with six heads
- how much of it is the *position encoding*?
"""
_CAME_IN = 12
"""How many days ago the samples came in."""
_SEARCHES = {"faster training": "fast OR cheap OR memory", "pictures to read": "image is:unread"}


def come_in(library: Library) -> ImportReport:
    """Import the samples, as of some days ago."""
    with _days_ago(_CAME_IN):
        return library.import_samples()


def begin(library: Library) -> None:
    """Star, read, skip and tag some of the samples; a note, highlights, words and searches.

    As somebody would over some days, so that there is a history and something to count.
    """
    attention, flash = _ids(library, (_ATTENTION, _FLASH))
    with _days_ago(10):
        library.star(_ids(library, _STARRED))
        library.words.add(["attention", "transformer"], WordKind.WANTED)
        library.words.add(["Atari", "robot"], WordKind.UNWANTED)
        for name, query in _SEARCHES.items():
            library.searches.save(name, query)
    with _days_ago(9):
        library.set_status([attention], Status.READ)
        library.set_note(attention, _NOTE)
        library.highlights.mark(attention, "drops recurrence")
    with _days_ago(8):
        library.set_status(_ids(library, _SKIPPED), Status.SKIPPED)
    with _days_ago(6):
        library.set_status(_ids(library, (_TAIL,)), Status.READ)
    with _days_ago(3):
        for tag, titles in _TAGS.items():
            library.tag(_ids(library, titles), [tag])
    with _days_ago(2):
        library.set_status(_ids(library, (_TRUST,)), Status.READ)
    with _days_ago(1):
        library.set_status([flash], Status.READING)
        library.highlights.mark(flash, "Fewer trips to slow memory", "compare with our table 2")


def _days_ago(days: int) -> AbstractContextManager[None]:
    return dated(datetime.now(UTC) - timedelta(days=days))


def _ids(library: Library, titles: tuple[str, ...]) -> list[str]:
    """The papers with these beginnings of titles."""
    return [library.select(f'title:"{title}"').ids[0] for title in titles]
