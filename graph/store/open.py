"""Opens the store that the settings name."""

from __future__ import annotations

from graph.errors import ConfigurationError
from graph.schema import Schema
from graph.settings import Settings
from graph.store.protocol import Store


def open_store(settings: Settings, schema: Schema, *, filling: bool = False) -> Store:
    """The store that the settings name, prepared.

    `filling`: this process only fills it, with one thread; see `KgliteStore`. Raises
    ConfigurationError or StoreUnavailable.
    """
    store = _open(settings, filling)
    try:
        store.prepare(schema)
    except BaseException:
        store.close()
        raise
    return store


def _open(settings: Settings, filling: bool) -> Store:
    # Imported here so that one engine's package is not needed to run the other.
    if settings.store:
        from graph.store.neo4j import Neo4jStore

        return Neo4jStore(settings)
    from graph.store.kglite import KgliteStore

    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"QIAOTU_DATA={settings.data} cannot be written: {error.strerror}. "
            "Name a folder of your own.",
            f"QIAOTU_DATA={settings.data} 无法写入:{error.strerror}。请指定可写的文件夹。",
        ) from error
    path = settings.data / "graph.kgl"
    return KgliteStore(path, timeout=settings.store_timeout, filling=filling)
