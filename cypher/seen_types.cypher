// How many relationships there are per type between entities that the viewer may see.
// params: level, offices
// returns: type, count
MATCH (source:Entity)-[r]->(target:Entity)
WHERE /*seen source*/ AND /*seen target*/
RETURN type(r) AS type, count(r) AS count
