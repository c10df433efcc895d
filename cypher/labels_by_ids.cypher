// The labels of the entities with these ids.
// open: a write looks at what stands there
// params: ids
// returns: id, labels
MATCH (n:Entity)
WHERE n.id IN $ids
RETURN n.id AS id, labels(n) AS labels
