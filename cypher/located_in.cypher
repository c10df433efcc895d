// Everything that lies in a country or place, also through up to five places that the viewer sees.
// params: id, level, offices
// returns: id
MATCH (n:Entity)-[:LOCATED_IN]->(place:Entity {id: $id})
WHERE /*seen n*/ AND /*seen place*/
RETURN n.id AS id
UNION
MATCH way = (inner:Place)-[:LOCATED_IN*1..5]->(place:Entity {id: $id})
WHERE all(passed IN nodes(way) WHERE /*seen passed*/) AND /*seen inner*/ AND /*seen place*/
WITH DISTINCT inner
MATCH (n:Entity)-[:LOCATED_IN]->(inner)
WHERE /*seen n*/
RETURN n.id AS id
