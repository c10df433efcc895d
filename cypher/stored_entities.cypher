// The entities with these ids as they are stored, in no promised order.
// open: a write looks at what stands there
// params: ids
// returns: id, name, labels, properties
MATCH (n:Entity)
WHERE n.id IN $ids
RETURN n.id AS id, n.name AS name, labels(n) AS labels, properties(n) AS properties
