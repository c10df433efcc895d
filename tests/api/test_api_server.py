"""The server as a process of its own: its port, its start and its end."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.api_client import PROBLEM
from tests.support.kernels import lend_kernels
from tests.support.places import ROOT

PATIENCE = 60  # seconds: a busy machine loads the documents in a few
MEBIBYTE = 1024 * 1024


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "QIAOTU_DATA": str(folder), "PYTHONPATH": str(ROOT), **more}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "api.cli", *arguments]


class Server:
    """A `qiaotu serve` that has said its address."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        self.line = process.stdout.readline()
        self.netloc = urlsplit(self.line.removeprefix("侨图 Qiaotu: ").strip()).netloc

    def get(self, path: str) -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection(self.netloc, timeout=PATIENCE)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}

    def say(self, raw: bytes, *, to_the_end: bool = False) -> bytes:
        """The beginning of what comes back for these bytes; nothing for a closed connection."""
        host, port = self.netloc.split(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
            try:
                connection.sendall(raw)
                if to_the_end:
                    return connection.makefile("rb").read()
                return connection.recv(65536)
            except ConnectionError:
                return b""

    def stop(self, *numbers: int) -> tuple[int, str]:
        """The exit code and what stood on stderr."""
        for number in numbers:
            self.process.send_signal(number)
        _, complaints = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, complaints


@contextmanager
def started(folder: Path, **more: str) -> Iterator[Server]:
    lend_kernels(folder)
    process = subprocess.Popen(
        command("serve", "--port", "0"),
        env=environment(folder, **more),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield Server(process)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with started(tmp_path_factory.mktemp("server")) as running:
        yield running


def test_it_says_its_address_when_it_answers(server):
    assert server.line.startswith("侨图 Qiaotu: http://127.0.0.1:")
    assert server.get("/readyz")[0] == 200


@pytest.mark.alone
def test_a_kept_connection_answers_no_slower_than_a_new_one(server):
    """A delayed acknowledgement costs some 40 ms, far above what a connection costs."""
    kept = http.client.HTTPConnection(server.netloc, timeout=PATIENCE)
    seconds: dict[str, list[float]] = {"kept": [], "new": []}
    for _ in range(30):
        new = http.client.HTTPConnection(server.netloc, timeout=PATIENCE)
        for name, connection in (("kept", kept), ("new", new)):
            began = time.perf_counter()
            connection.request("GET", "/api/entities/person-xu-chongyu")
            connection.getresponse().read()
            seconds[name].append(time.perf_counter() - began)
        new.close()
    kept.close()
    assert statistics.median(seconds["kept"]) <= statistics.median(seconds["new"])


def test_an_address_is_taken_as_it_is_typed(server):
    head = (
        "GET /api/search?q=许崇育 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    )
    answer = server.say(head, to_the_end=True)
    assert answer.startswith(b"HTTP/1.1 200")
    assert '"query":"许崇育"'.encode() in answer
    assert b'"hits":[{"id":"person-xu-chongyu"' in answer


def test_a_megabyte_of_query_is_refused_and_the_next_request_served(server):
    request = b"GET /api/search?q=%s HTTP/1.1\r\nHost: localhost\r\n\r\n" % (b"a" * MEBIBYTE)
    status = server.say(request)[:12]
    assert status in {b"HTTP/1.1 400", b"HTTP/1.1 414", b"HTTP/1.1 431", b"HTTP/1.1 422", b""}
    assert server.get("/api/stats")[0] == 200


def test_a_long_query_is_a_problem(server):
    status, headers = server.get(f"/api/search?q={'a' * 50_000}")
    assert (status, headers["content-type"]) == (414, PROBLEM)


def test_an_endless_body_is_cut_off(server):
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    head = (
        b"POST /api/entities HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    assert server.say(head + chunk * 17)[:12] in {b"HTTP/1.1 413", b""}
    assert server.get("/api/stats")[0] == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /api/stats HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET /\xe4\xbe\xa8 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://evil.example/api/stats HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    ],
)
def test_what_is_no_proper_request_is_refused(server, raw):
    assert server.say(raw)[:10] in {b"HTTP/1.1 4", b""}
    assert server.get("/api/stats")[0] == 200


def test_it_names_no_software(server):
    assert "server" not in server.get("/api/stats")[1]


def test_a_busy_port_is_one_line(server, tmp_path):
    port = server.netloc.rpartition(":")[2]
    done = subprocess.run(
        command("serve", "--port", port),
        env=environment(tmp_path / "data"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert f"127.0.0.1:{port}" in done.stderr
    # It is found out before anything is made.
    assert not (tmp_path / "data").exists()


def test_a_folder_in_use_is_one_line(tmp_path):
    with started(tmp_path) as first:
        assert first.line
        for arguments in (["serve", "--port", "0"], ["search", "a"]):
            done = subprocess.run(
                command(*arguments),
                env=environment(tmp_path),
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=PATIENCE,
                check=False,
            )
            assert done.returncode == 1
            assert len(done.stderr.splitlines()) == 1
            assert "QIAOTU_DATA" in done.stderr


@pytest.mark.parametrize(
    "numbers", [(signal.SIGTERM,), (signal.SIGINT,), (signal.SIGINT, signal.SIGINT)]
)
def test_it_ends_in_order_and_starts_again(tmp_path, numbers):
    with started(tmp_path) as first:
        status, headers = first.get("/api/stats")
        assert status == 200
        code, complaints = first.stop(*numbers)
    assert code == 0
    assert "Traceback" not in complaints
    began = time.monotonic()
    with started(tmp_path) as second:
        # Reusing everything: the limit is 5 s on a free machine.
        assert time.monotonic() - began < PATIENCE / 2
        assert second.get("/api/stats")[1]["content-length"] == headers["content-length"]


def test_a_request_under_way_is_answered_before_the_end(tmp_path):
    with started(tmp_path) as running:
        host, port = running.netloc.split(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
            body = b'{"id": "last", "name": "x", "labels": ["Person"]}'
            connection.sendall(
                b"POST /api/entities HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
            )
            # Begun, for the server answers others after it read the head.
            assert running.get("/healthz")[0] == 200
            running.process.send_signal(signal.SIGTERM)
            connection.sendall(body)
            assert connection.recv(65536).startswith(b"HTTP/1.1 201")
        running.process.wait(PATIENCE)
    with started(tmp_path) as again:
        assert again.get("/api/entities/last")[0] == 200


def test_logs_are_json_lines_and_a_misspelt_setting_is_told(tmp_path):
    with started(tmp_path, QIAOTU_PROT="1") as running:
        running.get("/api/search?q=secret-name")
        _, complaints = running.stop(signal.SIGTERM)
    first, *lines = complaints.splitlines()
    assert "QIAOTU_PROT" in first
    assert lines
    assert all(line.startswith("{") and line.endswith("}") for line in lines)
    assert any('"path": "/api/search"' in line for line in lines)
    assert "secret-name" not in complaints
