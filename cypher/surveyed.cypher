// How many entities there are by owning office, labels and the last survey round that saw them, and when
// they were recorded and verified. `recorded`: how many of the moments they were recorded after;
// `verified`: how many of the days, null for never; `age`: as in verified, whose form of days this is.
// params: moments, days, year, three_years, level, offices
// returns: office, labels, survey_round, recorded, verified, age, count
MATCH (n:Entity)
WHERE /*seen n*/
RETURN n.office AS office, labels(n) AS labels, n.survey_round AS survey_round,
       size([moment IN $moments WHERE n.recorded_at >= moment]) AS recorded,
       CASE WHEN n.verified_at IS NULL THEN NULL
            ELSE size([day IN $days WHERE n.verified_at >= day]) END AS verified,
       CASE WHEN n.verified_at IS NULL THEN 3
            WHEN n.verified_at >= $year THEN 0
            WHEN n.verified_at >= $three_years THEN 1
            ELSE 2 END AS age,
       count(*) AS count
