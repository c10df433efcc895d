// The number of the last write; no row before the first.
// params: key
// returns: number
MATCH (r:Revision {key: $key})
RETURN r.number AS number
