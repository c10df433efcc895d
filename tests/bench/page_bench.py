"""How soon the overview is painted, beside the same counts asked in plain Cypher and bare ECharts.

Serves a generated city (`--size province`: imported first, for five minutes) or `--data FOLDER`, an
imported one, on kglite, and opens the overview in the machine's browser: while the server is still
working it out after its start, with a kept one, and after a write. Times pass on the clock from
navigation until tiles and charts are on the screen; `at work` is what the page's own thread did.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx2
import kglite
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from seed.city.generate import RECORDS_FOLDER
from seed.city.sizes import SIZES
from tests.conftest import BROWSERS
from tests.page.test_page_speed import worked
from tests.support.browser import FLAGS, WEB, Server
from tests.support.places import ROOT

SEED = 7
OFFICE = "syn-o-000001"
TIMES = 5
DESK = ViewportSize(width=1366, height=768)
BARE = WEB / "node_modules/echarts/dist/echarts.min.js"
# Waits for the tiles and both charts, and two frames more: then they are painted.
PAINTED = """() => new Promise((done, fail) => {
  const look = () => {
    if (performance.now() > 120_000) return fail(new Error('not painted within two minutes'))
    const tiles = document.querySelectorAll('.tiles .tile').length
    const charts = document.querySelectorAll('[data-testid=overview] [data-painted]').length
    if (!tiles || charts < 2) return requestAnimationFrame(look)
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() / 1000)))
  }
  look()
})"""
# What someone with a query window would ask for the same figures; the picture's links are left
# out, which no plain query counts in reasonable time.
PLAIN = {
    "by label": "MATCH (n:Entity) UNWIND labels(n) AS label RETURN label, count(*) AS count",
    "by type": "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS count",
    "by country": "MATCH (n:Entity)-[:LOCATED_IN*1..4]->(c:Country) "
    "RETURN c.name AS country, count(DISTINCT n.id) AS count",
    "by office": "MATCH (n:Entity) RETURN n.office AS office, count(*) AS count",
    "by field": "MATCH (n:Entity)-[:HAS_EXPERTISE]->(f:Field) "
    "RETURN f.name AS field, count(DISTINCT n.id) AS count",
    "by industry": "MATCH (n:Entity)-[:IN_INDUSTRY]->(i:Industry) "
    "RETURN i.name AS industry, count(DISTINCT n.id) AS count",
    "best-connected bodies": "MATCH (n:Organisation)-[r]-() "
    "RETURN n.name AS name, count(r) AS degree ORDER BY degree DESC LIMIT 12",
    "recorded since a day": "MATCH (n:Entity) WHERE n.recorded_at >= '2025-03-01' "
    "UNWIND labels(n) AS label RETURN label, count(*) AS count",
}
# The same data with nothing round it: a bubble chart and a graph.
DRAWN = """({ countries, groups, links }) => new Promise((done) => {
  const boxes = ['bubbles', 'groups'].map((id) => document.getElementById(id))
  const [bubbles, picture] = boxes.map((box) => echarts.init(box))
  let left = 2
  const after = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
  for (const chart of [bubbles, picture]) chart.on('finished', () => (left -= 1) || after())
  const sum = ({ people, organisations, affairs }) => people + organisations + affairs
  bubbles.setOption({ animation: false, xAxis: {}, yAxis: {}, series: [{ type: 'scatter',
    symbolSize: ([, , count]) => Math.sqrt(count), label: { show: true, formatter: '{b}' },
    data: countries.map((c, at) => ({ name: c.name, value: [at, at % 7, sum(c)] })) }] })
  picture.setOption({ animation: false, series: [{ type: 'graph', layout: 'circular',
    data: groups.map(({ label, count }, at) => ({ id: String(at), name: label, value: count,
      symbolSize: Math.sqrt(count) / 2 })),
    links: links.map(({ from, to }) => ({ source: String(from), target: String(to) })) }] })
})"""

Figures = dict[str, Any]


def main() -> None:
    """Measures and prints a Markdown table."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        data = asked.data or _imported(asked.size, Path(folder))
        figures = _measured(data)
    print("| what | s |\n|---|---|")
    for name, value in figures.items():
        print(f"| {name} | {value:.2f} |")
    if asked.json:
        asked.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


