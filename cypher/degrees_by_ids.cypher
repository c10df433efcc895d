// As `degrees`, for some entities.
// open: read into memory for every viewer, and masked there
// params: ids, types
// returns: access_level, access_offices, ids, counts, latest
MATCH (n:Entity)-[r]-(other:Entity)
WHERE n.id IN $ids AND type(r) IN $types
WITH n.id AS id, other.access_level AS access_level, other.access_offices AS access_offices,
     count(DISTINCT r.id) AS count, max(r.since) AS since
RETURN access_level, access_offices, collect(coalesce(id, '')) AS ids, collect(count) AS counts,
       collect(coalesce(since, '')) AS latest
