// Adds labels to an entity.
// slots: labels
// params: id
// returns:
MATCH (n:Entity {id: $id})
SET n/*labels*/
