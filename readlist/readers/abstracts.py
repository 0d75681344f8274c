"""A listing of abstracts, each behind the word `Abstract:`, mostly without titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.links import urls_in
from readlist.paper import Record
from readlist.readers.base import LineClass, Reading
from readlist.readers.prose import Wrapping, verbatim

_MARK = re.compile(r"abstract\s*[:：]\s*", re.IGNORECASE)


class AbstractsReader:
    """Reads lists of `Abstract:` lines."""

    name: Final = "abstracts"
    label: Final = "a list of abstracts, each after “Abstract:”"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        texts = [verbatim(line) for line in lines]
        wrapping = Wrapping(texts)
        classes = [LineClass.UNPARSED if text else LineClass.BLANK for text in texts]
        records: list[Record] = []
        for number, text in enumerate(texts):
            mark = _MARK.match(text)
            if mark is None:
                continue
            classes[number] = LineClass.ABSTRACT
            abstract = wrapping.join([text[mark.end() :]])
            records.append(
                Record(
                    abstract=abstract,
                    urls=urls_in(abstract),
                    first_line=number + 1,
                    last_line=number + 1,
                )
            )
        filled = sum(line is not LineClass.BLANK for line in classes)
        explained = sum(line is LineClass.ABSTRACT for line in classes)
        confidence = explained / filled if filled else 0.0
        return Reading(self.name, confidence, tuple(records), tuple(classes))
