"""How new the records are, and whom to ask about."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from api.http.declared import numbered
from api.http.dependencies import NetworkDep, plain_query
from api.http.parameters import Limit, NoQuery, Offset, day
from graph.network import Network
from graph.surveys.freshness import FreshnessReport, Records
from graph.surveys.models import Freshness
from graph.values import Date, Id

router = APIRouter(
    prefix="/api", dependencies=[Depends(plain_query)], tags=["see"], responses=numbered()
)


class FreshnessQuery(NoQuery):
    """Whose records, as of when; and the page of those to ask about."""

    office: Annotated[Id | None, Field(description="Only what this office owns, by its id.")] = None
    label: Annotated[str | None, Field(description="Only entities with this label.")] = None
    country: Annotated[
        Id | None, Field(description="Only what lies in this country or place, by its id.")
    ] = None
    as_of: Annotated[Date | None, Field(description="A date, may be partial; today (UTC).")] = None
    limit: Limit = 50
    offset: Offset = 0


@router.get("/freshness")
def freshness(network: NetworkDep, asked: Annotated[FreshnessQuery, Query()]) -> Freshness:
    """Records by office, label and country: verified when, and which the last round missed."""
    return network.answer(lambda: aged(network, asked))


def aged(network: Network, asked: FreshnessQuery) -> Freshness:
    """The answer, for the API and the command. Raises InvalidInput for an unknown label."""
    if asked.label is not None:
        network.schema.check_label(asked.label, field="label")
    whose = Records(asked.office, asked.label, asked.country)
    report = FreshnessReport(network.viewpoint, day(asked.as_of), whose)
    return report.freshness(asked.limit, asked.offset)
