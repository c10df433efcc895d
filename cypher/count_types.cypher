// Number of relationships per type, counted type by type: see tools/type_queries.py.
// open: numbers of all that is stored; a viewer is told those of seen_types
// params:
// returns: type, count
MATCH ()-[r:KIN_OF]->() RETURN 'KIN_OF' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:FOUNDED]->() RETURN 'FOUNDED' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:KNOWS]->() RETURN 'KNOWS' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:LEADS]->() RETURN 'LEADS' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:APPOINTED_BY]->() RETURN 'APPOINTED_BY' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:REFERRED]->() RETURN 'REFERRED' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:ESTABLISHED_BY]->() RETURN 'ESTABLISHED_BY' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:HOSTED_BY]->() RETURN 'HOSTED_BY' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:CLASSMATE_OF]->() RETURN 'CLASSMATE_OF' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:SERVED_BY]->() RETURN 'SERVED_BY' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:WORKS_AT]->() RETURN 'WORKS_AT' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:PART_OF]->() RETURN 'PART_OF' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:SIGNED_WITH]->() RETURN 'SIGNED_WITH' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:COLLABORATES_WITH]->() RETURN 'COLLABORATES_WITH' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:INVESTS_IN]->() RETURN 'INVESTS_IN' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:PARTICIPATES_IN]->() RETURN 'PARTICIPATES_IN' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:MEMBER_OF]->() RETURN 'MEMBER_OF' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:STUDIES_AT]->() RETURN 'STUDIES_AT' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:ALUMNUS_OF]->() RETURN 'ALUMNUS_OF' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:ATTENDED]->() RETURN 'ATTENDED' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:NATIVE_OF]->() RETURN 'NATIVE_OF' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:LOCATED_IN]->() RETURN 'LOCATED_IN' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:IN_INDUSTRY]->() RETURN 'IN_INDUSTRY' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:HAS_EXPERTISE]->() RETURN 'HAS_EXPERTISE' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:UPSTREAM_OF]->() RETURN 'UPSTREAM_OF' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:POSTED]->() RETURN 'POSTED' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:SEEKS]->() RETURN 'SEEKS' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:OFFERS]->() RETURN 'OFFERS' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:RAISED]->() RETURN 'RAISED' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:HANDLED_BY]->() RETURN 'HANDLED_BY' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:LANDED_AT]->() RETURN 'LANDED_AT' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:SUPPORTED_BY]->() RETURN 'SUPPORTED_BY' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:ISSUED_BY]->() RETURN 'ISSUED_BY' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:PROPOSED]->() RETURN 'PROPOSED' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:ABOUT_TOPIC]->() RETURN 'ABOUT_TOPIC' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:MEASURES]->() RETURN 'MEASURES' AS type, count(r) AS count
UNION ALL
MATCH ()-[r:MENTIONED_IN]->() RETURN 'MENTIONED_IN' AS type, count(r) AS count
