"""Systems that find a name, each as a function from what was typed to ids: ours, and two baselines.

rapidfuzz is what a script would do; Neo4j's full-text indexes are what the server itself offers,
asked in the best way that we know for each analyser.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import Driver
from rapidfuzz import fuzz, process

from graph.schema import load_schema
from graph.search.filters import Filters
from graph.search.index.index import Index
from graph.search.index.record import Record
from graph.search.index.view import IndexView
from graph.search.search import search
from graph.search.spelling.text import has_chinese
from graph.viewer import EVERYTHING, Viewer
from tests.bench.search_data import World
from tests.support.neo4j_jars import Neo4jAbsent
from tests.support.neo4j_server import Neo4jServer

HITS = 20  # asked of each: more than any measure looks at
PATIENT = 100_000  # entities
LINE = "5.26"
BATCH = 10_000

# The label whose index has the analyser; an index is named like its label.
ANALYSERS = {"cjk": "Bigram", "standard-no-stop-words": "Word"}
_CREATE = "UNWIND $rows AS row CREATE (n:Bigram:Word) SET n = row"
_INDEX = (
    "CREATE FULLTEXT INDEX {label} FOR (n:{label}) ON EACH [n.name, n.aliases, n.english_name] "
    "OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyser}'}}}}"
)
_ASK = (
    "CALL db.index.fulltext.queryNodes($index, $query, {limit: $limit}) YIELD node "
    "RETURN node.id AS id"
)
_SYNTAX = re.compile(r'([+\-!(){}\[\]^"~*?:\\/&|])')

Answer = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class System:
    """A system and how it answers. `in_process`: its work is done by the thread that asks.
    `every`: it is asked every so many of the labelled queries."""

    name: str
    answer: Answer
    in_process: bool = True
    every: int = 1


def loaded(made: World) -> Index:
    """An index that holds the world."""
    index = Index(list(load_schema().labels))
    index.load(made.records, made.ties, made.degree_columns())
    return index


def ours(index: Index, viewer: Viewer = EVERYTHING) -> System:
    """The search over an index."""
    schema, view = load_schema(), IndexView(index, viewer)

    def answer(text: str) -> list[str]:
        found = search(view, schema, text, Filters(), limit=HITS, offset=0)
        return [view.record(slot).id for slot in found.slots]

    return System("侨图", answer)


def fuzzy(made: World) -> System:
    """rapidfuzz's weighted ratio over every name, alias and English name.

    Half a million take it more than a second each; of so many it is asked a third.
    """
    owners = [(text, record.id) for record in made.records for _, text in record.texts()]
    texts = [text for text, _ in owners]

    def answer(text: str) -> list[str]:
        best = process.extract(text, texts, scorer=fuzz.WRatio, limit=HITS)
        return list(dict.fromkeys(owners[place][1] for _, _, place in best))

    return System("rapidfuzz", answer, every=3 if len(made.records) > PATIENT else 1)


@contextmanager
def full_text(made: World) -> Iterator[list[System]]:
    """Neo4j's full-text indexes over the same texts; none where there is no Neo4j."""
    try:
        server = Neo4jServer(LINE).__enter__()
    except Neo4jAbsent as reason:
        print(f"Neo4j {LINE} is left out: {reason}\n", file=sys.stderr)
        yield []
        return
    try:
        _fill(server.driver(), made)
        yield [_asked(server.driver(), analyser) for analyser in ANALYSERS]
    finally:
        server.close()


def _fill(driver: Driver, made: World) -> None:
    rows = list(map(_row, made.records))
    for start in range(0, len(rows), BATCH):
        driver.execute_query(_CREATE, rows=rows[start : start + BATCH])
    for analyser, label in ANALYSERS.items():
        driver.execute_query(_INDEX.format(label=label, analyser=analyser))
    driver.execute_query("CALL db.awaitIndexes(600)")


def _row(record: Record) -> dict[str, object]:
    return {
        "id": record.id,
        "name": record.name,
        "aliases": list(record.aliases),
        "english_name": record.english_name,
    }


def _asked(driver: Driver, analyser: str) -> System:
    made = _BY_ANALYSER[analyser]

    def answer(text: str) -> list[str]:
        query = " ".join(made(_SYNTAX.sub(r"\\\1", word.lower())) for word in text.split())
        found = driver.execute_query(_ASK, index=ANALYSERS[analyser], query=query, limit=HITS)
        return [record["id"] for record in found.records]

    return System(f"Neo4j {analyser}", answer, in_process=False)


def _bigrams(word: str) -> str:
    """A single character is found only when starred; Latin words also one letter away."""
    if has_chinese(word):
        return f"{word}*" if len(word) == 1 else word
    return f"({word}^4 OR {word}~1 OR {word}*)"


def _characters(word: str) -> str:
    """As a phrase, which is an exact part of a name; and its characters in any place."""
    if has_chinese(word):
        return f'("{word}"^4 OR {word})'
    return f"({word}^4 OR {word}~1 OR {word}*)"


_BY_ANALYSER: dict[str, Callable[[str], str]] = {
    "cjk": _bigrams,
    "standard-no-stop-words": _characters,
}
