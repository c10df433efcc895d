// The relationships of one type with these ids. Both engines find them by their ids.
// slots: type
// open: a write looks at what stands there
// params: ids
// returns: id, from, to, properties
MATCH (source:Entity)-[r/*type*/]->(target:Entity)
WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, properties(r) AS properties
