// As `search_ties`, for those that start from some entities.
// open: read into memory for every viewer, and masked there
// params: ids, types
// returns: from, type, to
MATCH (n:Entity)-[r]->(other:Entity)
WHERE n.id IN $ids AND type(r) IN $types
RETURN n.id AS from, type(r) AS type, other.id AS to
