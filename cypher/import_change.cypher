// One write of an import, whole.
// params: sequence
// returns: action, entity_ids, relationship_ids, before, report
MATCH (c:Change {sequence: $sequence})
RETURN c.action AS action, c.entity_ids AS entity_ids, c.relationship_ids AS relationship_ids,
       c.before AS before, c.report AS report
