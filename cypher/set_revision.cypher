// Gives the counter of writes exactly these properties, its key included; for a restore.
// params: key, properties
// returns: number
MERGE (r:Revision {key: $key})
SET r = $properties
RETURN r.number AS number
