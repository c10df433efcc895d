// What the route search asks of every entity, grouped: labels, and whether it declined contact.
// open: read into memory for every viewer, and masked there
// params:
// returns: labels, declined, ids
MATCH (n:Entity)
RETURN labels(n) AS labels, coalesce(n.declined, false) AS declined, collect(n.id) AS ids
