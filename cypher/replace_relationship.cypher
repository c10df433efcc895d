// Gives a relationship exactly these properties, its id included.
// slots: type
// params: id, from, properties
// returns: id
MATCH (:Entity {id: $from})-[r/*type*/ {id: $id}]->(:Entity)
SET r = $properties
RETURN r.id AS id
