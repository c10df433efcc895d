// The entities with these ids, in no promised order; an id that nothing has is left out.
// params: ids
// returns: id, name, labels, properties
MATCH (n:Entity)
WHERE n.id IN $ids
RETURN n.id AS id, n.name AS name, labels(n) AS labels, properties(n) AS properties
