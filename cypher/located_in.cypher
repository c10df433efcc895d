// Everything that lies in a country or place, through up to six places.
// params: id, level, offices
// returns: id
MATCH (n:Entity)-[:LOCATED_IN*1..6]->(place:Entity {id: $id})
WHERE /*seen n*/ AND /*seen place*/
RETURN DISTINCT n.id AS id
