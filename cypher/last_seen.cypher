// The records of some offices that a survey round saw, none of these rounds last, with the one that did.
// params: owners, bases, not_in, level, offices
// returns: id, name, labels, office, places, survey_round, verified_at
MATCH (n:Entity)
WHERE n.office IN $owners AND /*seen n*/ AND n.survey_round IS NOT NULL
  AND NOT n.survey_round IN $not_in
  AND any(label IN labels(n) WHERE label IN $bases)
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Entity)
WHERE /*seen place*/
WITH n, collect(DISTINCT place.id) AS places
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.office AS office, places,
       n.survey_round AS survey_round, n.verified_at AS verified_at
