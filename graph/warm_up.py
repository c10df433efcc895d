"""Compiles the route search in the background by asking it one small question."""

from __future__ import annotations

import math
import threading
from datetime import date
from pathlib import Path

from graph.analysis.reach import spread_from
from graph.kernels.compiled import KERNELS, Kernels
from graph.routes.question import Question
from graph.routes.search import RouteSearch
from graph.schema import Schema
from graph.topology.build import Columns, build
from graph.topology.vocabulary import Vocabulary
from graph.viewer import EVERYTHING, PUBLISHED, Access

_AS_OF = date(2026, 1, 1)


def compile_routes(schema: Schema, cache: Path | None) -> threading.Thread:
    """Starts it; until the thread ends, questions are answered by plain Python.

    `cache`: a folder that keeps the machine code, so that the next start is quick.
    """

    def ask(kernels: Kernels) -> None:
        ends: Columns = {
            "id": ["a", "b"],
            "labels": [["Person"]] * 2,
            "declined": [False] * 2,
            "access": [Access(PUBLISHED)] * 2,
        }
        topology = build(schema, Vocabulary.of(schema), ends, [])
        question = Question("a", "b", _AS_OF)
        RouteSearch(topology, question, EVERYTHING, kernels=kernels).run()
        spread_from(topology, topology.graph(_AS_OF, EVERYTHING), [0], 1, math.inf, kernels)

    return KERNELS.compile(cache, ask)
