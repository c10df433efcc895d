// Every relationship of an entity, with the labels of both ends.
// open: a write looks at what stands there
// params: id
// returns: id, from, to, type, properties, from_labels, to_labels
MATCH (n:Entity {id: $id})-[r]-(:Entity)
WITH DISTINCT r
RETURN r.id AS id, startNode(r).id AS from, endNode(r).id AS to, type(r) AS type,
       properties(r) AS properties, labels(startNode(r)) AS from_labels,
       labels(endNode(r)) AS to_labels
