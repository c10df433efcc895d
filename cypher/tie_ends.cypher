// What the route search asks of every entity, grouped: labels, whether it declined contact, and for
// whom it is there.
// open: read into memory for every viewer, and masked there
// params:
// returns: labels, declined, access_level, access_offices, ids
MATCH (n:Entity)
RETURN labels(n) AS labels, coalesce(n.declined, false) AS declined,
       n.access_level AS access_level, n.access_offices AS access_offices, collect(n.id) AS ids
