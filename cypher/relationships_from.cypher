// The relationships that start from some entities, in no promised order.
// params: ids, level, offices
// returns: id, from, to, type, properties
MATCH (n:Entity)-[r]->(other:Entity)
WHERE n.id IN $ids AND /*seen n*/ AND /*seen other*/
RETURN r.id AS id, n.id AS from, other.id AS to, type(r) AS type, properties(r) AS properties
