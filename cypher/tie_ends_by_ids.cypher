// As `tie_ends`, for some entities.
// open: read into memory for every viewer, and masked there
// params: ids
// returns: id, labels, declined, access_level, access_offices
MATCH (n:Entity)
WHERE n.id IN $ids
RETURN n.id AS id, labels(n) AS labels, n.declined AS declined, n.access_level AS access_level,
       n.access_offices AS access_offices
