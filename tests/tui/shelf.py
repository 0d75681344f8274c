# ruff: noqa: E501 — a record is one line of the listing
"""A shelf of made-up papers for the tests of the screen, with the titles that make trouble."""

from __future__ import annotations

from readlist import Library
from readlist.paper import Status

LISTING = """Get trending papers in your email inbox!
SubscribeQuiet Gradients for Loud Networks
Training is noisy. We listen to the gradients that whisper and find that they carry most of the signal, which makes large models converge on small machines. Code: https://github.com/example/quiet
Gardens of Forking Attention
A model that attends to every path it did not take. Attention over alternatives turns out to be a cheap form of planning, and the attended paths can be read by people.
Predicting [MASK] Tokens with [/] Brackets and [bold]Markup[/bold]
Brackets in titles have broken more programs than any other character. We collect them, and propose to draw text as text.
A Survey of Surveys of Surveys: What Ten Thousand Related-Work Sections Say About Each Other, and Why Nobody Reads Beyond the Second Page
Related work is written last and read first. We measure how often sentences in it are true, and find that the diffusion of mistakes follows the usual curve.
深度学习中的安静梯度与响亮网络以及它们在实际系统中的应用研究
We translate the theory of quiet gradients and test it on characters that are two columns wide.
Latent Weather
Rain, snow and fog live in a space of their own. Diffusion in that space makes new weather, and editing it changes the sky of a photograph but nothing else.
Slow Diffusion, Fast Coffee
Sampling takes time. We show that the time is well spent, with an ablation over beverages.
The Unreasonable Patience of Reviewers
Reviewers wait longer than models do. A dataset of their comments, with consent, and a baseline that replies politely.
Tiny Agents in Large Rooms
Agents explore rooms that are far too large for them. Curiosity helps, and so does a map.
On the Colour of Noise
Noise is not always white. Pink noise trains better, blue noise looks better, and brown noise lets the authors sleep.
"""

UNTITLED = """Abstract: Somebody saved this abstract without its title, as people do. It speaks of \
robots that fold paper, and of paper that folds robots.
"""


def fill(library: Library) -> list[str]:
    """Put the shelf into a library, with some marks; the ids in the order of the list."""
    library.import_text(UNTITLED, "abstracts.txt", format="abstracts")
    library.import_text(LISTING, "monday.txt", format="trending")
    ids = library.search("").ids
    library.edit(ids[0], authors="Ada Author; Bo Writer", arxiv_id="2401.00001", venue="NOISE")
    library.star([ids[0], ids[3]])
    library.set_status([ids[1]], Status.READ)
    library.set_status([ids[2]], Status.READING)
    library.set_status([ids[8]], Status.SKIPPED)
    library.tag([ids[0], ids[5]], ["rl"])
    library.tag([ids[0]], ["to-read"])
    library.set_note(ids[1], "Compare with our own forks.\n\n- rerun with 6 heads")
    return ids
