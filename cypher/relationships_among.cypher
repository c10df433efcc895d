// Every relationship of these types whose both ends are among the ids.
// params: ids, types, level, offices
// returns: id, from, to, type, properties
MATCH (source:Entity)-[r]->(target:Entity)
WHERE source.id IN $ids AND target.id IN $ids AND type(r) IN $types
  AND /*seen source*/ AND /*seen target*/
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
