// Number of entities per label that were recorded at a moment or later.
// params: moment
// returns: label, count
MATCH (n:Entity)
WHERE n.recorded_at >= $moment
UNWIND labels(n) AS label
RETURN label, count(*) AS count
