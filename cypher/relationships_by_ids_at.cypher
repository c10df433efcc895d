// The relationships with these ids, looked for at some entities.
// params: entity_ids, ids
// returns: id, from, to, type, properties
MATCH (n:Entity)-[r]-(:Entity)
WHERE n.id IN $entity_ids AND r.id IN $ids
RETURN DISTINCT r.id AS id, startNode(r).id AS from, endNode(r).id AS to, type(r) AS type,
       properties(r) AS properties
