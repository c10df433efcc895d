"""Every setting of the program, read once from `QIAOTU_*` and passed in."""

from __future__ import annotations

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph.errors import ConfigurationError

NEO4J_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
# The number of an approved map: who approved it, the year in brackets of any kind, the number; as in
# GS(2024)0650号, GS京(2022)1061号, 苏S(2023)12号, JS(2016)01-112号, 京审字(2012)第001号.
MAP_NUMBER = re.compile(
    r"[A-Za-z\u4e00-\u9fff]{1,10} ?[(（\[〔［]\d{4}[)）\]〕］] ?第?\d{1,6}(-\d{1,6})? ?号", re.ASCII
)


class Settings(BaseSettings):
    """`QIAOTU_<NAME>` in the environment sets `<name>`; unsafe combinations are refused."""

    model_config = SettingsConfigDict(env_prefix="QIAOTU_", frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8765, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    data: Path = Field(Path("data"), description="Folder of the embedded store.")
    store: str = Field("", description="Empty: the embedded store. Else a Neo4j URI.")
    neo4j_user: str = Field("neo4j", description="User of the Neo4j database.")
    neo4j_password: SecretStr = Field(SecretStr(""), description="Its password.")
    neo4j_password_file: Path | None = Field(None, description="A file that holds the password.")
    neo4j_database: str = Field("neo4j", description="Name of the Neo4j database.")
    state: SecretStr = Field(
        SecretStr(""),
        description="SQLAlchemy URL of the application's state. Reserved: nothing is kept there yet.",
    )
    office: str = Field("org-xuzhou-qiaolian", description="Id of our own office.")
    seed_on_start: bool = Field(True, description="Load the documents' facts into an empty store.")
    seed_documents: Path | None = Field(
        None, description="Folder of the five source texts; when given, every anchor is checked."
    )
    store_timeout: float = Field(30.0, gt=0, le=3600, description="Seconds a query may take.")
    route_timeout: float = Field(2.0, gt=0, le=60, description="Seconds a route search may take.")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Host names, beside loopback, that requests may name; comma-separated."
    )
    trust_network: bool = Field(
        False,
        description="The operator vouches that only loopback or an authenticating proxy reaches us.",
    )
    base_map: Path | None = Field(
        None, description="GeoJSON (WGS84) of an approved map, drawn under the countries' bubbles."
    )
    base_map_number: str = Field(
        "", description="The approved map's number (审图号), shown with it."
    )
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="Log level.")

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().lower() for part in value.split(",") if part.strip())
        return value

    @field_validator("base_map", mode="before")
    @classmethod
    def _none_if_empty(cls, value: object) -> object:
        return value or None

    @field_validator("base_map_number")
    @classmethod
    def _check_number(cls, value: str) -> str:
        number = value.strip()
        if number and not MAP_NUMBER.fullmatch(number):
            raise ValueError(
                "this is not the number of an approved map. Write it as it stands on the map, "
                "for example GS(2024)0650号 or 苏S(2023)12号."
            )
        return number

    @model_validator(mode="after")
    def _refuse_half_a_map(self) -> Self:
        if self.base_map is not None and not self.base_map_number:
            raise ValueError(
                "QIAOTU_BASE_MAP is set, and QIAOTU_BASE_MAP_NUMBER is not. A map is only shown with "
                "the number under which it was approved (审图号): set it, or take the map away."
            )
        if self.base_map_number and self.base_map is None:
            raise ValueError(
                "QIAOTU_BASE_MAP_NUMBER is set, and QIAOTU_BASE_MAP is not. Name the GeoJSON file of "
                "the map that has this number, or take the number away."
            )
        return self

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if not is_loopback(self.host) and not self.trust_network:
            raise ValueError(
                f"QIAOTU_HOST={self.host} is not a loopback address, and there are no accounts yet. "
                "Use 127.0.0.1, or set QIAOTU_TRUST_NETWORK=true behind an authenticating proxy."
            )
        scheme = self.store.partition("://")[0]
        if self.store and scheme not in NEO4J_SCHEMES:
            raise ValueError(
                f"QIAOTU_STORE={self.store} is not a Neo4j URI. "
                f"Leave it empty, or use one of {', '.join(NEO4J_SCHEMES)}://host:port."
            )
        return self

    def password(self) -> str:
        """The Neo4j password, from its file when one is named. Raises ConfigurationError."""
        if self.neo4j_password_file is None:
            return self.neo4j_password.get_secret_value()
        try:
            return self.neo4j_password_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigurationError(
                f"QIAOTU_NEO4J_PASSWORD_FILE cannot be read: {error.strerror}.",
                f"无法读取 QIAOTU_NEO4J_PASSWORD_FILE:{error.strerror}。",
            ) from error


def is_loopback(host: str) -> bool:
    """Whether a host name or address stands for this machine alone."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def load_settings(**overrides: object) -> Settings:
    """Settings from the environment and `overrides`.

    Raises ConfigurationError in one line for the first value that breaks a rule.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "QIAOTU_" + "_".join(str(part) for part in first["loc"]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        text = reason if reason.startswith("QIAOTU_") else f"{name}: {reason}"
        raise ConfigurationError(text, f"设置有误:{text}") from None


def variables() -> list[str]:
    """Names of every environment variable that the program reads."""
    return sorted(f"QIAOTU_{name.upper()}" for name in Settings.model_fields)


def unknown_variables() -> list[str]:
    """`QIAOTU_*` variables of the environment that name no setting (most often a typing slip)."""
    known = set(variables())
    return sorted(name for name in os.environ if name.startswith("QIAOTU_") and name not in known)
