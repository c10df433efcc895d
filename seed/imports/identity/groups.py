"""The rows of one name, and the stored records of it: who is who, decided in the order of the rows.

Rows with ids come first, for they say who they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from seed.imports.decisions import Decided, Decisions
from seed.imports.identity.compare import FULL_DATE, Comparison, Verdict, compared
from seed.imports.identity.faces import Face
from seed.imports.identity.marks import BIRTH, Marks, by_kind
from seed.imports.identity.verdicts import Verdicts
from seed.imports.rows.identity import entity_id
from seed.problems import identity as wording
from seed.problems.problem import Card, Problem
from seed.problems.rows import CANDIDATES

Kinds = dict[str, frozenset[str]]


@dataclass(slots=True)
class Known:
    """A record of the name: a stored one, or one that rows of the command make.

    `first`: the number of its first row. `words`: of the sources that a stored one names.
    """

    id: str
    name: str
    marks: Marks
    stored: bool = False
    first: int | None = None
    words: frozenset[str] = frozenset()
    kinds: Kinds = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kinds = by_kind(self.marks)

    def take(self, marks: Marks) -> None:
        """A row more says what it is."""
        if marks != self.marks:
            self.marks = tuple(sorted({*self.marks, *marks}))
            self.kinds = by_kind(self.marks)

    def card(self) -> Card:
        """As a question shows it."""
        return Card(self.id, self.name, self.marks)


class Group:
    """The records of one name and domain."""

    def __init__(
        self,
        verdicts: Verdicts,
        decisions: Decisions,
        stored: Iterable[Known],
        elsewhere: Callable[[str], bool],
    ) -> None:
        """`elsewhere`: whether an id is taken by what is no record of this group."""
        self._verdicts = verdicts
        self._decisions = decisions
        self._known: dict[str, Known] = {known.id: known for known in stored}
        self._elsewhere = elsewhere
        self._taken: set[str] = set()

    def decide(self, faces: Sequence[Face]) -> None:
        """Who each row is; `faces` in the order of the rows."""
        for face in faces:
            if face.explicit:
                self._takes(face, self._known.get(face.id) or self._new(face, face.id))
        for face in faces:
            if not face.explicit:
                self._row(face)
        unused = {face.id for face in faces} - self._taken
        self._verdicts.dropped |= unused

    def _row(self, face: Face) -> None:
        same = self._known.get(face.id)
        if same is not None and self._is_again(face, same):
            self._takes(face, same)
            return
        compared_ = self._compared(face, same)
        certain = [known for known, one in compared_ if one.verdict == Verdict.SAME]
        doubtful = [known for known, one in compared_ if one.verdict == Verdict.DOUBT]
        unsure = [known for known, one in compared_ if one.verdict == Verdict.UNSURE]
        if len(certain) == 1 and not doubtful:
            self._takes(face, certain[0])
        elif certain or doubtful:
            self._ask(face, _doubt(face, compared_, [*certain, *doubtful]))
        elif unsure:
            cards = [known.card() for known in unsure]
            self._ask(face, wording.unsure(face.where, face.name, face.marks, cards))
        else:
            self._is_another(face)

    def _is_again(self, face: Face, known: Known) -> bool:
        """Whether a row that has the id of a record is that record once more."""
        if face.identifying:
            return True
        if known.first is not None:
            # Two rows of nothing but a name and a country may be of two people.
            return face.telling
        return face.telling or bool(face.words & known.words)

    def _compared(self, face: Face, equal: Known | None) -> list[tuple[Known, Comparison]]:
        kinds = by_kind(face.marks)
        found = []
        for known in self._known.values():
            one = compared(face.domain, kinds, known.kinds)
            if known is equal and one.verdict == Verdict.OTHER:
                one = Comparison(Verdict.UNSURE)
            if one.verdict == Verdict.SAME and known.stored and _is_news(kinds, one):
                one = Comparison(Verdict.DOUBT, one.agreed, one.differing, one.added)
            found.append((known, one))
        return found

    def _ask(self, face: Face, question: Problem) -> None:
        decided = self._decisions.of(question)
        if decided is None:
            self._verdicts.asked[face.number] = question
        else:
            self._carry_out(face, question, decided)

    def _carry_out(self, face: Face, question: Problem, decided: Decided) -> None:
        if decided.answer == "leave":
            self._verdicts.left.add(face.number)
        elif decided.answer == "another":
            self._is_another(face)
        elif decided.id in self._known:
            self._verdicts.decided.add(face.number)
            self._takes(face, self._known[decided.id])
        else:
            self._verdicts.asked[face.number] = question

    def _is_another(self, face: Face) -> None:
        others = tuple(self._known)
        known = self._new(face, self._free_id(face))
        if others:
            self._verdicts.namesakes[face.number] = others[:CANDIDATES]
        self._takes(face, known)

    def _free_id(self, face: Face) -> str:
        """The row's own id, or one beside it where another record has that."""
        id_, number = face.id, 1
        while id_ in self._known or (number > 1 and self._elsewhere(id_)):
            number += 1
            id_ = entity_id(face.id.partition("-")[0], face.name, f"{face.id}|{number}")
        return id_

    def _new(self, face: Face, id_: str) -> Known:
        known = Known(id_, face.name, ())
        self._known[id_] = known
        return known

    def _takes(self, face: Face, known: Known) -> None:
        """The row is about this record."""
        known.take(face.marks)
        self._taken.add(known.id)
        if known.id != face.id:
            self._verdicts.ids[face.number] = known.id
        if known.first is None:
            known.first = face.number
        elif not face.explicit:
            self._verdicts.first[face.number] = known.first


def _is_news(row: Mapping[str, frozenset[str]], one: Comparison) -> bool:
    """Whether a row tells of a stored record what it did not know, by less than its birth date."""
    full = any(len(value) >= FULL_DATE for value in row.get(BIRTH, ()))
    return bool(one.added) and not (full and BIRTH in one.agreed and BIRTH not in one.added)


def _doubt(
    face: Face, compared_: Sequence[tuple[Known, Comparison]], records: Sequence[Known]
) -> Problem:
    first = next(one for known, one in compared_ if known is records[0])
    cards = [known.card() for known in records]
    return wording.possibly_same(
        face.where, face.name, face.marks, cards, first.agreed, first.differing
    )
