// Everyone and everything with expertise in a field.
// params: id
// returns: id
MATCH (n:Entity)-[:HAS_EXPERTISE]->(field:Entity {id: $id})
RETURN DISTINCT n.id AS id
