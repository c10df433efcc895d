// The entities with these ids, in no promised order; an id that nothing has is left out,
// and one that the viewer may not see is as if nothing had it.
// params: ids, level, offices
// returns: id, name, labels, properties
MATCH (n:Entity)
WHERE n.id IN $ids AND /*seen n*/
RETURN n.id AS id, n.name AS name, labels(n) AS labels, properties(n) AS properties
