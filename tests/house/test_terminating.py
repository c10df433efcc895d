"""That a benchmark or test run that is told to end takes its Neo4j and its folder with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.support.neo4j_server import Neo4jServer
from tests.support.places import ROOT

PATIENCE = 120  # seconds: a Neo4j on a busy machine takes half of it to start
_BENCH = """
import signal
from tests.support.neo4j_server import LIGHT, Neo4jServer

with Neo4jServer("{line}", java=LIGHT) as server:
    print(server.home, server._process.pid, flush=True)
    signal.pause()
"""


def test_a_terminated_run_leaves_no_server_and_no_folder(neo4j_server: Neo4jServer) -> None:
    bench = [sys.executable, "-c", _BENCH.format(line=neo4j_server.line)]
    with subprocess.Popen(
        bench, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        home, process = run.stdout.readline().split()
        assert Path(home).exists()
        run.send_signal(signal.SIGTERM)
        assert run.wait(PATIENCE) != 0
    assert not Path(home).exists()
    assert not _runs(int(process))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
