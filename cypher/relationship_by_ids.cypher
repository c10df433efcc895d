// The relationships with these ids, wherever they are; reads every relationship once.
// params: ids
// returns: id, from, to, type, properties
MATCH (source:Entity)-[r]->(target:Entity)
WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
