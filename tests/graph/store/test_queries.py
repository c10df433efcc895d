"""The query files: their headers hold, none is orphaned, and slots take identifiers only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import ConfigurationError, QueryFault
from graph.store.queries import CYPHER_FOLDER, ENGINES, Queries
from tests.support.places import ROOT

GRAPH = ROOT / "graph"
GOOD = (
    "// Answers.\n// open: a test asks\n// params: id\n// returns: name\n"
    "MATCH (n:Entity {id: $id}) RETURN n.name AS name\n"
)


def test_every_file_is_asked_for_and_every_name_asked_for_is_a_file() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(GRAPH.rglob("*.py")))
    for path in sorted((GRAPH.parent / "seed").rglob("*.py")):
        source += path.read_text(encoding="utf-8")
    names = {path.stem for path in CYPHER_FOLDER.rglob("*.cypher")}
    quoted = set(re.findall(r'"([a-z_]+)"', source))
    assert names <= quoted, f"never asked for: {sorted(names - quoted)}"
    asked = set(re.findall(r'\.(?:read|stream|run)\(\s*"([a-z_]+)"', source))
    assert asked <= names, f"no such file: {sorted(asked - names)}"


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_query_returns_is_in_its_text(engine: str) -> None:
    queries = Queries(engine)
    for name in queries:
        for column in queries[name].returns:
            assert re.search(
                rf"\bAS {column}\b|RETURN.*\b{column}\b", queries[name].text, re.DOTALL
            )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("// params: id\n", ""), "needs a header"),
        (GOOD.replace("params: id", "params: id, limit"), "params declared"),
        (GOOD.replace("$id", "$other"), "params declared"),
        (GOOD.replace("MATCH", "MATCH (m:Entity) RETURN 1; MATCH"), "semicolon"),
        (GOOD.replace(":Entity", ":Entity/*labels*/"), "slots declared"),
        (GOOD.replace("// Answers.\n", ""), "needs a header"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "asked.cypher").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=f"asked.*{says}"):
        Queries("kglite", tmp_path)


def test_an_engine_file_stands_in_for_the_portable_one(tmp_path: Path) -> None:
    (tmp_path / "asked.cypher").write_text(GOOD, encoding="utf-8")
    (tmp_path / "kglite").mkdir()
    (tmp_path / "kglite/asked.cypher").write_text(GOOD.replace("Answers", "Own"), encoding="utf-8")
    assert Queries("kglite", tmp_path)["asked"].summary == "Own."
    assert Queries("neo4j", tmp_path)["asked"].summary == "Answers."
    assert Queries("kglite", tmp_path)["asked"].otherwise is None


def test_where_the_engine_may_refuse_its_own_the_portable_one_is_at_hand(tmp_path: Path) -> None:
    (tmp_path / "kglite").mkdir()
    own = GOOD.replace("// open", "// otherwise: it may be refused\n// open")
    (tmp_path / "kglite/asked.cypher").write_text(own, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"asked.*stands in for no portable"):
        Queries("kglite", tmp_path)
    (tmp_path / "asked.cypher").write_text(GOOD, encoding="utf-8")
    otherwise = Queries("kglite", tmp_path)["asked"].otherwise
    assert otherwise is not None
    assert otherwise.text == GOOD


def test_slots_take_plain_identifiers_only() -> None:
    query = Queries("kglite")["create_nodes"]
    assert "(n:Entity:Person:Talent {" in query.filled({"labels": ["Person", "Talent"]})
    for bad in ("Talent) DELETE (n", "Tal`ent", "", "人才", "A" * 41):
        with pytest.raises(QueryFault):
            query.filled({"labels": [bad]})
    with pytest.raises(QueryFault):
        query.filled({})


def test_properties_are_filled_in_one_by_one() -> None:
    query = Queries("kglite")["create_nodes"]
    text = query.filled({"labels": ["Person"]}, [{"id": "a"}, {"id": "b", "birth_date": "1990"}])
    assert "(n:Entity:Person {`birth_date`: row.`birth_date`, `id`: row.`id`})" in text
    with pytest.raises(QueryFault):
        query.filled({"labels": ["Person"]}, [{"a`: 1}) DELETE (n": 1}])


def test_parameters_are_those_declared() -> None:
    query = Queries("kglite")["stored_entities"]
    query.check({"ids": []})
    for given in ({}, {"ids": [], "more": 1}, {"id": "x"}):
        with pytest.raises(QueryFault, match="declared"):
            query.check(given)
