// What some entities are tied to that tells them from others of their name: units, schools, places.
// params: ids, types, level, offices
// returns: id, type, name, aliases, english_name, labels
MATCH (n:Entity)-[r]->(other:Entity)
WHERE n.id IN $ids AND type(r) IN $types AND /*seen n*/ AND /*seen other*/
RETURN n.id AS id, type(r) AS type, other.name AS name, other.aliases AS aliases,
       other.english_name AS english_name, labels(other) AS labels
