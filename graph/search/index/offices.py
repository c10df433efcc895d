"""The offices that entities are recorded under: a small number for each text, as it is recorded."""

from __future__ import annotations

from collections.abc import Collection

from graph.search.spelling.text import compact


class Offices:
    """`texts` by code; code 0 is of those without an office.

    Texts that differ only in spelling keep codes of their own: one may be the id of an office where
    the other is not, and who sees only one of them must not meet the other.
    """

    def __init__(self) -> None:
        self.texts = [""]
        self._codes = {"": 0}
        self._plain = [""]
        self._first = {"": 0}
        self._groups = [0]

    def code(self, text: str) -> int:
        """The code of a text, a new one for one not met before."""
        code = self._codes.setdefault(text, len(self.texts))
        if code == len(self.texts):
            plain = compact(text)
            self.texts.append(text)
            self._plain.append(plain)
            self._groups.append(self._first.setdefault(plain, code))
        return code

    def written_as(self, plain: Collection[str]) -> list[int]:
        """The codes of the texts whose compact form is one of these."""
        return [code for code, text in enumerate(self._plain) if text in plain]

    def group(self, code: int) -> int:
        """The first code with the same compact form."""
        return self._groups[code]
