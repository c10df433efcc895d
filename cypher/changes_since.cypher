// The writes after a revision, oldest first.
// params: sequence, limit
// returns: sequence, action, entity_ids, relationship_ids
MATCH (c:Change)
WHERE c.sequence > $sequence
RETURN c.sequence AS sequence, c.action AS action, c.entity_ids AS entity_ids,
       c.relationship_ids AS relationship_ids
ORDER BY sequence
LIMIT $limit
