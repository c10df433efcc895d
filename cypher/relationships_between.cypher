// The relationships of the given types between the two ends of each pair; `one` should be the
// end with fewer relationships.
// params: pairs, types, level, offices
// returns: id, from, to, type, properties
UNWIND $pairs AS pair
MATCH (one:Entity {id: pair.one})-[r]-(other:Entity {id: pair.other})
WHERE type(r) IN $types AND /*seen one*/ AND /*seen other*/
RETURN DISTINCT r.id AS id, startNode(r).id AS from, endNode(r).id AS to, type(r) AS type,
       properties(r) AS properties
