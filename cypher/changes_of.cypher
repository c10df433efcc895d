// The whole entries of the log that name an entity, in no promised order.
// params: id
// returns: sequence, properties
MATCH (c:Change)
WHERE $id IN c.entity_ids
RETURN c.sequence AS sequence, properties(c) AS properties