def painted(page: Page, address: str) -> tuple[float, float]:
    """Seconds from navigation to the painted overview: on the clock, and of the page's thread."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = worked(session)
    page.goto(f"{address}/#/overview")
    passed = float(page.evaluate(PAINTED))
    return passed, worked(session) - before


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=sorted(SIZES), default="city")
    parser.add_argument("--data", type=Path, help="the data folder of a city already imported")
    parser.add_argument("--folder", type=Path, help="where to lay files and stores; needs room")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _imported(size: str, folder: Path) -> Path:
    """The data folder of a generated city, imported as a user would."""
    made, data = folder / "city", folder / "data"
    environment = {**os.environ, "QIAOTU_DATA": str(data), "QIAOTU_SEED_ON_START": "false"}
    for command in (
        ("generate", "--size", size, "--seed", str(SEED), "-o", str(made)),
        ("import", str(made / RECORDS_FOLDER)),
    ):
        subprocess.run(
            [sys.executable, "-m", "api.cli", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return data


def _measured(data: Path) -> Figures:
    figures: Figures = {}
    with _browser() as browser:
        started = time.perf_counter()
        # A province's ties are read in one query, which takes some 30 s.
        server = Server(data, office=OFFICE, seed_on_start="false", store_timeout="300")
        figures["the server answers after its start"] = time.perf_counter() - started
        try:
            figures |= _of_page(browser, server)
            overview = server.get("/api/overview")
        finally:
            server.stop()
        figures["bare ECharts with the same data"] = statistics.median(
            _bare(browser, overview) for _ in range(TIMES)
        )
    return figures | dict(_plain(data))


def _of_page(browser: Browser, server: Server) -> Figures:
    cold = _opened(browser, server)[0]
    warm = [_opened(browser, server) for _ in range(TIMES)]
    # Added and taken back: what was measured is what was given.
    id_ = server.add("合成测速", "Talent")
    try:
        written = _opened(browser, server)[0]
        started = time.perf_counter()
        while not server.get("/api/overview")["newest"]:
            time.sleep(0.05)
        renewed = written + time.perf_counter() - started
    finally:
        httpx2.delete(f"{server.address}/api/entities/{id_}").raise_for_status()
    return {
        "painted, server just started": cold,
        "painted, overview kept": statistics.median(clock for clock, _ in warm),
        "painted, overview kept: at work": statistics.median(work for _, work in warm),
        "painted after a write, if need be with the last overview": written,
        "the newest overview after a write": renewed,
    }


def _opened(browser: Browser, server: Server) -> tuple[float, float]:
    context = browser.new_context(viewport=DESK, locale="zh-CN")
    try:
        return painted(context.new_page(), server.address)
    finally:
        context.close()


def _bare(browser: Browser, overview: Figures) -> float:
    page = browser.new_page(viewport=DESK)
    page.set_content(
        '<div id="bubbles" style="width: 860px; height: 360px"></div>'
        '<div id="groups" style="width: 1280px; height: 620px"></div>'
    )
    started = float(page.evaluate("performance.now()"))
    page.add_script_tag(path=BARE)
    ended = float(page.evaluate(DRAWN, overview))
    page.close()
    return (ended - started) / 1000


def _plain(data: Path) -> Iterator[tuple[str, float]]:
    kglite.set_query_warning_policy("silent")
    total = 0.0
    with closing(kglite.open_session(str(data / "graph.kgl"), durable="full")) as graph:
        for name, text in PLAIN.items():
            started = time.perf_counter()
            list(graph.cypher(text))
            passed = time.perf_counter() - started
            total += passed
            yield f"plain Cypher: {name}", passed
    yield "plain Cypher: all of these", total


@contextmanager
def _browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.exit("There is no browser here: install Debian's chromium, or Chrome.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


if __name__ == "__main__":
    main()
