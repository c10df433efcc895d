// The counter of writes, and how far a restore is that is under way; no row before the first write.
// params: key
// returns: number, restoring, done
MATCH (r:Revision {key: $key})
RETURN r.number AS number, r.restoring AS restoring, r.done AS done
