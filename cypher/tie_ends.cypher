// What the route search asks of every entity: its labels, and whether it declined contact.
// params:
// returns: id, labels, declined
MATCH (n:Entity)
RETURN n.id AS id, labels(n) AS labels, n.declined AS declined
