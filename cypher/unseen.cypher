// The records of some offices that a survey round saw, none of these rounds last, with the one that did:
// as last_seen, without their places, which take far longer to find.
// params: owners, bases, not_in, level, offices
// returns: id, name, labels, office, survey_round, verified_at
MATCH (n:Entity)
WHERE n.office IN $owners AND /*seen n*/ AND n.survey_round IS NOT NULL
  AND NOT n.survey_round IN $not_in
  AND any(label IN labels(n) WHERE label IN $bases)
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.office AS office,
       n.survey_round AS survey_round, n.verified_at AS verified_at
