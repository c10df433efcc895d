// As the portable `ties`, with some thousands of ties in a row: a row each is ten times slower to
// read, for what a row costs here is the row. Slices of entities keep the server's memory small.
// open: read into memory for every viewer, and masked there
// params: types
// returns: from, id, to, type, since, until, strength, confidence, last_contact, verified_at
MATCH (n:Entity)
WITH collect(n) AS nodes
UNWIND range(0, size(nodes), 1000) AS first
CALL (nodes, first) {
  UNWIND nodes[first..first + 1000] AS source
  MATCH (source)-[r]->(target:Entity)
  WHERE type(r) IN $types
  RETURN collect(coalesce(source.id, '')) AS from, collect(coalesce(r.id, '')) AS id,
         collect(coalesce(target.id, '')) AS to, collect(type(r)) AS type,
         collect(coalesce(r.since, '')) AS since, collect(coalesce(r.until, '')) AS until,
         collect(coalesce(r.strength, 0.0)) AS strength,
         collect(coalesce(r.confidence, 0.0)) AS confidence,
         collect(coalesce(r.last_contact, '')) AS last_contact,
         collect(coalesce(r.verified_at, '')) AS verified_at
}
RETURN from, id, to, type, since, until, strength, confidence, last_contact, verified_at
