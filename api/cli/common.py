"""What several commands share: their settings, their checked questions, and `--json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel, ValidationError

from api.http.logs import configure_logs
from api.http.validation import fault
from graph.settings import Settings, load_settings

Query = TypeVar("Query", bound=BaseModel)
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。Print JSON, as the API answers.")]


def checked(model: type[Query], fields: Mapping[str, object]) -> Query:
    """The question with these values. Raises InvalidInput for the first that breaks a rule."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise fault(error.errors()[0]) from None


def quiet_settings() -> Settings:
    """The settings; what is usual stays out of the log, for the answer is what is read."""
    settings = load_settings()
    configure_logs("error" if settings.log_level == "info" else settings.log_level)
    return settings
