// The entities that keep further data, among which are names that nobody answered to.
// params: level, offices
// returns: id, name, labels, extra
MATCH (n:Entity)
WHERE n.extra IS NOT NULL AND /*seen n*/
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.extra AS extra
