// As the portable `degrees`, in slices of some thousands of entities: grouped all at once, a
// province takes more memory than a server gives to one query.
// open: read into memory for every viewer, and masked there
// params: types
// returns: access_level, access_offices, ids, counts, latest
MATCH (n:Entity)
WITH collect(n) AS nodes
UNWIND range(0, size(nodes), 5000) AS first
CALL (nodes, first) {
  UNWIND nodes[first..first + 5000] AS n
  MATCH (n)-[r]-(other:Entity)
  WHERE type(r) IN $types
  WITH n.id AS id, other.access_level AS access_level, other.access_offices AS access_offices,
       count(DISTINCT r.id) AS count, max(r.since) AS since
  RETURN access_level, access_offices, collect(coalesce(id, '')) AS ids, collect(count) AS counts,
         collect(coalesce(since, '')) AS latest
}
RETURN access_level, access_offices, ids, counts, latest
