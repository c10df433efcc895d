"""The pages name only what is there: files, links, headings, the order inside graph/."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.places import ROOT

PAGES = sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("README*.md"), ROOT / "DECISIONS.md"])
ROOMS = ("api", "cypher", "docs", "graph", "seed", "tests", "tools", "viz")
DESIGN = ROOT / "docs" / "design.md"
SOURCES = {".cypher", ".html", ".js", ".mjs", ".py", ".ts", ".vue", ".yaml"}
# What npm brings and builds is not ours.
NOT_OURS = {"node_modules", "dist", "__pycache__"}

_QUOTED = re.compile(rf"`((?:{'|'.join(ROOMS)})/[\w./*-]*)`", re.ASCII)
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]*)\)")
_CITED = re.compile(r"(?<![\w/])(docs/[\w-]+\.md)(?:#([\w-]+))?")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_AGAINST = re.compile(r"^- `(graph/\S+\.py)` imports `(\S+\.py)`", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The headings as a link names them."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(text))
    return {heading.strip().replace(" ", "-") for heading in kept}


def is_there(path: str) -> bool:
    """Whether a path of the repository exists; one with stars, whether any does."""
    return any(ROOT.glob(path.rstrip("/"))) if "*" in path else (ROOT / path).exists()


def sources() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in SOURCES and NOT_OURS.isdisjoint(path.parts):
                yield path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    named = set(_QUOTED.findall(page.read_text(encoding="utf-8")))
    assert sorted(path for path in named if not is_there(path)) == []


def test_paths_are_found_in_the_pages() -> None:
    assert len(_QUOTED.findall(DESIGN.read_text(encoding="utf-8"))) > 50
    assert is_there("cypher/*.cypher")
    assert not is_there("cypher/*.py")
    assert not is_there("graph/nowhere.py")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_cited_in_code_is_there_with_its_heading() -> None:
    cited = {
        (str(path.relative_to(ROOT)), page, anchor)
        for path in sources()
        for page, anchor in _CITED.findall(path.read_text(encoding="utf-8"))
    }
    assert any(anchor for _, _, anchor in cited)
    for where, page, anchor in sorted(cited):
        assert is_there(page), f"{where} cites {page}"
        assert not anchor or anchor in anchors(ROOT / page), f"{where} cites {page}#{anchor}"


def test_no_code_cites_a_numbered_section() -> None:
    """A page is cited by its path and heading, which can be checked."""
    sign = chr(0xA7)
    texts = ((path, path.read_text(encoding="utf-8")) for path in sources())
    assert [str(path.relative_to(ROOT)) for path, text in texts if sign in text] == []


def test_graph_imports_in_the_order_that_the_page_tells() -> None:
    """What still goes against the order stands on the page, and nothing that is mended does."""
    text = DESIGN.read_text(encoding="utf-8")
    section = text.partition("### The order inside graph\n")[2].partition("\n## ")[0]
    lines = re.findall(r"^\d+\. (.+)$", section, re.MULTILINE)
    place = {
        entry.rstrip("/"): number
        for number, line in enumerate(lines)
        for entry in re.findall(r"`(graph/\w+(?:/|\.py))`", line)
    }
    present = {part(path.relative_to(ROOT)) for path in (ROOT / "graph").rglob("*.py")}
    assert set(place) == present - {"graph/__init__.py"}
    against = {
        (str(path.relative_to(ROOT)), imported)
        for path in (ROOT / "graph").rglob("*.py")
        for imported in imports_of(path)
        if place.get(part(Path(imported)), len(lines)) > place.get(part(path.relative_to(ROOT)), 0)
    }
    assert against == set(_AGAINST.findall(section)), "see docs/design.md"


def part(path: Path) -> str:
    """The package or the module of graph/ that a file belongs to; another room's as it is."""
    return "/".join(path.parts[:2])


def imports_of(path: Path) -> Iterator[str]:
    """The files of ours that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from filter(is_there, (f"{node.module.replace('.', '/')}.py",))
            inner = (f"{node.module.replace('.', '/')}/{name.name}.py" for name in node.names)
            yield from filter(is_there, inner)
        elif isinstance(node, ast.Import):
            yield from filter(is_there, (f"{n.name.replace('.', '/')}.py" for n in node.names))
