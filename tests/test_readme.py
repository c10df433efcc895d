"""The README and its Chinese twin claim only what is there: settings, targets, commands, addresses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.settings import Settings, load_settings, variables

ROOT = Path(__file__).parent.parent
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
