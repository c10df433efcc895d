// Which of some entities have relationships.
// open: a write looks at what stands there
// params: ids
// returns: id
MATCH (n:Entity)-[r]-(:Entity)
WHERE n.id IN $ids
RETURN DISTINCT n.id AS id
