// The relationships with these ids, looked up type by type: see tools/type_queries.py.
// open: a write looks at what stands there
// params: ids
// returns: id, from, to, type, properties
MATCH (source:Entity)-[r:KIN_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:FOUNDED]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:KNOWS]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:LEADS]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:APPOINTED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:REFERRED]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:ESTABLISHED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:HOSTED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:CLASSMATE_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:SERVED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:WORKS_AT]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:PART_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:SIGNED_WITH]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:COLLABORATES_WITH]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:INVESTS_IN]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:PARTICIPATES_IN]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:MEMBER_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:STUDIES_AT]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:ALUMNUS_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:ATTENDED]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:NATIVE_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:LOCATED_IN]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:IN_INDUSTRY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:HAS_EXPERTISE]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:UPSTREAM_OF]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:POSTED]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:SEEKS]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:OFFERS]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:RAISED]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:HANDLED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:LANDED_AT]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:SUPPORTED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:ISSUED_BY]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:PROPOSED]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:ABOUT_TOPIC]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:MEASURES]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
UNION ALL
MATCH (source:Entity)-[r:MENTIONED_IN]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
