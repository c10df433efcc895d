// As `names`, for the neighbours of some entities that may not be seen, and without their ties to
// them.
// open: read into memory for every viewer, and masked there
// params: hidden, types
// returns: id, name, aliases, english_name, summary, labels, office, degree, since, dates
MATCH (unseen:Entity)-[tie]-(n:Entity)
WHERE unseen.id IN $hidden AND type(tie) IN $types AND NOT n.id IN $hidden
WITH DISTINCT n
OPTIONAL MATCH (n)-[r]-(other:Entity)
WHERE type(r) IN $types AND NOT other.id IN $hidden
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.english_name AS english_name,
       n.summary AS summary, labels(n) AS labels, n.office AS office,
       count(DISTINCT r.id) AS degree, max(r.since) AS since,
       [n.founded, n.graduation, n.starts, n.held_on, n.issued_on] AS dates
