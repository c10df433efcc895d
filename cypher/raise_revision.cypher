// Raises the counter of writes. First in every write: writers wait for one another here.
// params: key
// returns: number
MERGE (r:Revision {key: $key})
ON CREATE SET r.number = 0
SET r.number = r.number + 1
RETURN r.number AS number
