"""A real Neo4j for the tests and for `make neo4j`: no Docker, no installation.

Each server runs on a home folder of its own, which goes when the server is closed.
`python -m tests.support.neo4j_server` runs one in the foreground, by Docker where an engine answers.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tests.support.neo4j_jars import VERSIONS, Neo4jAbsent, fetch_jars, find_java
from tests.support.terminating import unwind_when_terminated

USER = "neo4j"
BOLT_PORT, HTTP_PORT = 7687, 7474  # Neo4j's own, for the server run from the command line
_START_SECONDS = 120  # 8 to 12 s are usual; a machine under load takes longer
_STOP_SECONDS = 60
_POLL_SECONDS = 0.1

_CONF = """server.bolt.listen_address=127.0.0.1:{bolt_port}
server.http.listen_address=127.0.0.1:{http_port}
server.https.enabled=false
server.memory.pagecache.size=128m
db.transaction.timeout=10m
db.tx_log.preallocate=false
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
"""
JVM = [
    "-Xmx512m",
    "-XX:+UseG1GC",
    "-XX:-OmitStackTraceInFastThrow",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "--enable-native-access=ALL-UNNAMED",
]
# Not for measuring speed: the light compiler alone starts in half the processor time, and ends slower.
LIGHT = ["-XX:TieredStopAtLevel=1"]
_MAIN = {
    "5.26": ["org.neo4j.server.CommunityEntryPoint"],
    "2026.08": ["org.neo4j.server.Neo4jCommunity", "--console-mode"],
}


def free_port() -> int:
    """A free port of 127.0.0.1, below those from which connections take theirs.

    A server that is stopped for a while thus finds its port still free.
    """
    while True:
        port = random.randint(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _checked_port(port: int) -> int:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise Neo4jAbsent(f"port {port} is in use; stop what listens there")
    return port


class Neo4jServer:
    """A server of a release line (`5.26`, `2026.08`), its data in a folder that `close` removes.

    It may be stopped or killed and started again, on the same port with the same data.
    """

    def __init__(
        self,
        line: str,
        bolt_port: int = 0,
        http_port: int = 0,
        password: str = "",
        java: Sequence[str] = (),
    ) -> None:
        """Prepares the folder; ports and password not given are made up. Raises Neo4jAbsent.

        `java`: more options of its Java, such as LIGHT.
        """
        unwind_when_terminated()
        self.line = line
        self.version = VERSIONS[line]
        self.user = USER
        self.password = password or secrets.token_hex(12)
        self._java = [str(find_java(line)), *java]
        self._jars = fetch_jars(self.version)
        self._port = _checked_port(bolt_port) if bolt_port else free_port()
        self.home = Path(tempfile.mkdtemp(prefix=f"qiaotu-neo4j-{line}-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._driver: Driver | None = None
        self._http_port = http_port or free_port()

    @property
    def uri(self) -> str:
        """The address for QIAOTU_STORE."""
        return f"bolt://127.0.0.1:{self._port}"

    def _lay_out(self) -> None:
        for name in ("conf", "data", "logs", "plugins", "import", "run"):
            (self.home / name).mkdir()
        conf = _CONF.format(bolt_port=self._port, http_port=self._http_port)
        (self.home / "conf" / "neo4j.conf").write_text(conf, encoding="utf-8")
        admin = [*self._java, "-cp", f"{self._jars}/*", "org.neo4j.cli.AdminTool"]
        subprocess.run(
            [*admin, "dbms", "set-initial-password", self.password],
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": f"{self.home}/conf"},
            check=True,
            capture_output=True,
        )

    def start(self) -> Self:
        """Starts it, if it is not running, and returns when it answers.

        Raises Neo4jAbsent with its last words.
        """
        if self._process is not None:
            return self
        if not (self.home / "conf").exists():
            self._lay_out()
        folders = [f"--home-dir={self.home}", f"--config-dir={self.home}/conf"]
        with (self.home / "logs" / "console.log").open("ab") as console:
            self._process = subprocess.Popen(
                [*self._java, "-cp", f"{self._jars}/*", *JVM, *_MAIN[self.line], *folders],
                stdout=console,
                stderr=subprocess.STDOUT,
            )
        deadline = monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or monotonic() > deadline:
                self.kill()
                raise Neo4jAbsent(f"Neo4j {self.version} did not start: {self._last_words()}")
            sleep(_POLL_SECONDS)
        return self

    def _answers(self) -> bool:
        try:
            with self.driver().session(database="neo4j") as session:
                session.run("RETURN 1").consume()
        except (DriverError, Neo4jError):
            return False
        return True

    def _last_words(self) -> str:
        texts = [path.read_text("utf-8", "replace") for path in self.home.glob("logs/[cn]*.log")]
        return " ".join("\n".join(texts).splitlines()[-5:])

    def driver(self) -> Driver:
        """A driver for looking behind the store, closed with the server."""
        if self._driver is None:
            self._driver = GraphDatabase.driver(
                self.uri, auth=(self.user, self.password), notifications_min_severity="OFF"
            )
        return self._driver

    def clear(self) -> None:
        """Deletes every node and relationship, in batches; constraints stay."""
        delete = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
        with self.driver().session(database="neo4j") as session:
            session.run(delete).consume()

    def stop(self) -> None:
        """Ends it in order."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it as a power cut would (SIGKILL)."""
        self._end(signal.SIGKILL)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Meanwhile it takes connections, for the system does that, and answers nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        os.waitpid(self._process.pid, os.WUNTRACED)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def close(self) -> None:
        """Ends it and removes its folder."""
        if self._driver is not None:
            self._driver.close()
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def wait(self) -> None:
        """Returns when the server has ended by itself."""
        if self._process is not None:
            self._process.wait()

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.close()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _docker_answers() -> bool:
    if shutil.which("docker") is None:
        return False
    asked = ["docker", "info", "--format", "{{.ServerVersion}}"]
    told = subprocess.run(asked, check=False, capture_output=True, text=True)
    return told.returncode == 0 and bool(told.stdout.strip())


