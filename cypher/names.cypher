// What the search reads of every entity. `degree` counts all its relationships but provenance; `since`
// is when the latest of them began, `dates` when the entity itself did.
// open: read into memory for every viewer, and masked there
// params: types
// returns: id, name, aliases, english_name, summary, labels, office, degree, since, dates
MATCH (n:Entity)
OPTIONAL MATCH (n)-[r]-(:Entity)
WHERE type(r) IN $types
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.english_name AS english_name,
       n.summary AS summary, labels(n) AS labels, n.office AS office,
       count(DISTINCT r.id) AS degree, max(r.since) AS since,
       [n.founded, n.graduation, n.starts, n.held_on, n.issued_on] AS dates
