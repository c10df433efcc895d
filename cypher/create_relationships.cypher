// Creates relationships of one type; `created` is short of the rows where an end is missing.
// slots: type
// params: rows
// returns: created
UNWIND $rows AS row
MATCH (source:Entity {id: row.from})
MATCH (target:Entity {id: row.to})
CREATE (source)-[r/*type*/]->(target)
SET r = row.properties
RETURN count(r) AS created
