// The ties that tell entities apart: where they lie, what they know, where they learnt and work.
// open: read into memory for every viewer, and masked there
// params: types
// returns: from, type, to
MATCH (n:Entity)-[r]->(other:Entity)
WHERE type(r) IN $types
RETURN n.id AS from, type(r) AS type, other.id AS to
