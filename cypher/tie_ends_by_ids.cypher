// As `tie_ends`, for some entities.
// params: ids
// returns: id, labels, declined
MATCH (n:Entity)
WHERE n.id IN $ids
RETURN n.id AS id, labels(n) AS labels, n.declined AS declined
