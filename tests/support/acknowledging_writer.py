"""A process that writes group after group and, after each commit, prints the group's number.

The store comes from the environment's settings. `tests/graph/store/test_store_processes.py` kills it.
"""

from __future__ import annotations

from itertools import count

from graph.log.revision import REVISION_KEY, current_revision
from graph.schema import load_schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.store.protocol import Store, Transaction

GROUP = 20  # entities per transaction: enough that half of them would show


def write_group(store: Store, number: int) -> None:
    """Commits the entities of one group, and the revision raised."""

    def work(transaction: Transaction) -> None:
        transaction.run("raise_revision", key=REVISION_KEY)
        rows = [{"id": f"g{number}-{member}", "name": "侨"} for member in range(GROUP)]
        transaction.run("create_nodes", slots={"labels": ["Person"]}, rows=rows)

    store.write(work)


def main() -> None:
    """Goes on until it is killed."""
    store = open_store(load_settings(), load_schema())
    for number in count(current_revision(store)):
        write_group(store, number)
        print(number, flush=True)


if __name__ == "__main__":
    main()
