from __future__ import annotations

from dataclasses import replace

from readlist.paper import Highlight, Paper, Status
from readlist.writers import WRITERS
from tests.writers.papers import paper


def written(format: str, *papers: Paper) -> str:
    return WRITERS[format].write(papers, title="")


def test_a_plain_list() -> None:
    full = paper("Tides*", authors=("Ana Lima",), year=2021, arxiv_id="2101.00001", tags=("a b",))
    assert written("list", full, paper("“…” or not", title_derived=True)) == (
        "- [Tides\\*](https://arxiv.org/abs/2101.00001) — Ana Lima, 2021 #a-b\n- ““…” or not”\n"
    )


def test_a_list_to_tick_off() -> None:
    papers = [replace(paper(status.value, tags=("rl",)), status=status) for status in Status]
    assert written("checklist", *papers).splitlines() == [
        "- [ ] unread #rl",
        "- [ ] reading #rl *reading*",
        "- [x] read #rl",
        "- [ ] skipped #rl *skipped*",
    ]
    assert written("checklist") == "\n"


def test_messages_for_a_chat() -> None:
    marks = (Highlight("It ebbs.", "when?"), Highlight("It\nflows."), Highlight("Gone.", "<b>"))
    full = paper(
        "A * <b> & c",
        arxiv_id="2101.00001",
        note="see\n\n<@here>",
        abstract="It flows. It ebbs.",
        highlights=marks,
    )
    assert written("slack", full, paper("Tides")) == (
        "• *A ∗ &lt;b&gt; &amp; c* <https://arxiv.org/abs/2101.00001|link>\n"
        "    see\n"
        "    &lt;@here&gt;\n"
        "    “It flows.”\n"
        "    “It ebbs.” — when?\n"
        "    “Gone.” — &lt;b&gt;\n"
        "• *Tides* <https://scholar.google.com/scholar?q=%22Tides%22|find>\n"
    )


def test_the_markdown_of_notes_is_written_as_slack_does() -> None:
    note = """## See *this*
- **bold** and *leaning*, ~~gone~~, `**code** <b>`
1. a [page & more](https://a.example/?b=1&c=2) of 2*3*4 <b>
> said **twice**

```python
x = **y** < 1
```
https://b.example/_x_ [no link] snake_case_name"""
    assert written("slack", paper("Tides", arxiv_id="2101.00001", note=note)).splitlines()[1:] == [
        "    *See _this_*",
        "    • *bold* and _leaning_, ~gone~, `**code** &lt;b&gt;`",
        "    1. a <https://a.example/?b=1&amp;c=2|page &amp; more> of 2_3_4 &lt;b&gt;",
        "    &gt; said *twice*",
        "    ```",
        "    x = **y** &lt; 1",
        "    ```",
        "    https://b.example/_x_ [no link] snake_case_name",
    ]
