"""The base map that an operator installed: an approved map, given out only with its number.

No borders are shipped. Of the operator's file only the shapes are given out: names and whatever
else it holds stay in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, FailFast, Field, ValidationError

from graph.errors import ConfigurationError
from graph.settings import Settings

# What an office PC's browser reads and draws in about a second; a map of the world for a picture of
# this size has a tenth of it.
SIZE_LIMIT = 8 * 1024 * 1024  # bytes
_WHERE_LIMIT = 120  # characters of the place of a fault
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SHAPES = "Polygon, MultiPolygon, LineString or MultiLineString"
# Tools round: 180.0000001 is met in maps that end at 180.
_Longitude = Annotated[float, Field(ge=-180.01, le=180.01, allow_inf_nan=False, strict=True)]
_Latitude = Annotated[float, Field(ge=-90.01, le=90.01, allow_inf_nan=False, strict=True)]
_Height = Annotated[float, Field(allow_inf_nan=False)]
_Position = tuple[_Longitude, _Latitude] | tuple[_Longitude, _Latitude, _Height]
_Line = Annotated[list[_Position], Field(min_length=2), FailFast()]
_Ring = Annotated[list[_Position], Field(min_length=4), FailFast()]
_Rings = Annotated[list[_Ring], Field(min_length=1), FailFast()]


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: _Rings


class _MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[_Rings], Field(min_length=1), FailFast()]


class _LineString(BaseModel):
    type: Literal["LineString"]
    coordinates: _Line


class _MultiLineString(BaseModel):
    type: Literal["MultiLineString"]
    coordinates: Annotated[list[_Line], Field(min_length=1), FailFast()]


_Geometry = Annotated[
    _Polygon | _MultiPolygon | _LineString | _MultiLineString, Field(discriminator="type")
]


class _Feature(BaseModel):
    type: Literal["Feature"]
    geometry: _Geometry | None


class _Collection(BaseModel):
    """An approved map is shown whole: what cannot be drawn is refused, not left out."""

    type: Literal["FeatureCollection"]
    features: Annotated[list[_Feature], Field(min_length=1), FailFast()]


@dataclass(frozen=True)
class BaseMap:
    """A map's shapes as GeoJSON, and the number under which it was approved."""

    number: str
    body: bytes
    tag: str


def installed(settings: Settings) -> BaseMap | None:
    """The map that the settings name, if any. Raises ConfigurationError."""
    if settings.base_map is None:
        return None
    body = _body(_shapes(settings.base_map, _read(settings.base_map)))
    return BaseMap(settings.base_map_number, body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise _refused(
            path,
            f"cannot be read: {error.strerror}. Name a file that the server may read",
            f"无法读取:{error.strerror}。请指定服务有权读取的文件",
        ) from error
    if len(data) > SIZE_LIMIT:
        mebibytes = SIZE_LIMIT // 1024**2
        raise _refused(
            path,
            f"is larger than {mebibytes} MiB. Simplify its lines, as a picture of this size needs few",
            f"超过 {mebibytes} MiB。请先简化边线,此处用不到那么细",
        )
    return data.removeprefix(_BYTE_ORDER_MARK)


def _shapes(path: Path, data: bytes) -> _Collection:
    try:
        found = _Collection.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        # A tag that is none of ours stands in the message as it is.
        told = "".join(c if c.isprintable() else "?" for c in f"{_place(first)}{first['msg']}")
        raise _refused(
            path,
            f"is no map that can be drawn ({told[:_WHERE_LIMIT]}). Give a GeoJSON FeatureCollection of "
            f"{_SHAPES} in longitude and latitude (WGS84)",
            f"不是可用的地图({told[:_WHERE_LIMIT]})。请提供经纬度(WGS84)的 GeoJSON "
            f"FeatureCollection,图形限 {_SHAPES}",
        ) from error
    if not any(isinstance(each.geometry, _Polygon | _MultiPolygon) for each in found.features):
        raise _refused(
            path, "holds no polygon. Give the map's areas", "没有面(Polygon)。请提供地图的面"
        )
    return found


def _place(error: Any) -> str:
    return f"{'.'.join(map(str, error['loc']))}: " if error["loc"] else ""


def _refused(path: Path, en: str, zh: str) -> ConfigurationError:
    return ConfigurationError(
        f"QIAOTU_BASE_MAP={path} {en}.", f"QIAOTU_BASE_MAP={path} {zh}。", field="base_map"
    )


def _body(shapes: _Collection) -> bytes:
    """GeoJSON without names; the page's charts take no feature whose properties are empty."""
    features = (
        f'{{"type":"Feature","properties":{{"name":""}},"geometry":{each.geometry.model_dump_json()}}}'
        for each in shapes.features
        if each.geometry is not None
    )
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()
