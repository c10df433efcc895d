"""An operator's base map: given out only with its number, and harmless whatever is in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli.main import commands
from graph.errors import ConfigurationError
from graph.settings import Settings, load_settings
from tests.support.api_client import is_problem, serving
from viz import base_map

NUMBER = "GS(2024)0650号"
# Made up: a rectangle that is no land.
SQUARE = [[-20, -10], [20, -10], [20, 10], [-20, 10], [-20, -10]]
HOSTILE = "<img src=x onerror=alert(1)>"


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


MADE_UP = collection(feature(polygon(SQUARE), name=HOSTILE, note={"deep": [HOSTILE]}), crs=HOSTILE)


def lay(folder: Path, content: Any) -> Path:
    path = folder / "map.geojson"
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(data)
    return path


def settings_of(folder: Path, content: Any) -> Settings:
    return load_settings(
        data=folder / "data", base_map=lay(folder, content), base_map_number=NUMBER
    )


@pytest.mark.parametrize(
    "number",
    [
        "GS(2024)0650号",
        "GS（2019）1822号",
        "GS京(2022)1061号",
        "苏S(2023)12号",
        "苏S〔2023〕012号",
        "JS(2016)01-112号",
        "京审字（2012）第001号",
        " GS(2016)2923 号 ",
    ],
)
def test_the_known_forms_of_numbers_are_taken(tmp_path: Path, number: str) -> None:
    settings = load_settings(base_map=tmp_path / "map", base_map_number=number)
    assert settings.base_map_number == number.strip()


@pytest.mark.parametrize(
    "number",
    ["0650", "GS2024-0650", "GS(24)0650号", "GS(2024)号", HOSTILE, "号", "GS(2024)0650号x"],
)
def test_what_is_no_number_is_refused(tmp_path: Path, number: str) -> None:
    with pytest.raises(ConfigurationError, match=r"QIAOTU_BASE_MAP_NUMBER.*GS\(2024\)0650号"):
        load_settings(base_map=tmp_path / "map", base_map_number=number)


def test_one_without_the_other_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="QIAOTU_BASE_MAP_NUMBER is not"):
        load_settings(base_map=tmp_path / "map")
    with pytest.raises(ConfigurationError, match="QIAOTU_BASE_MAP is not"):
        load_settings(base_map_number=NUMBER)


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QIAOTU_BASE_MAP", "")
    monkeypatch.setenv("QIAOTU_BASE_MAP_NUMBER", "")
    assert load_settings().base_map is None


def test_without_a_map_there_is_none(tmp_path: Path) -> None:
    with serving(load_settings(data=tmp_path)) as client:
        assert is_problem(client.get("/api/base-map"), 404, "not_found")
        assert client.get("/api/overview").json()["base_map"] is None


def test_the_map_is_given_out_with_its_number_and_kept_by_browsers(tmp_path: Path) -> None:
    with serving(settings_of(tmp_path, MADE_UP)) as client:
        assert client.get("/api/overview").json()["base_map"] == NUMBER
        answer = client.get("/api/base-map")
        assert answer.headers["content-type"] == "application/geo+json"
        assert answer.headers["cache-control"] == "private, no-cache"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        # Shapes only: nothing else that the file holds leaves it.
        assert answer.json() == collection(feature(polygon(SQUARE), name=""))
        tag = answer.headers["etag"]
        for asked in (tag, f'"other", W/{tag}'):
            again = client.get("/api/base-map", headers={"if-none-match": asked})
            assert (again.status_code, again.content) == (304, b"")
        assert client.get("/api/base-map", headers={"if-none-match": '"x"'}).status_code == 200
        assert client.head("/api/base-map").headers["etag"] == tag
        assert is_problem(client.get("/api/base-map?x=1"), 422, "invalid_input", "x")


LINE = {"type": "LineString", "coordinates": [[100, 5], [110, 20, 3.5]]}
TAKEN = {
    "lines": collection(feature(polygon(SQUARE)), feature(LINE)),
    "many": collection(feature({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]})),
    "strokes": collection(
        feature(polygon(SQUARE)),
        feature({"type": "MultiLineString", "coordinates": [LINE["coordinates"]]}),
    ),
    "an empty feature": collection(feature(polygon(SQUARE)), feature(None)),
    "a byte order mark": b"\xef\xbb\xbf" + json.dumps(MADE_UP).encode(),
    "rounded": collection(feature(polygon([[-180.0000001, -90], *SQUARE, [180.0000001, 90]]))),
}


@pytest.mark.parametrize("content", TAKEN.values(), ids=TAKEN)
def test_what_maps_are_made_of_is_taken(tmp_path: Path, content: Any) -> None:
    assert base_map.installed(settings_of(tmp_path, content)) is not None


REFUSED = {
    "no JSON": b"<svg></svg>",
    "nothing": b"",
    "not UTF-8": b'{"type": "\xff"}',
    "not a number": json.dumps(collection(feature(polygon([[float("nan"), 0], *SQUARE])))).encode(),
    "endless": json.dumps(collection(feature(polygon([[float("inf"), 0], *SQUARE])))).encode(),
    "deep": b'{"type":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep coordinates": collection(feature(json.loads("[" * 60 + "]" * 60))),
    "a bare geometry": polygon(SQUARE),
    "no feature": collection(),
    "a point": collection(feature({"type": "Point", "coordinates": [1, 2]})),
    "another type": collection(feature({"type": HOSTILE + "\x1b[31m", "coordinates": []})),
    "no polygon": collection(feature(LINE)),
    "metres": collection(feature(polygon([[13_000_000, 4_000_000], *SQUARE]))),
    "words": collection(feature(polygon([["1", "2"], *SQUARE]))),
    "an open ring": collection(feature(polygon(SQUARE[:3]))),
    "no ring": collection(feature(polygon())),
    "encoded": collection(
        feature({"type": "Polygon", "coordinates": ["@@ABC"]}), UTF8Encoding=True
    ),
    "too large": b" " * (base_map.SIZE_LIMIT + 1),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_in_plain_words(tmp_path: Path, content: Any) -> None:
    with pytest.raises(ConfigurationError) as refused:
        base_map.installed(settings_of(tmp_path, content))
    for text in (refused.value.en, refused.value.zh):
        assert text.startswith(f"QIAOTU_BASE_MAP={tmp_path}")
        assert text.isprintable()
        assert len(text) < 500
    assert any(word in refused.value.en for word in ("Give", "Simplify"))


@pytest.mark.parametrize("path", ["absent.geojson", "."])
def test_a_file_that_cannot_be_read_ends_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setenv("QIAOTU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("QIAOTU_BASE_MAP", str(tmp_path / path))
    monkeypatch.setenv("QIAOTU_BASE_MAP_NUMBER", NUMBER)
    done = CliRunner().invoke(commands, ["serve", "--port", "0"])
    assert done.exit_code != 0
    assert isinstance(done.exception, ConfigurationError)
    assert "cannot be read" in done.exception.en
