"""Answers of several reads while others write: one state of the store, asked again, or said so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from graph.errors import NotFound, Overtaken
from graph.network import ASKED_AGAIN, Network, open_network
from graph.reading.entities import nodes_by_ids, nodes_there
from graph.schema import Schema
from graph.settings import Settings
from graph.store.rows import whole
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from graph.writing.drafts import EntityChange
from tests.support.api_client import load_family


@pytest.fixture
def network(engine_settings: Settings, schema: Schema) -> Iterator[Network]:
    opened = open_network(load_family(engine_settings), schema)
    yield opened
    opened.close()


def rename(network: Network, name: str) -> None:
    network.write(lambda writer: writer.change_entity("li", EntityChange(name=name), "tests"))


def name_of(network: Network) -> str:
    return nodes_by_ids(Sight(network.store, network.schema, EVERYTHING), ["li"])[0].name


def counted(act: Callable[[], object]) -> tuple[list[int], Callable[[], object]]:
    calls: list[int] = []

    def ask() -> object:
        calls.append(1)
        return act()

    return calls, ask


def test_an_answer_that_a_write_came_between_is_asked_again(network: Network) -> None:
    names: list[tuple[str, str]] = []

    def ask() -> tuple[str, str]:
        first = name_of(network)
        if not names:
            rename(network, "李新")
        names.append((first, name_of(network)))
        return names[-1]

    assert network.answer(ask) == ("李新", "李新")
    assert len(names) == 2


def test_unbroken_writes_do_not_keep_an_answer_for_ever(network: Network) -> None:
    calls, ask = counted(lambda: rename(network, f"李{len(calls)}"))
    network.answer(ask)
    assert len(calls) == ASKED_AGAIN + 1
    assert name_of(network) == f"李{ASKED_AGAIN + 1}"


@pytest.mark.parametrize("defect", [KeyError, ValueError, TypeError, AttributeError])
def test_a_defect_of_ours_surfaces_as_itself_and_at_once(
    network: Network, defect: type[Exception]
) -> None:
    def fail() -> None:
        raise defect("ours")

    calls, ask = counted(fail)
    with pytest.raises(defect, match="ours"):
        network.answer(ask)
    assert len(calls) == 1


def test_an_id_that_nothing_has_is_looked_up_once(network: Network) -> None:
    calls, ask = counted(
        lambda: nodes_by_ids(Sight(network.store, network.schema, EVERYTHING), ["nobody"])
    )
    with pytest.raises(NotFound):
        network.answer(ask)
    assert len(calls) == 1


def test_what_goes_between_two_reads_each_time_is_said(network: Network) -> None:
    def overtaken() -> None:
        raise Overtaken

    calls, ask = counted(overtaken)
    with pytest.raises(Overtaken) as raised:
        network.answer(ask)
    assert len(calls) == ASKED_AGAIN + 1
    assert (raised.value.status, raised.value.code) == (503, "overtaken")


def test_what_is_gone_since_is_passed_over(network: Network) -> None:
    there = nodes_there(
        Sight(network.store, network.schema, EVERYTHING), ["zhao", "gone", "li", "zhao"]
    )
    assert list(there) == ["zhao", "li"]


@pytest.mark.parametrize(
    "half",
    [
        {"id": None},
        {"name": None},
        {"labels": []},
        {"labels": None},
        {"properties": {}},
    ],
)
def test_what_is_half_deleted_is_no_row(half: dict[str, object]) -> None:
    row = {"id": "a", "name": "a", "labels": ["Entity"], "properties": {"id": "a"}}
    assert list(whole([row, row | half])) == [row]
    assert list(whole([row | {"since": None}], "since")) == []
