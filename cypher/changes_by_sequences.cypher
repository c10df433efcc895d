// The whole entries of the log with these numbers, in no promised order.
// params: sequences
// returns: sequence, properties
MATCH (c:Change)
WHERE c.sequence IN $sequences
RETURN c.sequence AS sequence, properties(c) AS properties
