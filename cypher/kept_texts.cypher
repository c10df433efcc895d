// The entities that keep names that nobody answered to.
// params: level, offices
// returns: id, name, labels, unlinked
MATCH (n:Entity)
WHERE n.unlinked IS NOT NULL AND /*seen n*/
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.unlinked AS unlinked
