"""Makes anew all that is made from graph/schema.yaml: `make schema`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from api.app import create_app
from api.routers.schema import SchemaAndOffice
from graph.schema import Schema, load_schema
from graph.settings import load_settings
from tools.page import WEB, npm_environment
from tools.schema_page import page
from tools.steps import ROOT, Failure
from tools.type_queries import texts


def made(schema: Schema) -> dict[Path, str]:
    """The texts by the file they belong into: the page, queries, and the kept answer."""
    queries = {ROOT / "cypher" / f"{name}.cypher": text for name, text in texts(schema).items()}
    return {
        ROOT / "docs" / "schema.md": page(schema),
        ROOT / "tests" / "golden" / "schema.json": _answer(schema),
        **queries,
    }


def page_types(*options: str) -> subprocess.CompletedProcess[str]:
    """Has the page's types written from the API's document, or looked at with `--check`."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "openapi.json")
        app = create_app(load_settings(data=Path(folder, "data")))
        document.write_text(json.dumps(app.openapi()), encoding="utf-8")
        return subprocess.run(
            ["node", "scripts/types.mjs", str(document), *options],
            cwd=WEB,
            env=npm_environment(ROOT / ".venv" / "bin"),
            capture_output=True,
            text=True,
            check=False,
        )


def main() -> None:
    """Writes the files into the checkout. Raises Failure."""
    for path, text in made(load_schema()).items():
        path.write_text(text, encoding="utf-8")
    done = page_types()
    if done.returncode:
        raise Failure(f"The page's types: {done.stderr.strip()}", "网页的类型未能生成。")


def _answer(schema: Schema) -> str:
    """What `GET /api/schema` answers where our own office is not in the network."""
    own = {name: getattr(schema, name) for name in Schema.model_fields}
    answer = SchemaAndOffice(**own, office=None).model_dump(mode="json")
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(str(failure))
