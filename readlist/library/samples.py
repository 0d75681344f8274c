"""What somebody has begun to do with the sample papers, so that there is something of each kind."""

from __future__ import annotations

from readlist.library import Library
from readlist.paper import Status, WordKind

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
_STATUSES = {
    Status.READ: (_ATTENTION, _TAIL, "Reflections on Trusting Trust"),
    Status.READING: (_FLASH,),
    Status.SKIPPED: ("D* Lite", "deoxyglucose method"),
}
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
_SEARCHES = {"faster training": "fast OR cheap OR memory", "pictures to read": "image is:unread"}


def begin(library: Library) -> None:
    """Star, read, skip and tag some of the samples; a note, highlights, words and searches."""
    library.star(_ids(library, _STARRED))
    for status, titles in _STATUSES.items():
        library.set_status(_ids(library, titles), status)
    for tag, titles in _TAGS.items():
        library.tag(_ids(library, titles), [tag])
    attention, flash = _ids(library, (_ATTENTION, _FLASH))
    library.set_note(attention, _NOTE)
    library.highlights.mark(attention, "drops recurrence")
    library.highlights.mark(flash, "Fewer trips to slow memory", "compare with our table 2")
    library.words.add(["attention", "transformer"], WordKind.WANTED)
    library.words.add(["Atari", "robot"], WordKind.UNWANTED)
    for name, query in _SEARCHES.items():
        library.searches.save(name, query)


def _ids(library: Library, titles: tuple[str, ...]) -> list[str]:
    """The papers with these beginnings of titles."""
    return [library.select(f'title:"{title}"').ids[0] for title in titles]
