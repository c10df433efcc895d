// How many relationships of the types every entity has, and when the latest of them began, '' where
// that is unknown: a row for each access of their other ends, with ids, counts and dates in columns.
// open: read into memory for every viewer, and masked there
// params: types
// returns: access_level, access_offices, ids, counts, latest
MATCH (n:Entity)-[r]-(other:Entity)
WHERE type(r) IN $types
WITH n.id AS id, other.access_level AS access_level, other.access_offices AS access_offices,
     count(DISTINCT r.id) AS count, max(r.since) AS since
RETURN access_level, access_offices, collect(coalesce(id, '')) AS ids, collect(count) AS counts,
       collect(coalesce(since, '')) AS latest
