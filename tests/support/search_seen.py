"""The small office with some of it hidden, and what its search would be had that never been there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from graph.log.revision import next_revision
from graph.schema import Schema
from graph.search.index.degrees import DegreeColumns
from graph.search.index.index import Index
from graph.search.index.links import TIES
from graph.search.mirror import SearchMirror, _records
from graph.search.models import ListedName
from graph.store.protocol import Row, Store, Transaction
from graph.viewer import EVERYTHING, HIDDEN, OWN, PUBLISHED, WORKING, Access, Viewer
from graph.writing.drafts import EntityChange, EntityDraft, RelationshipDraft
from tests.support.search_office import BODIES, PEOPLE, Office

OFFICES = ("o1", "o2", "o3")
ACCESSES = (
    Access(PUBLISHED),
    Access(WORKING),
    *(Access(OWN, (office,)) for office in OFFICES),
    Access(OWN, ("o1", "o2")),
    Access(HIDDEN),
)
# 文莱 has one inhabitant; 联合会 is a hub, and by its id the office of two; 陈家豪 has a namesake;
# 槟城 stands between 乔治市 and its country; 帕劳 is hidden, its inhabitant is not.
ACCESS = {
    "chen": Access(OWN, ("o1",)),
    "chen2": Access(WORKING),
    "xu": Access(OWN, ("o1", "o2")),
    "shan": Access(OWN, ("o2",)),
    "luo": Access(HIDDEN),
    "wei": Access(OWN, ("o3",)),
    "lee": Access(OWN, ("o2",)),
    "federation": Access(HIDDEN),
    "youth": Access(OWN, ("o3",)),
    "penang": Access(OWN, ("o3",)),
    "ocean": Access(OWN, ("o2",)),
    "palau": Access(OWN, ("o1",)),
}
IDS = [*PEOPLE, *BODIES, "brunei", "palau"]
VIEWERS = (
    EVERYTHING,
    Viewer(PUBLISHED, frozenset()),
    Viewer(WORKING, frozenset()),
    *(Viewer(OWN, frozenset({office})) for office in OFFICES),
    Viewer(OWN, frozenset({"o1", "o3"})),
    Viewer(OWN),
    Viewer(HIDDEN, frozenset({"o2"})),
)
QUERIES = [
    "陈家豪", "陳", "chenjiahao", "cjh", "chenjh", "tan ka ho", "Chan Ka Ho", "家豪", "槟城", "陈佳豪",
    "陈大豪", "chenjaihao", "海州", "chen", "陈 马来西亚", "陈马来西亚", "label:Talent", "label:Person",
    "徐", "wen", "wenjing", "since:2020", "since:2021-03", "海洋工程", "陈 海洋", "country:马来西亚",
    "country:brunei", "country:文莱", "office:federation", "office:海州市归国华侨联合会", "归国华侨",
    "field:ocean", "field:海洋工程", "office:海州市侨联", "马来西亚", "文莱", "o", "c", "联合会",
    "侨联", "家豪海洋工程", "帕劳", "country:palau",
]  # fmt: skip
LISTED = [
    ListedName(name="陈家豪", country="马来西亚", office="海州市归国华侨联合会"),
    ListedName(name="Tan Ka Ho", school="南洋大学", country="槟城"),
    ListedName(name="卫宁", country="文莱"),
    ListedName(name="罗文静"),
]


class SeenOffice(Office):
    """The office, every entity of it with an access."""

    def __init__(self, store: Store, schema: Schema) -> None:
        super().__init__(store, schema)
        for id_, name, inhabitant in (("brunei", "文莱", "wei"), ("palau", "帕劳", "dan")):
            country = EntityDraft(id=id_, name=name, labels=["Country"], properties={})
            self.writer.create_entity(country, "tests")
            self.tie(f"home-{inhabitant}", inhabitant, "LOCATED_IN", id_)
        for id_ in PEOPLE:
            self.tie(f"in-{id_}", id_, "MEMBER_OF", "federation", since="2022-01")
        for id_ in ("chen2", "xu"):
            self._belongs(id_, "federation")
        # Who sees its only owner finds no two words in 家豪海洋工程.
        self._belongs("luo", "家豪海洋工程研究所")
        for id_ in IDS:
            self.open_to(id_, ACCESS.get(id_, Access(PUBLISHED)))
        self.wrote()

    def _belongs(self, id_: str, office: str) -> None:
        self.writer.change_entity(id_, EntityChange(properties={"office": office}), "tests")

    def tie(self, id_: str, one: str, type_: str, other: str, **properties: str) -> None:
        draft = RelationshipDraft(id=id_, from_=one, to=other, type=type_, properties=properties)
        self.writer.create_relationship(draft, "tests")

    def open_to(self, id_: str, access: Access) -> None:
        """Gives an entity an access, as a write that the log names it in."""
        offices = list(access.offices) or None

        def work(transaction: Transaction) -> None:
            number = next_revision(transaction)
            change: Row = {
                "sequence": number,
                "action": "change_entity",
                "entity_ids": [id_],
                "relationship_ids": [],
            }
            transaction.run("append_change", change=change)
            transaction.run("probe_set_access", id=id_, level=access.level, offices=offices)

        self.store.write(work)

    def without_the_hidden(self, viewer: Viewer) -> SearchMirror:
        """A search over all that the viewer sees, counted relationship by relationship."""
        records = [r for r in _records(self.store.read("names")) if viewer.sees(r.access)]
        seen = {record.id for record in records}
        ties = [tie for tie in _ties(self.store, self.schema) if {tie[0], tie[2]} <= seen]
        counts: Counter[str] = Counter()
        latest: dict[str, str] = defaultdict(str)
        for one, _, other, since in ties:
            for id_ in {one, other}:
                counts[id_] += 1
                latest[id_] = max(latest[id_], since)
        made = SearchMirror(self.store, self.schema)
        made._index = Index(list(self.schema.labels))
        made._index.load(
            records,
            [(one, type_, other) for one, type_, other, _ in ties if type_ in TIES],
            [
                DegreeColumns(
                    Access(PUBLISHED),
                    list(counts),
                    list(counts.values()),
                    [latest[id_] for id_ in counts],
                )
            ],
        )
        return made


def answers(names: SearchMirror, viewer: Viewer, queries: list[str]) -> list[object]:
    """All that names can be asked, for these queries."""
    return [
        *(names.search(query, viewer) for query in queries),
        *(names.suggest(query, viewer) for query in queries),
        *names.match(LISTED, viewer),
        names.search("", viewer, field="ocean"),
        names.search("陈", viewer, office="海州市归国华侨联合会"),
        _landscape(names, viewer),
        names.countries(IDS, viewer),
    ]


def _landscape(names: SearchMirror, viewer: Viewer) -> object:
    """Which group has which number is told by its content: equal ones may stand either way."""
    found = names.landscape(viewer)
    groups = {id_: found.groups[number] for id_, number in found.number.items()}
    return (
        found.countries,
        found.offices,
        found.fields,
        found.best,
        sorted(map(str, found.groups)),
        groups,
    )


def _ties(store: Store, schema: Schema) -> Iterator[tuple[str, str, str, str]]:
    """Every walked relationship: from, type, to, since."""
    for row in store.read("ties", types=schema.walked):
        yield from zip(row["from"], row["type"], row["to"], row["since"], strict=True)
