"""The rooms and what they may import; the settings that our files name."""

import ast
import re
import sys
import tomllib
from collections import Counter
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
FILES_AT_MOST = 25

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


def imports_of(path: Path) -> Iterator[Path]:
    """The modules of ours that a module imports when it runs, also inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in without_typing(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
        found = (ROOT / f"{name.replace('.', '/')}.py" for name in names)
        yield from (module for module in found if module.is_file())


def without_typing(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker reads."""
    if isinstance(tree, ast.If) and "TYPE_CHECKING" in ast.unparse(tree.test):
        return
    yield tree
    for inner in ast.iter_child_nodes(tree):
        yield from without_typing(inner)


def circle(imports: Mapping[str, list[str]]) -> list[str]:
    """Modules of which each imports the next, and the last the first; empty where there are none."""
    done: set[str] = set()

    def follow(module: str, way: list[str]) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module in done:
            return []
        for other in imports[module]:
            if found := follow(other, [*way, module]):
                return found
        done.add(module)
        return []

    return next(filter(None, (follow(module, []) for module in imports)), [])


def modules(room: str) -> list[Path]:
    return [path for path in (ROOT / room).rglob("*.py") if "node_modules" not in path.parts]


def test_imports_are_found_wherever_they_stand():
    text = "import os, viz.layout\ndef f():\n    from seed import facts\n"
    assert set(imported(text)) == {(1, "os"), (1, "viz"), (3, "seed")}


def test_a_circle_is_found():
    assert circle({"a": ["b"], "b": ["c"], "c": ["b"], "d": []}) == ["b", "c", "b"]
    assert circle({"a": ["b", "c"], "b": ["c"], "c": []}) == []


def test_no_modules_import_each_other_in_a_circle():
    """The order within graph/ is told by docs/design.md and held by tests/house/test_docs.py."""
    imports = {
        str(path.relative_to(ROOT)): [str(found.relative_to(ROOT)) for found in imports_of(path)]
        for room in sorted(OURS)
        for path in sorted(modules(room))
    }
    assert len(imports) > 300
    assert circle(imports) == []


def test_no_folder_is_full():
    """More files than these nobody looks through; then some of them are about one thing."""
    counts = Counter(path.parent for room in OURS for path in modules(room))
    full = {str(path.relative_to(ROOT)): n for path, n in counts.items() if n > FILES_AT_MOST}
    assert full == {}


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
