// The relationships with these ids, looked for at some entities.
// params: entity_ids, ids, level, offices
// returns: id, from, to, type, properties
MATCH (n:Entity)-[r]-(other:Entity)
WHERE n.id IN $entity_ids AND r.id IN $ids AND /*seen n*/ AND /*seen other*/
RETURN DISTINCT r.id AS id, startNode(r).id AS from, endNode(r).id AS to, type(r) AS type,
       properties(r) AS properties
