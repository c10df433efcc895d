// Takes labels from an entity.
// slots: labels
// params: id
// returns:
MATCH (n:Entity {id: $id})
REMOVE n/*labels*/
