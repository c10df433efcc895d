"""An import within a survey round: what its rows saw counts as verified in that round."""

from __future__ import annotations

from graph.batches.models import Policy
from graph.errors import NotFound
from graph.store.sight import Sight
from seed.imports.rows.policies import RoundPolicy

ROUND = "SurveyRound"


def within_round(policy: Policy, sight: Sight, survey_round: str | None, started: str) -> Policy:
    """The policy within a round, if there is one; `started` is when the import began.

    What is imported after the round's end was verified by its last day. Raises NotFound.
    """
    if survey_round is None:
        return policy
    rows = sight.read("entity_by_ids", ids=[survey_round])
    if not rows or ROUND not in rows[0]["labels"]:
        raise NotFound(
            f"There is no survey round with the id {survey_round}.",
            f"没有编号为 {survey_round} 的摸底轮次。",
            field="survey_round",
        )
    round_ = rows[0]["properties"]
    today = started[:10]
    ended = round_.get("ends", today)
    return RoundPolicy(policy, survey_round, round_["starts"], min(ended, today))
