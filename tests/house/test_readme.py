"""The README and its Chinese twin claim only what is there: settings, targets, commands, addresses."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from graph.settings import Settings, load_settings, variables
from tests.support.api_client import serving
from tests.support.places import ROOT

TEXTS = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
}
BLOCKS = {name: re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for name, text in TEXTS.items()}
LINES = {name: "".join(blocks).splitlines() for name, blocks in BLOCKS.items()}
COMMANDS = [line for line in LINES["README.md"] if line.startswith("qiaotu ")]
ADDRESSES = [
    re.findall(r"'(.*)'", line)[0] for line in LINES["README.md"] if line.startswith("curl ")
]


def test_the_twins_show_the_same_commands() -> None:
    assert LINES["README.md"] == LINES["README.zh-CN.md"]
    assert len(COMMANDS) >= 6
    assert len(ADDRESSES) >= 7


@pytest.mark.parametrize("name", TEXTS)
def test_every_setting_stands_in_the_table_with_its_default(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QIAOTU_SEED_DOCUMENTS", raising=False)  # the one that CI sets
    rows = dict(re.findall(r"^\| `(QIAOTU_\w+)` \| (.*?) \|", TEXTS[name], re.MULTILINE))
    assert sorted(rows) == variables()
    for field, info in Settings.model_fields.items():
        default = load_settings().model_dump()[field]
        shown = rows[f"QIAOTU_{field.upper()}"].strip("`")
        if shown in ("empty", "none", "空", "无"):
            assert not default or str(info.default) == "**********" or default == ()
        else:
            assert str(default).lower().removesuffix(".0") == shown


@pytest.mark.parametrize("name", TEXTS)
def test_every_target_and_link_is_there(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(
        re.findall(r"`make (\w+)`|^make (\w+)|… make (\w+)", TEXTS[name], re.MULTILINE)
    ):
        assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE), target
    for link in re.findall(r"\]\(([^)#]+)\)", TEXTS[name]):
        assert (ROOT / link).exists(), link


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder whose `data` holds the documents' facts, as after a first start."""
    folder = tmp_path_factory.mktemp("newcomer")
    assert _command("qiaotu seed", folder).returncode == 0
    return folder


def _command(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "api.cli", *shlex.split(line)[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_does_what_it_says(line: str, started: Path) -> None:
    for needed in needs(line):
        assert _command(needed, started).returncode == 0
    done = _command(line, started)
    assert done.returncode == 0, done.stderr
    for file in re.findall(r"(?:-o|--report) (\S+)", line):
        assert (started / file).exists()
    if "-o view.html" in line:
        assert "徐州市侨联" in (started / "view.html").read_text(encoding="utf-8")
    if line.split()[1] in {"search", "route", "reach"}:
        assert "许崇育" in done.stdout or "徐州" in done.stdout


def needs(line: str) -> list[str]:
    """What a command of the README takes from the one above it, made anew for it."""
    if "import 模板.xlsx" in line:
        return ["qiaotu template -o 模板.xlsx"]
    if "--against" in line:
        return ["qiaotu backup -o 备份.jsonl.gz --overwrite"]
    return []


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_answers(address: str, started: Path) -> None:
    with serving(load_settings(data=started / "data")) as client:
        answer = client.get(address.removeprefix("http://127.0.0.1:8765"))
    assert answer.status_code == 200
    assert answer.json()
