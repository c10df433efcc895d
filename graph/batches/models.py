"""What a batch of records is written by, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Protocol

from graph.errors import QiaotuError
from graph.store.protocol import Row

IMPORT = "import"
UNDO = "undo"


@dataclass(frozen=True)
class RefusedRecord:
    """A record that was not taken: its place in the batch's entities or relationships, and why."""

    position: int
    relationship: bool
    id: str
    code: str
    field: str | None
    en: str
    zh: str

    @classmethod
    def of(cls, position: int, relationship: bool, id_: str, error: QiaotuError) -> RefusedRecord:
        """The fault that an error tells."""
        return cls(position, relationship, id_, error.code, error.field, error.en, error.zh)


@dataclass(frozen=True)
class Remark:
    """A value that was not simply taken over what is stored, and what is kept of the two.

    `asked`: nothing of the record was taken, for a person has to say which of the two is right.
    """

    id: str
    field: str
    given: str
    kept: str
    asked: bool = False


@dataclass(frozen=True)
class RecordCounts:
    """How many entities, and how many relationships, are new, changed, or as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0
    relationships_new: int = 0
    relationships_changed: int = 0
    relationships_same: int = 0

    def counted(self) -> dict[str, int]:
        """These six by name."""
        return {each.name: getattr(self, each.name) for each in fields(RecordCounts)}


@dataclass(frozen=True)
class Applied(RecordCounts):
    """What became of a batch. `revision` is None when nothing had to be written."""

    faults: tuple[RefusedRecord, ...] = ()
    remarks: tuple[Remark, ...] = ()
    revision: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """All of it, as the log keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Applied:
        """What `as_dict` gave."""
        faults = tuple(RefusedRecord(**fault) for fault in raw["faults"])
        remarks = tuple(Remark(**remark) for remark in raw["remarks"])
        return cls(**{**raw, "faults": faults, "remarks": remarks})


class Policy(Protocol):
    """How what is given goes together with what is stored, both in the form that engines hold."""

    def fresh(self, given: Row, *, relationship: bool) -> Row:
        """The properties of a record that the store does not have."""
        ...

    def joined(self, stored: Row, given: Row, *, relationship: bool) -> tuple[Row, list[Remark]]:
        """The properties of one that it has. Equal to `stored` when nothing is to change."""
        ...


class Overlay:
    """What is given replaces what is stored; what is not given stays."""

    def fresh(self, given: Row, *, relationship: bool) -> Row:  # noqa: ARG002
        return given

    def joined(
        self,
        stored: Row,
        given: Row,
        *,
        relationship: bool,  # noqa: ARG002
    ) -> tuple[Row, list[Remark]]:
        return stored | given, []


class Keep(Overlay):
    """What is stored stays as it is; only what the store does not have is written."""

    def joined(
        self,
        stored: Row,
        given: Row,  # noqa: ARG002
        *,
        relationship: bool,  # noqa: ARG002
    ) -> tuple[Row, list[Remark]]:
        return stored, []


@dataclass
class BatchPlan:
    """What a batch comes to: the rows to write, and what to tell."""

    created: dict[tuple[str, ...], list[Row]] = field(default_factory=dict)
    updated: list[Row] = field(default_factory=list)
    relabelled: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    relationships_created: dict[str, list[Row]] = field(default_factory=dict)
    relationships_updated: dict[str, list[Row]] = field(default_factory=dict)
    before: dict[str, list[Row]] = field(
        default_factory=lambda: {"entities": [], "relationships": []}
    )
    same: int = 0
    relationships_same: int = 0
    faults: list[RefusedRecord] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has to be written."""
        return not (
            self.created or self.updated or self.relationships_created or self.relationships_updated
        )

    def applied(self, revision: int | None) -> Applied:
        """What is told of it once it is written."""
        return Applied(
            new=sum(map(len, self.created.values())),
            changed=len(self.updated),
            same=self.same,
            relationships_new=sum(map(len, self.relationships_created.values())),
            relationships_changed=sum(map(len, self.relationships_updated.values())),
            relationships_same=self.relationships_same,
            faults=tuple(self.faults),
            remarks=tuple(self.remarks),
            revision=revision,
        )
