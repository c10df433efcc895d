// Number of entities in each industry that has any.
// params: level, offices
// returns: id, name, count
MATCH (n:Entity)-[:IN_INDUSTRY]->(industry:Entity)
WHERE /*seen n*/ AND /*seen industry*/
RETURN industry.id AS id, industry.name AS name, count(DISTINCT n.id) AS count
