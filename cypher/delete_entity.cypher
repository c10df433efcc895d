// Deletes an entity with its relationships.
// params: id
// returns:
MATCH (n:Entity {id: $id})
DETACH DELETE n
