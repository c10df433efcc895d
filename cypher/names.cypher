// What the search reads of every entity. `degree` counts all its relationships but provenance.
// params: types
// returns: id, name, aliases, english_name, labels, office, degree
MATCH (n:Entity)
OPTIONAL MATCH (n)-[r]-(:Entity)
WHERE type(r) IN $types
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.english_name AS english_name,
       labels(n) AS labels, n.office AS office, count(DISTINCT r.id) AS degree
