// The neighbours of some entities, each with the number of ties that lead to it.
// params: ids, types
// returns: id, ties
MATCH (n:Entity)-[r]-(other:Entity)
WHERE n.id IN $ids AND type(r) IN $types
RETURN other.id AS id, count(DISTINCT r.id) AS ties
