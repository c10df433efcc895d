// Gives entities exactly these properties, their ids among them.
// params: rows
// returns:
UNWIND $rows AS row
MATCH (n:Entity {id: row.id})
SET n = row
