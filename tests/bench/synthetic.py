"""A synthetic network of a given size with heavy-tailed degrees; the same for the same seed."""

from __future__ import annotations

import random

from graph.writing.drafts import EntityDraft, RelationshipDraft

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
_GIVEN = "嘉文志明海华国强美玲建平晓峰思远子涵雨桐浩然静怡"
_SOURCE = [{"words": "合成数据"}]
_DATES = [None, "2015", "2019-06", "2023-04-01", "2025-10-12"]


def network(
    nodes: int, relationships: int, seed: int
) -> tuple[list[EntityDraft], list[RelationshipDraft]]:
    """People and organisations in equal parts of one to ten, joined by preference for the busy."""
    random_ = random.Random(seed)
    bodies = nodes // 10
    entities = [_entity(number, number < bodies, random_) for number in range(nodes)]
    busy = list(range(nodes))
    ties = []
    for number in range(relationships):
        one, other = random_.choice(busy), random_.randrange(bodies, nodes)
        if one == other:
            other = bodies if one != bodies else bodies + 1
        # Everyone met once more is met more easily again: degrees get a heavy tail.
        busy += [one, other] if number % 3 == 0 else []
        ties.append(_tie(number, other, one, one < bodies, random_))
    return entities, ties


def _entity(number: int, is_body: bool, random_: random.Random) -> EntityDraft:
    if is_body:
        name, label = f"{random_.choice(_GIVEN)}{random_.choice(_GIVEN)}商会{number}", "Chamber"
    else:
        name = random_.choice(_SURNAMES) + "".join(random_.choices(_GIVEN, k=2))
        label = "OverseasChinese"
    return EntityDraft(id=f"n{number}", name=name, labels=[label], properties={"sources": _SOURCE})


def _tie(
    number: int, person: int, other: int, is_body: bool, random_: random.Random
) -> RelationshipDraft:
    properties = {
        "sources": _SOURCE,
        "strength": random_.choice([None, 0.4, 0.8, 1]),
        "last_contact": random_.choice(_DATES),
    }
    type_ = random_.choice(["MEMBER_OF", "WORKS_AT"] if is_body else ["KNOWS", "CLASSMATE_OF"])
    return RelationshipDraft(
        id=f"r{number}", from_=f"n{person}", to=f"n{other}", type=type_, properties=properties
    )
