// How many relationships an entity has, per type and direction; a self-loop counts once, as out.
// params: id, level, offices
// returns: type, direction, count
MATCH (n:Entity {id: $id})-[r]-(other:Entity)
WHERE /*seen n*/ AND /*seen other*/
WITH type(r) AS type,
     CASE WHEN startNode(r).id = $id THEN 'out' ELSE 'in' END AS direction,
     r.id AS relationship
RETURN type, direction, count(DISTINCT relationship) AS count
ORDER BY type, direction
