// How many entities were verified when, by owning office, labels, places and the last survey round that
// saw them. `age`: 0 since $year, 1 since $three_years, 2 before, 3 never. Dates may be partial: the
// limits are given in the shortest form of their day, so that comparing texts compares first days.
// params: year, three_years, bases, level, offices
// returns: office, labels, places, survey_round, age, count
MATCH (n:Entity)
WHERE any(label IN labels(n) WHERE label IN $bases) AND /*seen n*/
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Entity)
WHERE /*seen place*/
WITH n, collect(DISTINCT place.id) AS places
RETURN n.office AS office, labels(n) AS labels, places, n.survey_round AS survey_round,
       CASE WHEN n.verified_at IS NULL THEN 3
            WHEN n.verified_at >= $year THEN 0
            WHEN n.verified_at >= $three_years THEN 1
            ELSE 2 END AS age,
       count(*) AS count
