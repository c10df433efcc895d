// Deletes entities that have no relationships.
// params: ids
// returns:
MATCH (n:Entity)
WHERE n.id IN $ids
DELETE n
