"""Twelve people whose routes a reader can check by eye.

office ── li (officer) ── chen ── wang ── zhao          office — zhao: 4 hops over li, chen, wang
   │                       │
   │                      club ── sun ── zhao            office — zhao: over huang, sun as well
   └── huang ── sun                                      the independent second way
lin, he: alumni of the university; gu: declined contact; ma: kin of zhao; xu, tan: past colleagues
"""

from __future__ import annotations

from typing import Any

from graph.writing.drafts import EntityDraft, RelationshipDraft

_PEOPLE: dict[str, tuple[str, list[str], dict[str, Any]]] = {
    "li": ("李联络", ["LiaisonOfficer"], {}),
    "chen": ("陈嘉庚甲", ["OverseasChinese"], {"aliases": ["陳甲", "Tan Ka"]}),
    "wang": ("王海归", ["Returnee"], {"english_name": "Wang Haigui"}),
    "zhao": ("赵院士", ["Talent"], {"summary": "目标人物"}),
    "huang": ("黄大使", ["Ambassador"], {}),
    "sun": ("孙会长", ["Representative"], {}),
    "lin": ("林校友", ["Talent"], {}),
    "he": ("何校友", ["OverseasStudent"], {}),
    "gu": ("顾谢绝", ["Talent"], {"declined": True}),
    "ma": ("马侨眷", ["Relative"], {}),
    "xu": ("徐旧识", ["Person"], {}),
    "tan": ("谭旧识", ["Person"], {}),
}
_BODIES: dict[str, tuple[str, list[str], dict[str, Any]]] = {
    "office": ("海州市侨联", ["Federation"], {"aliases": ["海州市归国华侨联合会"]}),
    "club": ("南洋海州同乡会", ["DiasporaOrganisation"], {}),
    "university": ("海州大学", ["University"], {}),
    "firm": ("旧公司", ["Enterprise"], {}),
    "malaysia": ("马来西亚", ["Country"], {"iso_code": "MY"}),
    "penang": ("槟城", ["Place"], {}),
    "expo": ("海州英才会", ["Event"], {"status": "planned"}),
}
_SOURCE = [{"words": "合成数据"}]
_TIES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("li", "WORKS_AT", "office", {"last_contact": "2025-12-01", "strength": 1}),
    ("li", "KNOWS", "chen", {"last_contact": "2025-06", "strength": 0.9}),
    ("chen", "KNOWS", "wang", {"last_contact": "2019", "strength": 0.8}),
    ("wang", "CLASSMATE_OF", "zhao", {"until": "2004", "last_contact": "2024"}),
    ("huang", "APPOINTED_BY", "office", {"since": "2022", "last_contact": "2023"}),
    ("huang", "KNOWS", "sun", {"strength": 0.6}),
    ("sun", "KNOWS", "zhao", {"strength": 0.5, "confidence": 0.7}),
    ("sun", "LEADS", "club", {"role": "会长"}),
    ("chen", "MEMBER_OF", "club", {}),
    ("lin", "ALUMNUS_OF", "university", {"until": "1998"}),
    ("he", "STUDIES_AT", "university", {}),
    ("zhao", "ALUMNUS_OF", "university", {"until": "1998"}),
    ("gu", "WORKS_AT", "office", {}),
    ("gu", "KNOWS", "zhao", {"strength": 1, "last_contact": "2025-12-31"}),
    ("ma", "KIN_OF", "zhao", {}),
    ("xu", "WORKS_AT", "firm", {"until": "2015"}),
    ("tan", "WORKS_AT", "firm", {"until": "2016-03"}),
    ("xu", "KNOWS", "li", {}),
    ("club", "LOCATED_IN", "penang", {}),
    ("penang", "LOCATED_IN", "malaysia", {}),
    ("zhao", "ATTENDED", "expo", {}),
]

ENTITIES = [
    EntityDraft(id=id_, name=name, labels=labels, properties={"sources": _SOURCE, **more})
    for id_, (name, labels, more) in (_PEOPLE | _BODIES).items()
]
RELATIONSHIPS = [
    RelationshipDraft(
        id=f"{one}-{type_.lower()}-{other}",
        from_=one,
        to=other,
        type=type_,
        properties={"sources": _SOURCE, **more},
    )
    for one, type_, other, more in _TIES
]
