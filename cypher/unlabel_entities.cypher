// Takes labels from entities.
// slots: labels
// params: ids
// returns:
MATCH (n:Entity)
WHERE n.id IN $ids
REMOVE n/*labels*/
