"""A small made-up office of namesakes, bodies and places, searched."""

from __future__ import annotations

from typing import Any

from graph.log.follower import Follower
from graph.schema import Schema
from graph.search.mirror import SearchMirror
from graph.search.models import Hit
from graph.store.protocol import Store
from graph.viewer import EVERYTHING, Viewer
from graph.writing.drafts import EntityDraft, RelationshipDraft
from graph.writing.writer import Writer

PEOPLE: dict[str, tuple[str, dict[str, Any]]] = {
    "chen": ("陈家豪", {"aliases": ["Tan Ka Ho"], "office": "海州市侨联"}),
    "chen2": ("陳家豪", {"summary": "从事海洋工程研究"}),
    "xu": ("徐崇宇", {"english_name": "Xu Chongyu"}),
    "shan": ("单雄信", {}),
    "dan": ("丹雄欣", {}),
    "lv": ("吕文静", {}),
    "luo": ("罗文静", {}),
    "ouyang": ("欧阳明月", {}),
    "wei": ("卫宁", {}),
    "lee": ("Lee Kuan Soon", {}),
    "odd": ('王*" OR name:<b>x</b>', {}),
}
BODIES: dict[str, tuple[str, list[str], dict[str, Any]]] = {
    "federation": ("海州市归国华侨联合会", ["Federation"], {}),
    "youth": ("海州侨联青年委员会", ["Organisation"], {}),
    "bureau": ("海州市人力资源和社会保障局", ["Agency"], {}),
    "firm": (
        "海州恒达科技有限责任公司",
        ["Enterprise"],
        {"english_name": "Golden Harvest & Sons Robotics Sdn Bhd", "founded": "2019-05"},
    ),
    "university": ("南洋大学", ["University"], {}),
    "penang": ("檳城", ["Place"], {"aliases": ["Penang"]}),
    "georgetown": ("乔治市", ["Place"], {}),
    "malaysia": ("马来西亚", ["Country"], {}),
    "ocean": ("海洋工程", ["Field"], {}),
}
TIES = [
    ("chen", "LOCATED_IN", "georgetown", {}),
    ("georgetown", "LOCATED_IN", "penang", {}),
    ("penang", "LOCATED_IN", "malaysia", {}),
    ("chen", "KNOWS", "xu", {"since": "2021-03"}),
    ("chen", "KNOWS", "lee", {}),
    ("chen2", "HAS_EXPERTISE", "ocean", {}),
    ("chen2", "ALUMNUS_OF", "university", {"since": "1998"}),
    ("lee", "LOCATED_IN", "malaysia", {}),
    ("xu", "WORKS_AT", "bureau", {}),
]


class Office:
    """The people and bodies above in a store, searched."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self.store, self.schema = store, schema
        self.writer = Writer(store, schema)
        people = [
            EntityDraft(id=id_, name=name, labels=["Talent"], properties=more)
            for id_, (name, more) in PEOPLE.items()
        ]
        bodies = [
            EntityDraft(id=id_, name=name, labels=labels, properties=more)
            for id_, (name, labels, more) in BODIES.items()
        ]
        ties = [
            RelationshipDraft(id=f"r{number}", from_=one, to=other, type=type_, properties=more)
            for number, (one, type_, other, more) in enumerate(TIES)
        ]
        self.writer.load(people + bodies, ties, "tests")
        self.names = SearchMirror(store, schema)
        self.follower = Follower(store, [self.names])
        self.follower.follow()

    def ids(self, query: str, viewer: Viewer = EVERYTHING, **more: Any) -> list[str]:
        return [hit.id for hit in self.names.search(query, viewer, **more).hits]

    def first(self, query: str) -> Hit:
        return self.names.search(query, EVERYTHING).hits[0]

    def wrote(self) -> None:
        self.follower.note_write()
        self.follower.follow()
