"""A process that imports files and prints a line for each step; it may be killed at any moment.

`python -m tests.support.importing_process FOLDER FILE…`: FOLDER is that of all imports, the store comes
from the environment's settings. Given the same files again, it goes on with what was cut off.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

from graph.schema import load_schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from seed.imports.jobs.manifest import unfinished
from seed.imports.models import ImportOptions, Progress, Source
from seed.imports.run import run_import
from tests.support.importing import WHO

BATCH = 100  # rows per transaction: small, for many moments between and within them


def main() -> None:
    """Imports to the end."""
    imports, *paths = map(Path, sys.argv[1:])
    source, schema = Source(tuple(paths)), load_schema()
    options = ImportOptions("new", WHO, create_missing=True, batch=BATCH)
    id_ = unfinished(imports, source, options) or options.import_id
    assert id_ == "new"

    def tell(progress: Progress) -> None:
        print(progress.stage, progress.done, flush=True)

    with closing(open_store(load_settings(), schema)) as store:
        report = run_import(
            Sight(store, schema, EVERYTHING),
            source,
            options,
            imports / id_,
            tell,
            cancelled=lambda: False,
        )
    print(json.dumps(report.counts.as_dict()), flush=True)


if __name__ == "__main__":
    main()
