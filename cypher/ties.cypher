// Every relationship of the given types in columns, one row per source: what its factor in a
// route is made of. Absent dates are '', absent shares 0;
// so are the ids of what is just being deleted, for the columns to stay side by side.
// open: read into memory for every viewer, and masked there
// params: types
// returns: from, id, to, type, since, until, strength, confidence, last_contact, verified_at
MATCH (source:Entity)-[r]->(target:Entity)
WHERE type(r) IN $types
WITH source.id AS source, collect(coalesce(source.id, '')) AS from,
     collect(coalesce(r.id, '')) AS id, collect(coalesce(target.id, '')) AS to,
     collect(type(r)) AS type, collect(coalesce(r.since, '')) AS since,
     collect(coalesce(r.until, '')) AS until, collect(coalesce(r.strength, 0.0)) AS strength,
     collect(coalesce(r.confidence, 0.0)) AS confidence,
     collect(coalesce(r.last_contact, '')) AS last_contact,
     collect(coalesce(r.verified_at, '')) AS verified_at
RETURN from, id, to, type, since, until, strength, confidence, last_contact, verified_at
