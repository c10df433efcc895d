"""Three offices, and people of each at every level: what a viewer may see is told by `seen`.

north, south and east are offices. The hub at level 3 knows everybody; two people at other levels
bear one name; the only person in Iceland is south's own; a field and an industry have one bearer each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.schema import Schema
from graph.viewer import Viewer, access_columns, access_of
from graph.writing.drafts import EntityDraft, RelationshipDraft

OFFICES = ("north", "south", "east")
_SOURCE = [{"words": "合成数据"}]
_ORGANISATIONS: dict[str, tuple[str, list[str], dict[str, Any]]] = {
    "north": ("北州市侨联", ["Federation"], {"level": 0}),
    "south": ("南州市侨联", ["Federation"], {"level": 0}),
    "east": ("东州市侨联", ["Federation"], {"level": 1}),
    "secret-works": ("隐山工厂", ["Enterprise"], {"level": 3}),
    "south-club": ("南州同乡会", ["DiasporaOrganisation"], {"level": 2, "office": "south"}),
    "university": ("合成大学", ["University"], {"level": 0}),
}
_CONTEXTS: dict[str, tuple[str, list[str], dict[str, Any]]] = {
    "iceland": ("冰岛", ["Country"], {"iso_code": "IS"}),
    "chile": ("智利", ["Country"], {"iso_code": "CL"}),
    "valley": ("隐谷", ["Place"], {"level": 3}),
    "tunnels": ("隧道工程", ["Field"], {}),
    "optics": ("光学", ["Field"], {}),
    "batteries": ("电池", ["Industry"], {}),
    "round-south": ("南州摸底", ["SurveyRound"], {"starts": "2025", "office": "south", "level": 2}),
}
_AFFAIRS: dict[str, tuple[str, list[str], dict[str, Any]]] = {
    "open-need": ("合成招聘", ["Need"], {"level": 0, "status": "planned"}),
    "south-need": ("南州内部需求", ["Need"], {"level": 2, "office": "south", "status": "required"}),
    "meeting": ("合成恳谈会", ["Event"], {"level": 1, "status": "done", "held_on": "2024-05"}),
}


def _person(number: int) -> tuple[str, tuple[str, list[str], dict[str, Any]]]:
    """Every level and office in turn, some shared with another office."""
    level, office = number % 4, OFFICES[number // 4 % 3]
    properties: dict[str, Any] = {"level": level, "office": office}
    if number % 5 == 0:
        properties["shared_with"] = [OFFICES[(number // 4 + 1) % 3]]
    if number % 3 == 0:
        properties |= {"verified_at": "2025-03", "survey_round": "round-south"}
    labels = [("Talent", "Returnee", "Ambassador", "OverseasStudent")[number // 2 % 4]]
    # Two of them bear each name, at different levels.
    name = f"合成{'甲乙丙丁戊己庚辛壬癸'[number // 2 % 10]}{'东南西北中'[number // 20]}"
    return f"p{number:02}", (name, labels, properties)


_PEOPLE = dict(_person(number) for number in range(40)) | {
    "hub": ("合成总", ["LiaisonOfficer"], {"level": 3, "office": "north"}),
    "islander": ("合成冰", ["Talent"], {"level": 2, "office": "south"}),
    "gone": ("合成婉", ["Talent"], {"level": 1, "office": "north", "declined": True}),
    "digger": ("合成隧", ["Talent"], {"level": 3, "office": "east"}),
}
ENTITIES = [
    EntityDraft(id=id_, name=name, labels=labels, properties={"sources": _SOURCE, **properties})
    for id_, (name, labels, properties) in (_ORGANISATIONS | _CONTEXTS | _AFFAIRS | _PEOPLE).items()
]


def _ties() -> Iterable[tuple[str, str, str, dict[str, Any]]]:
    people = [id_ for id_ in _PEOPLE if id_.startswith("p")]
    for place, id_ in enumerate(people):
        yield id_, "SERVED_BY", _PEOPLE[id_][2]["office"], {"last_contact": f"202{place % 6}-02"}
        yield id_, "KNOWS", people[(place * 7 + 3) % 40], {"strength": 0.4 + place % 6 / 10}
        yield id_, "LOCATED_IN", ("chile", "valley")[place % 7 == 0], {}
        yield id_, "HAS_EXPERTISE", "optics", {}
        yield "hub", "KNOWS", id_, {"last_contact": "2025-12"}
        if place % 4 == 1:
            yield id_, "ALUMNUS_OF", "university", {"until": "2001"}
    yield "islander", "LOCATED_IN", "iceland", {}
    yield "islander", "SERVED_BY", "south", {}
    yield "islander", "KNOWS", "p00", {"strength": 1, "last_contact": "2026-01"}
    yield "digger", "HAS_EXPERTISE", "tunnels", {}
    yield "digger", "KNOWS", "p01", {}
    yield "gone", "KNOWS", "p01", {}
    yield "valley", "LOCATED_IN", "iceland", {}
    yield "secret-works", "IN_INDUSTRY", "batteries", {}
    yield "p01", "WORKS_AT", "secret-works", {}
    yield "p00", "WORKS_AT", "secret-works", {}
    yield "p02", "MEMBER_OF", "south-club", {}
    yield "p04", "MEMBER_OF", "south-club", {}
    yield "south-club", "LOCATED_IN", "chile", {}
    yield "north", "POSTED", "open-need", {}
    yield "south", "POSTED", "south-need", {}
    yield "p04", "ATTENDED", "meeting", {}
    yield "p05", "ATTENDED", "meeting", {}


RELATIONSHIPS = [
    RelationshipDraft(
        id=f"r{place}", from_=start, to=end, type=type_, properties={"sources": _SOURCE, **more}
    )
    for place, (start, type_, end, more) in enumerate(_ties())
]


def seen(viewer: Viewer, schema: Schema) -> tuple[list[EntityDraft], list[RelationshipDraft]]:
    """What there is for a viewer, worked out one by one."""
    entities = [
        each
        for each in ENTITIES
        if viewer.sees(access_of(access_columns(schema.with_base(each.labels), each.properties)))
    ]
    ids = {each.id for each in entities}
    return entities, [each for each in RELATIONSHIPS if {each.from_, each.to} <= ids]
