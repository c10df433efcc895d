"""docker-compose.yml and Dockerfile, read as their tools would: no engine is needed here."""

import re
import shlex
from typing import Any

import pytest
import yaml

from graph.settings import load_settings
from tests.support.neo4j_jars import VERSIONS
from tests.support.places import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
# name:1.2 or name:1.2.3-variant; a bare major version would move under our feet.
PINNED = re.compile(r"[a-z0-9/]+:\d+\.\d+(\.\d+)?(-[a-z0-9-]+)?")


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with their arguments, comments and line breaks taken out."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    found = (line.partition(" ") for line in text.splitlines() if line.strip())
    return [(word, rest.strip()) for word, _, rest in found]


def arguments(wanted: str) -> list[str]:
    return [rest for word, rest in instructions() if word == wanted]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_pinned_restarts_and_keeps_its_data(name):
    service = SERVICES[name]
    assert PINNED.fullmatch(service["image"])
    assert service["restart"] == "unless-stopped"
    volumes = [volume.split(":")[0] for volume in service["volumes"]]
    assert volumes
    assert set(volumes) <= set(COMPOSE["volumes"])


def test_a_service_is_watched():
    assert {name for name in SERVICES if "healthcheck" not in SERVICES[name]} == {"app"}
    # The app's own is part of its image.
    assert "/healthz" in arguments("HEALTHCHECK")[0]


def test_only_the_app_is_reachable_and_from_this_machine_alone():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"app": ["127.0.0.1:8765:8765"]}
    assert COMPOSE["networks"]["databases"]["internal"] is True
    for database in ("neo4j", "postgres"):
        assert SERVICES[database]["networks"] == ["databases"]


def test_the_app_starts_with_the_settings_given(monkeypatch):
    given = SERVICES["app"]["environment"]
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert settings.host == "0.0.0.0"
    assert settings.store == "bolt://neo4j:7687"
    assert f":{settings.port}" in SERVICES["app"]["ports"][0]


def test_passwords_come_from_files_alone():
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            if "PASSWORD" in name or "AUTH" in name:
                assert value.removeprefix("/run/secrets/") in service["secrets"] or "--" in value


def test_the_databases_are_those_that_are_tested():
    assert SERVICES["neo4j"]["image"] == f"neo4j:{VERSIONS['5.26']}-community"


def test_the_image_is_built_from_pinned_ones():
    images = [rest.split()[0] for rest in arguments("FROM")]
    assert images
    assert [image for image in images if not PINNED.fullmatch(image)] == []


def test_the_image_runs_as_nobody_in_particular():
    assert arguments("USER") == ["qiaotu"]
    words = [word for word, _ in instructions()]
    assert words.index("USER") > max(n for n, word in enumerate(words) if word in {"RUN", "COPY"})


def test_what_the_image_copies_is_there_and_not_ignored():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    admitted = [line.removeprefix("!") for line in ignored if line.startswith("!")]
    assert ignored[1] == "*"
    assert [name for name in admitted if not (ROOT / name).exists()] == []
    copied = [shlex.split(rest)[:-1] for rest in arguments("COPY") if "--from" not in rest]
    for source in (name for names in copied for name in names if name != "."):
        assert (ROOT / source).exists()
        assert any(source == name or source.startswith(f"{name}/") for name in admitted)
