"""The rooms and what they may import; the settings that our files name."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from graph.settings import variables
from tests.support.places import ROOT

# graph ← seed, viz ← api: each room with the others that it may import.
MAY_IMPORT = {
    "graph": set[str](),
    "seed": {"graph"},
    "viz": {"graph"},
    "api": {"graph", "seed", "viz"},
}
OURS = {*MAY_IMPORT, "tests", "tools"}

NAME_SETTINGS = (
    ".ci/run",
    "Dockerfile",
    "Makefile",
    "README.md",
    "README.zh-CN.md",
    "docker-compose.yml",
)


def imported(text: str) -> Iterator[tuple[int, str]]:
    """Line and first part of the name of every import, also those inside functions."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name.split(".")[0]) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module.split(".")[0]


def modules(room: str) -> list[Path]:
    return [path for path in (ROOT / room).rglob("*.py") if "node_modules" not in path.parts]


def test_imports_are_found_wherever_they_stand():
    text = "import os, viz.layout\ndef f():\n    from seed import facts\n"
    assert set(imported(text)) == {(1, "os"), (1, "viz"), (3, "seed")}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_those_before_it(room):
    forbidden = OURS - MAY_IMPORT[room] - {room}
    found = modules(room)
    assert found, f"{room}/ holds no module"
    breaches = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in found
        for line, name in imported(path.read_text(encoding="utf-8"))
        if name in forbidden
    ]
    assert breaches == []


def test_every_package_that_a_room_imports_is_declared():
    """One that only comes with another may go with the other's next release."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    declared = {
        re.split(r"[^A-Za-z0-9-]", requirement)[0].lower()
        for requirement in sum(extras, project["dependencies"])
    }
    providers = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for room in MAY_IMPORT
        for path in modules(room)
        for line, name in imported(path.read_text(encoding="utf-8"))
        if name not in OURS | sys.stdlib_module_names
        and declared.isdisjoint(_distributions(providers, name))
    }
    assert undeclared == set()


def _distributions(providers: Mapping[str, list[str]], name: str) -> set[str]:
    return {given.lower().replace("_", "-") for given in providers.get(name, [])}


def test_cypher_holds_queries_alone():
    folder = ROOT / "cypher"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if path.suffix != ".cypher"] == []


@pytest.mark.parametrize("name", NAME_SETTINGS)
def test_every_setting_that_a_file_names_exists(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"\bQIAOTU_[A-Z0-9_]*[A-Z0-9]", text))
    assert named
    # QIAOTU_TEST_… are the tests' own (see tests/conftest.py).
    unknown = {setting for setting in named if not setting.startswith("QIAOTU_TEST_")}
    assert unknown - set(variables()) == set()
