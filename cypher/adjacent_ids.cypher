// The neighbours of some entities, each with the number and the types of the ties that lead to it.
// params: ids, types, level, offices
// returns: id, ties, types
MATCH (n:Entity)-[r]-(other:Entity)
WHERE n.id IN $ids AND type(r) IN $types AND /*seen n*/ AND /*seen other*/
RETURN other.id AS id, count(DISTINCT r.id) AS ties, collect(DISTINCT type(r)) AS types
