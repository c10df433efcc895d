// The entities that were deleted one by one at a moment or later.
// params: moment
// returns: time, before
MATCH (c:Change)
WHERE c.action = 'delete_entity' AND c.time >= $moment
RETURN c.time AS time, c.before AS before
