// As `names`, for some entities.
// params: ids, types
// returns: id, name, aliases, english_name, labels, office, degree
MATCH (n:Entity)
WHERE n.id IN $ids
OPTIONAL MATCH (n)-[r]-(:Entity)
WHERE type(r) IN $types
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.english_name AS english_name,
       labels(n) AS labels, n.office AS office, count(DISTINCT r.id) AS degree
