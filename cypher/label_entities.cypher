// Adds labels to entities.
// slots: labels
// params: ids
// returns:
MATCH (n:Entity)
WHERE n.id IN $ids
SET n/*labels*/
