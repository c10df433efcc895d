// Gives an entity exactly these properties, its id included.
// params: id, properties
// returns: id
MATCH (n:Entity {id: $id})
SET n = $properties
RETURN n.id AS id
