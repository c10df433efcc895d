// The numbers of the writes after a revision, in no promised order.
// params: sequence
// returns: sequence
MATCH (c:Change)
WHERE c.sequence > $sequence
RETURN c.sequence AS sequence
