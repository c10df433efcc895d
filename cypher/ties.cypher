// Every relationship of the given types, with what its factor in a route is made of.
// params: types
// returns: id, from, to, type, since, until, strength, confidence, last_contact, verified_at
MATCH (source:Entity)-[r]->(target:Entity)
WHERE type(r) IN $types
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
