// Number of entities per label.
// params:
// returns: label, count
MATCH (n:Entity)
UNWIND labels(n) AS label
RETURN label, count(*) AS count
