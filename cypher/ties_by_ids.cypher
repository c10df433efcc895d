// As `ties`, for the relationships with these ids, looked up type by type: see
// tools/type_queries.py.
// open: read into memory for every viewer, and masked there
// params: ids
// returns: id, from, to, type, since, until, strength, confidence, last_contact, verified_at
MATCH (source:Entity)-[r:KIN_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:FOUNDED]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:KNOWS]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:LEADS]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:APPOINTED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:REFERRED]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:ESTABLISHED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:HOSTED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:CLASSMATE_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:SERVED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:WORKS_AT]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:PART_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:SIGNED_WITH]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:COLLABORATES_WITH]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:INVESTS_IN]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:PARTICIPATES_IN]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:MEMBER_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:STUDIES_AT]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:ALUMNUS_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:ATTENDED]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
UNION ALL
MATCH (source:Entity)-[r:NATIVE_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
