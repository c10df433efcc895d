"""What a Neo4j needs to run here: a Java of a suitable version, and its jars through Maven.

The jars are kept in a cache outside the tree, fetched once per version.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Release lines under test: the version taken, and the Java versions that Neo4j names for it.
VERSIONS = {"5.26": "5.26.30", "2026.08": "2026.08.1"}
JAVA_VERSIONS = {"5.26": (17, 21), "2026.08": (21, 25)}

_FETCH_SECONDS = 900  # 123 MB over a slow line

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>qiaotu</groupId><artifactId>neo4j</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{0}</version>
    </dependency>
    <dependency>
      <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{0}</version>
    </dependency>
  </dependencies>
</project>
"""


class Neo4jAbsent(Exception):
    """Neo4j cannot be run here; the message says what is missing and how to have it."""


def find_java(line: str) -> Path:
    """A Java that this release line runs on. Raises Neo4jAbsent."""
    wanted = JAVA_VERSIONS[line]
    for java in _installed_javas():
        if _java_version(java) in wanted:
            return java
    raise Neo4jAbsent(f"Java for Neo4j {line} is missing: install {wanted[0]} or {wanted[1]}")


def _installed_javas() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin", "java")
    if found := shutil.which("java"):
        yield Path(found)
    yield from sorted(Path("/usr/lib/jvm").glob("*/bin/java"))


@functools.cache
def _java_version(java: Path) -> int:
    """The feature release, such as 21; 0 when it does not run."""
    try:
        told = subprocess.run([java, "-version"], check=False, capture_output=True, text=True)
    except OSError:
        return 0
    found = re.search(r'version "(\d+)', told.stderr)
    return int(found.group(1)) if found else 0


def cache_folder() -> Path:
    """Where downloads are kept: QIAOTU_TEST_CACHE, else the user's cache."""
    if named := os.environ.get("QIAOTU_TEST_CACHE"):
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base, "qiaotu")


def fetch_jars(version: str) -> Path:
    """The folder of a version's jars, fetched when it is not there. Raises Neo4jAbsent."""
    folder = cache_folder() / f"neo4j-{version}"
    if not (folder / "lib").is_dir():
        maven = shutil.which("mvn")
        if maven is None:
            raise Neo4jAbsent("Maven, which fetches Neo4j, is missing: install mvn")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="fetch-") as scratch:
            _fetch_into(Path(scratch), version, maven)
            _move_whole(Path(scratch), folder)
    return folder / "lib"


def _fetch_into(folder: Path, version: str, maven: str) -> None:
    (folder / "pom.xml").write_text(_POM.format(version), encoding="utf-8")
    print(f"fetching Neo4j {version} (about 125 MB, once)", file=sys.stderr, flush=True)
    command = [maven, "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime"]
    run = subprocess.run(
        [*command, f"-DoutputDirectory={folder / 'lib'}"],
        cwd=folder,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_FETCH_SECONDS,
    )
    if run.returncode != 0:
        reason = next((row for row in run.stdout.splitlines() if "ERROR" in row), "no reason given")
        raise Neo4jAbsent(f"Maven could not fetch Neo4j {version}: {reason[:200]}")


def _move_whole(scratch: Path, folder: Path) -> None:
    """Only whole downloads appear in the cache, also when two processes fetch at once."""
    folder.mkdir(exist_ok=True)
    try:
        (scratch / "lib").rename(folder / "lib")
    except OSError:
        if not (folder / "lib").is_dir():
            raise
