// Which places and countries lie in which; and every country by itself, which lies in none.
// params: level, offices
// returns: id, name, country, outer
MATCH (n:Entity)
WHERE (n:Place OR n:Country) AND /*seen n*/
OPTIONAL MATCH (n)-[:LOCATED_IN]->(outer:Entity)
WHERE /*seen outer*/
RETURN n.id AS id, n.name AS name, n:Country AS country, outer.id AS outer
