// Deletes relationships of one type.
// slots: type
// params: ids
// returns:
MATCH (:Entity)-[r/*type*/]->(:Entity)
WHERE r.id IN $ids
DELETE r
