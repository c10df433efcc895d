// Where some entities lie, by every name of the place.
// params: ids, level, offices
// returns: id, name, aliases, english_name
MATCH (n:Entity)-[:LOCATED_IN]->(place:Entity)
WHERE n.id IN $ids AND /*seen n*/ AND /*seen place*/
RETURN n.id AS id, place.name AS name, place.aliases AS aliases,
       place.english_name AS english_name
