// Everyone and everything with expertise in a field.
// params: id, level, offices
// returns: id
MATCH (n:Entity)-[:HAS_EXPERTISE]->(field:Entity {id: $id})
WHERE /*seen n*/ AND /*seen field*/
RETURN DISTINCT n.id AS id
