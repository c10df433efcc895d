"""A topology on disk, for a quick start: one array per file, mapped into memory when opened.

A copy is taken only as it was written: at the same revision, under the same schema and format,
every file with its checksum. Anything else counts as no copy, and the store is read instead.
"""

from __future__ import annotations

import json
import shutil
import zlib
from collections import OrderedDict
from dataclasses import astuple
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from graph.schema import Schema
from graph.topology.build import compacted
from graph.topology.node_ids import NodeIds
from graph.topology.pool import EDGE_ARRAYS, PLACE_ARRAYS, Pool
from graph.topology.topology import Topology
from graph.topology.vocabulary import Vocabulary
from graph.viewer import Access, Accesses

FORMAT = 2  # 1 had no accesses
_BETWEEN = "\x1f"  # between the offices of an access: no text of ours can hold it
_FACTS = "topology.json"
_BLOCK = 1 << 22  # bytes read at a time for a checksum


def save(topology: Topology, schema: Schema, revision: int, folder: Path) -> None:
    """Writes a copy in place of any older one; a reader sees the one or the other."""
    whole = compacted(schema, topology)
    fresh = folder.with_name(f"{folder.name}.{uuid4().hex}")
    fresh.mkdir(parents=True)
    try:
        sums = {name: _written(fresh, name, array) for name, array in _arrays(whole).items()}
        facts = {"revision": revision, "words": _words(whole.words, schema), "sums": sums}
        (fresh / _FACTS).write_text(json.dumps({"format": FORMAT, **facts}), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def opened(schema: Schema, folder: Path) -> tuple[Topology, int] | None:
    """The copy and its revision; None when there is none to trust."""
    words = Vocabulary.of(schema)
    try:
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        if facts["format"] != FORMAT or facts["words"] != _words(words, schema):
            return None
        arrays = {name: _read(folder, name, total) for name, total in facts["sums"].items()}
        return _topology(schema, words, arrays), int(facts["revision"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _words(words: Vocabulary, schema: Schema) -> str:
    """What the numbers in the arrays depend on."""
    weights = schema.weights | schema.weights_on_request
    parts = [astuple(words)[:2], sorted(weights.items()), sorted(schema.lasting)]
    return json.dumps(parts)


def _arrays(topology: Topology) -> dict[str, NDArray[Any]]:
    pool = topology.pool
    return {
        "ids": topology.ids.base,
        "bits": topology.bits,
        "access": topology.access,
        **_access_arrays(topology.accesses),
        "rows": topology.rows,
        "degrees": topology.degrees,
        "chunks": pool.chunks,
        "counts": np.array([pool.places, pool.edges, pool.chunk_count], np.int64),
        **{f"place_{name}": pool.place[name] for name in PLACE_ARRAYS},
        **{f"edge_{name}": pool.edge[name] for name in EDGE_ARRAYS},
    }


def _topology(schema: Schema, words: Vocabulary, arrays: dict[str, NDArray[Any]]) -> Topology:
    places, edges, chunk_count = (int(count) for count in arrays["counts"])
    pool = Pool(
        place={name: arrays[f"place_{name}"] for name in PLACE_ARRAYS},
        edge={name: arrays[f"edge_{name}"] for name in EDGE_ARRAYS},
        chunks=arrays["chunks"],
        lasting=np.array([type_ in schema.lasting for type_ in words.types], np.bool_),
        places=places,
        edges=edges,
        chunk_count=chunk_count,
        _weights=OrderedDict(),
    )
    return Topology(
        words=words,
        ids=NodeIds(arrays["ids"]),
        bits=arrays["bits"],
        access=arrays["access"],
        accesses=_accesses(arrays),
        rows=arrays["rows"],
        degrees=arrays["degrees"],
        pool=pool,
        places=places,
    )


def _access_arrays(accesses: Accesses) -> dict[str, NDArray[Any]]:
    """The table by number, as arrays, which have a checksum like all else.

    An office may be recorded by its name.
    """
    listed = accesses.listed()
    offices = [_BETWEEN.join(access.offices).encode() for access in listed]
    return {
        "access_levels": np.array([access.level for access in listed], np.int64),
        "access_offices": np.array(offices, np.bytes_) if offices else np.empty(0, "S1"),
    }


def _accesses(arrays: dict[str, NDArray[Any]]) -> Accesses:
    levels, offices = arrays["access_levels"].tolist(), arrays["access_offices"].tolist()
    told = (tuple(filter(None, text.decode().split(_BETWEEN))) for text in offices)
    return Accesses.of(map(Access, levels, told))


def _written(folder: Path, name: str, array: NDArray[Any]) -> int:
    path = folder / f"{name}.npy"
    np.save(path, array, allow_pickle=False)
    return _checksum(path)


def _read(folder: Path, name: str, total: int) -> NDArray[Any]:
    path = folder / f"{name}.npy"
    if _checksum(path) != total:
        raise ValueError(name)
    # Copied where written to, so that writes go on in memory and the file stays as it is.
    mapped: NDArray[Any] = np.load(path, mmap_mode="c", allow_pickle=False).view(np.ndarray)
    return mapped


def _checksum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total = zlib.crc32(block, total)
    return total
