// As `tie_ends`, for some entities.
// open: read into memory for every viewer, and masked there
// params: ids
// returns: id, labels, declined
MATCH (n:Entity)
WHERE n.id IN $ids
RETURN n.id AS id, labels(n) AS labels, n.declined AS declined
