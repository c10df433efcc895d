// Gives relationships of one type exactly these properties; `rows` holds them by id.
// slots: type
// params: ids, rows
// returns:
MATCH (:Entity)-[r/*type*/]->(:Entity)
WHERE r.id IN $ids
SET r = $rows[r.id]
