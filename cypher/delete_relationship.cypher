// Deletes a relationship.
// slots: type
// params: id, from
// returns:
MATCH (:Entity {id: $from})-[r/*type*/ {id: $id}]->(:Entity)
DELETE r
