// What every neighbour of an entity is sorted and filtered by.
// params: id, types, level, offices
// returns: relationship, type, from, other, name, labels, since, last_contact
MATCH (n:Entity {id: $id})-[r]-(other:Entity)
WHERE type(r) IN $types AND /*seen n*/ AND /*seen other*/
RETURN DISTINCT r.id AS relationship, type(r) AS type, startNode(r).id AS from,
       other.id AS other, other.name AS name, labels(other) AS labels,
       r.since AS since, r.last_contact AS last_contact