def _docker_command(version: str, password: str) -> list[str]:
    settings = {
        "NEO4J_AUTH": f"{USER}/{password}",
        "NEO4J_server_memory_heap_max__size": "512m",
        "NEO4J_server_memory_pagecache_size": "128m",
        "NEO4J_db_transaction_timeout": "10m",
        "NEO4J_dbms_security_allow__csv__import__from__file__urls": "false",
        "NEO4J_dbms_usage__report_enabled": "false",
    }
    ports = [f"--publish=127.0.0.1:{port}:{port}" for port in (BOLT_PORT, HTTP_PORT)]
    environment = [f"--env={name}={value}" for name, value in settings.items()]
    return ["docker", "run", "--rm", *ports, *environment, f"neo4j:{version}-community"]


def _tell(password: str) -> None:
    print(f"\n# Neo4j on bolt://127.0.0.1:{BOLT_PORT}; its data go when it stops (Ctrl-C). Copy:")
    print(f"export QIAOTU_STORE=bolt://127.0.0.1:{BOLT_PORT}")
    print(f"export QIAOTU_NEO4J_USER={USER}")
    print(f"export QIAOTU_NEO4J_PASSWORD={password}\n", flush=True)


def _password() -> str:
    """The one already set, so that a shell in which it was copied stays right; else a new one."""
    return os.environ.get("QIAOTU_NEO4J_PASSWORD") or secrets.token_hex(12)


def _run_in_foreground(line: str) -> None:
    password = _password()
    if _docker_answers():
        _tell(password)
        subprocess.run(_docker_command(VERSIONS[line], password), check=True)
        return
    with Neo4jServer(line, BOLT_PORT, HTTP_PORT, password) as server:
        _tell(password)
        server.wait()


def main() -> int:
    """Runs a server until it is stopped; 1 with one line when it cannot run."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.neo4j_server", description=main.__doc__
    )
    parser.add_argument("--version", choices=list(VERSIONS), default="5.26")
    asked = parser.parse_args()
    unwind_when_terminated()
    try:
        with suppress(KeyboardInterrupt):
            _run_in_foreground(asked.version)
    except (Neo4jAbsent, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
