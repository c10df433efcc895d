"""The page's types are those of the API as it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from api.app import create_app
from graph.settings import load_settings
from tools.page import WEB, npm_environment
from tools.steps import ROOT


def test_the_pages_types_follow_the_api(tmp_path: Path) -> None:
    document = create_app(load_settings(data=tmp_path / "data")).openapi()
    kept = tmp_path / "openapi.json"
    kept.write_text(json.dumps(document), encoding="utf-8")
    done = subprocess.run(
        ["node", "scripts/types.mjs", str(kept), "--check"],
        cwd=WEB,
        env=npm_environment(ROOT / ".venv" / "bin"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
