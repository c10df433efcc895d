"""The network opened for a command, and what its arguments name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import InvalidInput, NotFound, QiaotuError
from graph.network import Network, open_network
from graph.schema import load_schema
from graph.search.models import Hit
from graph.settings import Settings
from graph.values import check_text

_SHOWN = 10  # candidates named in one message
_BY_NAME = ("exact", "alias")


class Empty(QiaotuError):
    """Nothing has been loaded yet."""

    code = "empty"


@contextmanager
def opened(settings: Settings) -> Iterator[Network]:
    """The network, open for reading. Raises Empty, ConfigurationError, StoreUnavailable."""
    # A command that only reads writes nothing, not even the first facts.
    network = open_network(settings.model_copy(update={"seed_on_start": False}), load_schema())
    try:
        if network.revision() == 0:
            raise Empty(
                "The network is empty. Load the documents' facts with: qiaotu seed",
                "网络还是空的,请先运行:qiaotu seed",
            )
        yield network
    finally:
        network.store.close()


def resolve(network: Network, text: str, field: str) -> str:
    """The id that a text is, or the one entity that bears it as name or alias.

    Raises NotFound, or InvalidInput that lists the candidates.
    """
    bearers = _bearers(network, text, field)
    if len(bearers) == 1:
        return bearers[0].id
    if not bearers:
        raise NotFound(
            f"{field}: nothing has the id or full name {text[:80]!r}. Try: qiaotu search",
            f"{field}:没有编号或全名为“{text[:80]}”的实体,可先用 qiaotu search 查找。",
            field=field,
        )
    kind_of = network.schema.kind_of
    named = "; ".join(f"{hit.id} ({hit.name}, {kind_of(hit.labels)})" for hit in bearers[:_SHOWN])
    raise InvalidInput(
        f"{field}: {len(bearers)} bear that name; give an id: {named}.",
        f"{field}:有 {len(bearers)} 个同名实体,请改用编号。",
        field=field,
    )


def _bearers(network: Network, text: str, field: str) -> list[Hit]:
    """Those whose id, else whose name, else one of whose aliases the text is."""
    try:
        check_text(text)
    except ValueError as error:
        raise InvalidInput(f"{field}: {error}.", f"{field}:{error}。", field=field) from None
    found = network.names().search(text, network.viewer).hits
    hits = [hit for hit in found if hit.matched_on.tier in _BY_NAME]
    by_id = [hit for hit in hits if hit.id == text]
    by_name = [hit for hit in hits if hit.matched_on.tier == "exact"]
    return by_id or by_name or hits
