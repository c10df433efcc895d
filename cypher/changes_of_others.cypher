// The writes after a revision that are not of one import, oldest first.
// params: sequence, import_id, limit
// returns: sequence, who, action, entity_ids, relationship_ids
MATCH (c:Change)
WHERE c.sequence > $sequence AND coalesce(c.import_id, '') <> $import_id
RETURN c.sequence AS sequence, c.who AS who, c.action AS action, c.entity_ids AS entity_ids,
       c.relationship_ids AS relationship_ids
ORDER BY sequence
LIMIT $limit
