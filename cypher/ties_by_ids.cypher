// As `ties`, for the relationships with these ids, looked for at some entities.
// params: entity_ids, ids, types
// returns: id, from, to, type, since, until, strength, confidence, last_contact, verified_at
MATCH (n:Entity)-[r]-(:Entity)
WHERE n.id IN $entity_ids AND r.id IN $ids AND type(r) IN $types
RETURN DISTINCT r.id AS id, startNode(r).id AS from, endNode(r).id AS to, type(r) AS type,
       r.since AS since, r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
